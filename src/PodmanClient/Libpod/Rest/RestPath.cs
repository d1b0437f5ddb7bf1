using System.Globalization;
using System.Text;

namespace Podman.Libpod.Rest;

/// <summary>The path of a request below the API's root, with its query; everything that comes from a caller is escaped.</summary>
internal sealed class RestPath
{
    private readonly StringBuilder _text;
    private char _separator = '?';

    /// <param name="text">The fixed beginning: "containers/json".</param>
    public RestPath(string text) => _text = new StringBuilder(text);

    /// <summary>The path of one container, image or other thing: "containers/{name}/json".</summary>
    public static RestPath Of(string kind, string name, string action) =>
        new(action.Length == 0 ? $"{kind}/{Uri.EscapeDataString(name)}" : $"{kind}/{Uri.EscapeDataString(name)}/{action}");

    /// <summary>Adds a member to the query.</summary>
    public RestPath With(string name, string value)
    {
        _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    public RestPath With(string name, bool value) => With(name, value ? "true" : "false");

    public RestPath With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a member that is left out where it is empty.</summary>
    public RestPath WithAny(string name, string value) => value.Length > 0 ? With(name, value) : this;

    /// <summary>Adds a member for each value.</summary>
    public RestPath WithEach(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            With(name, value);
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
