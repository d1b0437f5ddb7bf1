using System.Text.Encodings.Web;
using System.Text.Json;

namespace Varlink;

/// <summary>How JSON is read and written on the wire, in one place for both sides.</summary>
internal static class JsonSettings
{
    /// <summary>Nesting beyond this is refused, read or written.</summary>
    public const int MaxDepth = 128;

    public static readonly JsonReaderOptions Reader = new() { MaxDepth = MaxDepth };

    /// <summary>Only what JSON demands is escaped: the wire is no web page, and text stays readable in a trace.</summary>
    public static readonly JsonWriterOptions Writer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        SkipValidation = true,
    };
}
