using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Podman.Extensions;

/// <summary>
/// Finds what is written in a section of the configuration and is no option: a mistyped address would otherwise be none, and another Podman be
/// found than the one that is meant.
/// </summary>
/// <param name="client">The name of the client; empty for the one without.</param>
/// <param name="configuration">The section.</param>
internal sealed class SectionValidator(string client, IConfiguration configuration) : IValidateOptions<PodmanClientServiceOptions>
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(PodmanClientServiceOptions.Address),
        nameof(PodmanClientServiceOptions.ConnectTimeout),
        nameof(PodmanClientServiceOptions.ConnectRetryPeriod),
        nameof(PodmanClientServiceOptions.WaitForSocket),
        nameof(PodmanClientServiceOptions.CallTimeout),
        nameof(PodmanClientServiceOptions.FirstReplyTimeout),
        nameof(PodmanClientServiceOptions.NextReplyTimeout),
        nameof(PodmanClientServiceOptions.DrainTimeout),
        nameof(PodmanClientServiceOptions.IdleTimeout),
        nameof(PodmanClientServiceOptions.LeaseTimeout),
        nameof(PodmanClientServiceOptions.DisposeTimeout),
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

        string[] unknown = [.. configuration.GetChildren().Where(child => !Known.Contains(child.Key)).Select(static child => child.Path)];
        return unknown.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(unknown.Select(path =>
                $"{ClientName.Describe(client)}: {path} is no option of a client. There are: {string.Join(", ", Known.Order(StringComparer.Ordinal))}."));
    }
}
