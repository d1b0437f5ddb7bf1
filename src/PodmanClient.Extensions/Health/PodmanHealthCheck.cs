using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Varlink;

namespace Podman.Extensions;

/// <summary>Pings Podman.</summary>
/// <param name="client">The client.</param>
/// <param name="address">The address that it was told; null where Podman is looked for.</param>
/// <param name="limit">How long the answer may take.</param>
/// <param name="time">The clock.</param>
internal sealed class PodmanHealthCheck(IPodmanClient client, string? address, TimeSpan limit, TimeProvider time) : IHealthCheck
{
    private const string AddressKey = "address";
    private const string ReasonKey = "reason";

    public static PodmanHealthCheck Create(IServiceProvider services, string client, TimeSpan limit) => new(
        client.Length == 0 ? services.GetRequiredService<IPodmanClient>() : services.GetRequiredKeyedService<IPodmanClient>(client),
        services.GetRequiredService<IOptionsMonitor<PodmanClientServiceOptions>>().Get(client).Address,
        limit,
        services.GetService<TimeProvider>() ?? TimeProvider.System);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource late = new(limit, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await client.PingAsync(both.Token).ConfigureAwait(false);
            return HealthCheckResult.Healthy("Podman answers.", Data(address, reason: null));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && late.IsCancellationRequested)
        {
            string seconds = limit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Failure(context, $"Podman did not answer within {seconds} s, the time limit of the health check.", "TimedOut", address);
        }
        catch (VarlinkConnectionException e)
        {
            string? endpoint = address ?? e.Endpoint;
            return IsCommand(endpoint)
                ? Failure(context, $"The command that leads to Podman does not lead there: {e.Reason}.", e.Reason.ToString(), endpoint)
                : Failure(context, e.Message, e.Reason.ToString(), endpoint, e);
        }
        catch (VarlinkErrorException e)
        {
            // Its text is Podman's, and may quote anything.
            return Failure(context, $"Podman answered the ping with {e.ErrorName}.", e.ErrorName, address ?? e.Endpoint);
        }
        catch (VarlinkTimeoutException e)
        {
            return Failure(context, IsCommand(address ?? e.Endpoint) ? "Podman did not answer in time." : e.Message, "TimedOut", address ?? e.Endpoint);
        }
        catch (Exception e) when (e is FormatException or NotSupportedException)
        {
            // Found out when Podman is looked for: what the environment names, or a file of connections. The text quotes it, commands too.
            return Failure(context, "What the environment or the user's connections name as Podman's address cannot be used.", e.GetType().Name, address);
        }
        catch (VarlinkException e)
        {
            return Failure(context, "Podman's answer to the ping is not what it should be.", e.GetType().Name, address ?? e.Endpoint);
        }
    }

    private static HealthCheckResult Failure(HealthCheckContext context, string description, string reason, string? address, Exception? exception = null) =>
        new(context.Registration.FailureStatus, description, exception, Data(address, reason));

    private static Dictionary<string, object> Data(string? address, string? reason)
    {
        var data = new Dictionary<string, object>();
        if (address is not null)
        {
            data[AddressKey] = IsCommand(address) ? address[..(address.IndexOf(':', StringComparison.Ordinal) + 1)] : address;
        }

        if (reason is not null)
        {
            data[ReasonKey] = reason;
        }

        return data;
    }

    /// <summary>Command lines may hold anything.</summary>
    private static bool IsCommand(string? address) =>
        address is not null && (address.StartsWith("bridge:", StringComparison.Ordinal) || address.StartsWith("exec:", StringComparison.Ordinal));
}
