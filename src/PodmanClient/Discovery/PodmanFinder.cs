using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Podman.Compatibility;
using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>Finds the address that Podman answers at.</summary>
internal static class PodmanFinder
{
    private const string WhatToDo =
        "Start Podman's service ('systemctl --user start podman.socket', for root without --user; with Podman 0.8 to 2.2 " +
        "'systemctl start io.podman.socket', or 'podman varlink unix:/run/podman/io.podman'), or name the address in " +
        $"{nameof(PodmanClientOptions)}.{nameof(PodmanClientOptions.Address)} or in the environment variable {PodmanAddress.HostVariable}, for varlink " +
        $"{PodmanAddress.AddressVariable}.";

    private const string CallerOrigin = "named by the caller";

    /// <summary>Tries the addresses in order, and gives a client of the first one where a connection is made.</summary>
    /// <param name="address">The address that the caller named; null to look for it.</param>
    /// <param name="options">The caller's options; null for the defaults.</param>
    /// <param name="environment">The process and the host.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, wherever Podman is.</exception>
    public static async Task<PodmanClient> ConnectAsync(
        string? address, VarlinkClientOptions? options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        options = (options ?? new VarlinkClientOptions()).Validated();
        ILogger logger = options.LoggerFactory.CreateLogger("Podman.Discovery");
        var failures = new List<(PodmanAddress Candidate, VarlinkConnectionException Exception)>();
        foreach (PodmanAddress candidate in PodmanAddress.Candidates(address, environment))
        {
            try
            {
                (PodmanClient client, string protocol) = await TryAsync(candidate, options, environment, cancellationToken).ConfigureAwait(false);
                DiscoveryLog.Found(logger, candidate.Address, candidate.Origin ?? CallerOrigin, protocol);
                return client;
            }
            catch (VarlinkConnectionException e)
            {
                Note(candidate, e);
            }
            catch (CandidateFailedException e)
            {
                Note(candidate, e.Failure);
            }
            catch (MistakenAddressException e)
            {
                Note(candidate, e.Failure);
                throw NotFound(failures, e.WhatToDo);
            }
        }

        throw NotFound(failures, WhatToDo);

        void Note(PodmanAddress candidate, VarlinkConnectionException failure)
        {
            failures.Add((candidate, failure));
            DiscoveryLog.NotThere(logger, candidate.Address, candidate.Origin ?? CallerOrigin, failure.Message);
        }
    }

    private static Task<(PodmanClient Client, string Protocol)> TryAsync(
        PodmanAddress candidate, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken) =>
        candidate.IsRest
            ? TryRestAsync(candidate, options, environment, cancellationToken)
            : TryVarlinkAsync(candidate, options, environment, cancellationToken);

    private static async Task<(PodmanClient Client, string Protocol)> TryRestAsync(
        PodmanAddress candidate, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            (PodmanClient client, string version) = await RestCandidate.ConnectAsync(candidate, options, environment, cancellationToken)
                .ConfigureAwait(false);
            return (client, $"the REST API of version {version}");
        }
        catch (FormatException e) when (candidate.Origin is not null)
        {
            throw new FormatException($"{candidate.Origin}: {e.Message}", e);
        }
        catch (NotSupportedException e) when (candidate.Origin is not null)
        {
            throw new NotSupportedException($"{candidate.Origin}: {e.Message}", e);
        }
    }

    private static async Task<(PodmanClient Client, string Protocol)> TryVarlinkAsync(
        PodmanAddress candidate, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        var connector = new OneTryConnector(CreateConnector(candidate, environment));
        if (candidate.IsExplicit)
        {
            connector.SetFound();
        }

        var client = new VarlinkClient(connector, options);
        try
        {
            await client.EnsureConnectedAsync(cancellationToken).ConfigureAwait(false);
            IVarlinkCaller caller = await GreetAsync(client, candidate, options, environment, cancellationToken).ConfigureAwait(false);
            connector.SetFound();
            return (new PodmanClient(caller), "varlink");
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A socket that takes connections and does not answer is not a daemon: its time is that for connecting.</summary>
    private static async Task<IVarlinkCaller> GreetAsync(
        VarlinkClient client, PodmanAddress candidate, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.ConnectTimeout, options.TimeProvider);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            Task patience = Task.Delay(MistakenForVarlink.Patience, options.TimeProvider, both.Token);
            Task<IVarlinkCaller> greeting = DaemonGreeting.GreetAsync(client, both.Token);
            if (await MistakenForVarlink.FindRestAsync(greeting, patience, candidate, options, environment, both.Token).ConfigureAwait(false)
                is { } restAddress)
            {
                await both.CancelAsync().ConfigureAwait(false);
                await ((Task)greeting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw MistakenAddressException.ForRest(client.Endpoint, restAddress);
            }

            return await greeting.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string limitText = options.ConnectTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw NoPodman(
                $"takes connections, but did not answer within {limitText} s ({nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.ConnectTimeout)}).",
                VarlinkConnectionReason.TimedOut,
                e);
        }
        catch (InterfaceNotFoundException e)
        {
            throw NoPodman(
                "is a varlink service, but not Podman, or one before 0.8.2: it does not offer io.podman.", VarlinkConnectionReason.Unknown, e);
        }
        catch (VarlinkProtocolException e)
        {
            throw NoPodman(
                "does not speak varlink, or another io.podman (where it is the REST service of today's Podman, write its address with two " +
                $"slashes more, unix:///path): {e.Message}",
                VarlinkConnectionReason.Unknown,
                e);
        }

        VarlinkConnectionException NoPodman(string what, VarlinkConnectionReason reason, Exception cause) =>
            new($"{client.Endpoint} {what}", reason, endpoint: client.Endpoint, innerException: cause);
    }

    private static IVarlinkConnector CreateConnector(PodmanAddress candidate, PodmanEnvironment environment)
    {
        try
        {
            return candidate.CreateConnector(environment);
        }
        catch (FormatException e) when (candidate.Origin is not null)
        {
            throw new FormatException($"{candidate.Origin} is no address: {e.Message}", e);
        }
        catch (NotSupportedException e) when (candidate.Origin is not null)
        {
            throw new NotSupportedException($"{candidate.Origin}: {e.Message}", e);
        }
    }

    private static VarlinkConnectionException NotFound(
        List<(PodmanAddress Candidate, VarlinkConnectionException Exception)> failures, string whatToDo)
    {
        VarlinkConnectionAttempt[] attempts =
            [.. failures.Select(static failure => new VarlinkConnectionAttempt(failure.Candidate.Address, failure.Exception.Message))];
        VarlinkConnectionException telling = failures.Select(static failure => failure.Exception).MaxBy(static e => Weight(e.Reason))!;
        var message = new StringBuilder();
        if (failures is [var (candidate, exception)])
        {
            string origin = candidate.Origin is null ? "" : $" (from {candidate.Origin})";
            message.Append(exception.Message).Append(origin).Append(' ');
        }
        else
        {
            message.AppendLine("Podman answers at none of the places where it listens on a host:");
            foreach ((PodmanAddress place, VarlinkConnectionException failure) in failures)
            {
                message.Append("  ").Append(place.Address).Append(" (").Append(place.Origin).Append("): ").AppendLine(failure.Message);
            }
        }

        return new VarlinkConnectionException(
            message.Append(whatToDo).ToString(),
            telling.Reason,
            endpoint: failures is [var only] ? only.Candidate.Address : null,
            attempts: attempts,
            innerException: telling);
    }

    /// <summary>Which failure tells most of several: a socket that is there says more than one that is not.</summary>
    private static int Weight(VarlinkConnectionReason reason) => reason switch
    {
        VarlinkConnectionReason.NotFound => 0,
        VarlinkConnectionReason.PermissionDenied => 2,
        _ => 1,
    };
}
