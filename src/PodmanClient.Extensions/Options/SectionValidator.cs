using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Podman.Extensions;

/// <summary>
/// Finds what is written in a section of the configuration and does not mean what it seems to: what is no option, since a mistyped address would
/// otherwise be none, and another Podman be found than the one that is meant; a section in place of a value, which the binder passes over; and
/// a bare number for a time, which the binder takes for days.
/// </summary>
/// <param name="client">The name of the client; empty for the one without.</param>
/// <param name="configuration">The section.</param>
internal sealed class SectionValidator(string client, IConfiguration configuration) : IValidateOptions<PodmanClientServiceOptions>
{
    private static readonly HashSet<string> Times = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(PodmanClientServiceOptions.ConnectTimeout),
        nameof(PodmanClientServiceOptions.ConnectRetryPeriod),
        nameof(PodmanClientServiceOptions.CallTimeout),
        nameof(PodmanClientServiceOptions.FirstReplyTimeout),
        nameof(PodmanClientServiceOptions.NextReplyTimeout),
        nameof(PodmanClientServiceOptions.DrainTimeout),
        nameof(PodmanClientServiceOptions.IdleTimeout),
        nameof(PodmanClientServiceOptions.LeaseTimeout),
        nameof(PodmanClientServiceOptions.DisposeTimeout),
    };

    private static readonly HashSet<string> Known = new(Times, StringComparer.OrdinalIgnoreCase)
    {
        nameof(PodmanClientServiceOptions.Address),
        nameof(PodmanClientServiceOptions.WaitForSocket),
        nameof(PodmanClientServiceOptions.MaxSharedConnections),
        nameof(PodmanClientServiceOptions.MaxLeasedConnections),
        nameof(PodmanClientServiceOptions.SingleConnection),
        nameof(PodmanClientServiceOptions.MaxReceivedMessageSize),
        nameof(PodmanClientServiceOptions.MaxSentMessageSize),
    };

    public ValidateOptionsResult Validate(string? name, PodmanClientServiceOptions options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] failures = [.. configuration.GetChildren().Select(Check).OfType<string>()];
        return failures.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{ClientName.Describe(client)}: {failure}"));
    }

    /// <summary>What is wrong with a child of the section; null for nothing.</summary>
    private static string? Check(IConfigurationSection child)
    {
        if (!Known.Contains(child.Key))
        {
            return $"{child.Path} is no option of a client. There are: {string.Join(", ", Known.Order(StringComparer.Ordinal))}.";
        }

        if (child.GetChildren().Any())
        {
            return $"{child.Path} has parts of its own: it takes one value.";
        }

        // Zero is zero in any unit.
        if (!Times.Contains(child.Key)
            || !int.TryParse(child.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) || number == 0)
        {
            return null;
        }

        string meant = number < 0
            ? $"{Timeout.InfiniteTimeSpan:c} for no limit"
            : $"{TimeSpan.FromSeconds(number):c} for seconds, or {number}.00:00:00 if it is to be days";
        return string.Create(CultureInfo.InvariantCulture, $"{child.Path} is {number}, which would be days: write {meant}.");
    }
}
