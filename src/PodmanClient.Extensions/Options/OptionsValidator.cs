using Microsoft.Extensions.Options;
using Varlink;

namespace Podman.Extensions;

/// <summary>Says what is wrong with the options of a client, all of it at once, and what would be right.</summary>
/// <param name="client">The name of the client; empty for the one without.</param>
internal sealed class OptionsValidator(string client) : IValidateOptions<PodmanClientServiceOptions>
{
    private static readonly string Positive = $"it must be positive and at most {VarlinkClientOptions.MaxTimeLimit}, or -00:00:00.0010000 for no limit";
    private static readonly string NotNegative =
        $"it must not be negative, and at most {VarlinkClientOptions.MaxTimeLimit}, or -00:00:00.0010000 for no limit";

    public ValidateOptionsResult Validate(string? name, PodmanClientServiceOptions options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        var failures = new List<string>();
        CheckAddress(options.Address, failures);
        Check(options.ConnectTimeout, nameof(options.ConnectTimeout), zeroIsRight: false, failures);
        Check(options.ConnectRetryPeriod, nameof(options.ConnectRetryPeriod), zeroIsRight: true, failures);
        Check(options.CallTimeout, nameof(options.CallTimeout), zeroIsRight: false, failures);
        Check(options.FirstReplyTimeout, nameof(options.FirstReplyTimeout), zeroIsRight: false, failures);
        Check(options.NextReplyTimeout, nameof(options.NextReplyTimeout), zeroIsRight: false, failures);
        Check(options.DrainTimeout, nameof(options.DrainTimeout), zeroIsRight: false, failures);
        Check(options.IdleTimeout, nameof(options.IdleTimeout), zeroIsRight: false, failures);
        Check(options.LeaseTimeout, nameof(options.LeaseTimeout), zeroIsRight: false, failures);
        Check(options.DisposeTimeout, nameof(options.DisposeTimeout), zeroIsRight: true, failures);
        Check(options.MaxSharedConnections, nameof(options.MaxSharedConnections), failures);
        Check(options.MaxLeasedConnections, nameof(options.MaxLeasedConnections), failures);
        Check(options.MaxReceivedMessageSize, nameof(options.MaxReceivedMessageSize), failures);
        Check(options.MaxSentMessageSize, nameof(options.MaxSentMessageSize), failures);
        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{ClientName.Describe(client)}: {failure}"));
    }

    private static void CheckAddress(string? address, List<string> failures)
    {
        try
        {
            new PodmanClientOptions { Address = address }.Validate();
        }
        catch (Exception e) when (e is FormatException or NotSupportedException)
        {
            failures.Add($"{nameof(PodmanClientServiceOptions.Address)}: {e.Message}");
        }
    }

    private static void Check(TimeSpan value, string option, bool zeroIsRight, List<string> failures)
    {
        if (value != Timeout.InfiniteTimeSpan
            && (value < TimeSpan.Zero || (value == TimeSpan.Zero && !zeroIsRight) || value > VarlinkClientOptions.MaxTimeLimit))
        {
            failures.Add($"{option} is {value}: {(zeroIsRight ? NotNegative : Positive)}.");
        }
    }

    private static void Check(int value, string option, List<string> failures)
    {
        if (value <= 0)
        {
            failures.Add($"{option} is {value}: it must be positive.");
        }
    }
}
