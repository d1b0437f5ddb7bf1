using System.Globalization;
using Varlink.Idl;
using Varlink.Idl.Diagnostics;

namespace Varlink.Introspection;

/// <summary>
/// What a service answered when it was asked for an interface does not describe it. The connection lives on, and calls of the interface may
/// well work: only its text cannot be read.
/// </summary>
public sealed class VarlinkDescriptionException : VarlinkException
{
    internal VarlinkDescriptionException(string interfaceName, string description, ParseResult result, string method, string endpoint)
        : base(Describe(interfaceName, result, endpoint), method, endpoint)
    {
        InterfaceName = interfaceName;
        Description = description;
        Diagnostics = result.Diagnostics;
    }

    /// <summary>The interface that was asked for.</summary>
    public string InterfaceName { get; }

    /// <summary>The text as it came.</summary>
    public string Description { get; }

    /// <summary>
    /// What is wrong with the text, errors and warnings in its order. No error among them: it is the description of another interface.
    /// </summary>
    public IReadOnlyList<IdlDiagnostic> Diagnostics { get; }

    private static string Describe(string interfaceName, ParseResult result, string endpoint)
    {
        string what = $"The description of {interfaceName} that {endpoint} gives";
        if (result.Interface is { } other)
        {
            return $"{what} is that of {other.Name}.";
        }

        IdlDiagnostic[] errors = [.. result.Diagnostics.Where(each => each.Severity == IdlSeverity.Error)];
        IdlDiagnostic first = errors[0];
        string more = (errors.Length - 1) switch
        {
            0 => "",
            1 => $" There is 1 more error: see {nameof(Diagnostics)}.",
            int count => $" There are {count} more errors: see {nameof(Diagnostics)}.",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what} cannot be read: line {first.Span.Line}, column {first.Span.Column}: {first.Id}: {first.Message}{more}");
    }
}
