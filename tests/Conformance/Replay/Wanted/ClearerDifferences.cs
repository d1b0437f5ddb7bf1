using System.Text.Json;
using System.Text.RegularExpressions;
using Varlink.Conformance.Replay.Identity;

namespace Varlink.Conformance.Replay.Wanted;

/// <summary>Where every service made with this library is clearer, or stricter, than the daemon's library was.</summary>
internal static partial class ClearerDifferences
{
    private const string Invalid = "org.varlink.service.InvalidParameter";

    private static readonly string[] Members = ["method", "parameters", "more", "oneway", "upgrade"];

    public static IReadOnlyList<WantedDifference> All { get; } =
    [
        new(
            "InvalidParameter",
            WantedKind.Clearer,
            "InvalidParameter names the parameter that does not fit; the daemon said 'parameters' whichever it was.",
            call => call.RecordedError == Invalid && call.EngineError == Invalid && call.RecordedTextAt("parameter") == "parameters"),
        new(
            "MemberNames",
            WantedKind.Clearer,
            "Names of members are case-sensitive, as JSON has them; the daemon took METHOD for method.",
            call => HasMemberInCapitals(call.Message)),
        new(
            "HalfCharacters",
            WantedKind.Clearer,
            "A text with half of a surrogate pair is answered with InvalidParameter; the daemon replaced it and went on.",
            call => call.EngineError == Invalid && HalfPair().IsMatch(call.Message)),
        new(
            "InterfaceNotFound",
            WantedKind.Clearer,
            "GetInterfaceDescription of an interface that is not there is answered with InterfaceNotFound, which names it.",
            call => call.Method == "GetInterfaceDescription" && call.RecordedError == Invalid
                && call.EngineError == "org.varlink.service.InterfaceNotFound"),
    ];

    // One that is not followed by its other half, or that follows none.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex HalfPair();

    private static bool HasMemberInCapitals(string message)
    {
        if (CallText.Parse(message) is not { ValueKind: JsonValueKind.Object } call)
        {
            return false;
        }

        return call.EnumerateObject().Any(member => !Members.Contains(member.Name)
                && Members.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            || (call.TryGetProperty("parameters", out JsonElement parameters) && parameters.ValueKind == JsonValueKind.Object
                && parameters.EnumerateObject().Any(member => char.IsAsciiLetterUpper(member.Name.FirstOrDefault())));
    }
}
