using System.Text;
using Varlink;
using Varlink.Transports;

namespace Podman.Discovery;

/// <summary>Finds the address that Podman answers at.</summary>
internal static class PodmanFinder
{
    private const string WhatToDo =
        "Start Podman's service ('systemctl start io.podman.socket', or 'podman varlink unix:/run/podman/io.podman'), or name the address in " +
        $"{nameof(PodmanClientOptions)}.{nameof(PodmanClientOptions.Address)} or in the environment variable {PodmanAddress.AddressVariable}.";

    /// <summary>Tries the addresses in order, and gives a client of the first one where a connection is made.</summary>
    /// <param name="address">The address that the caller named; null to look for it.</param>
    /// <param name="options">The caller's options; null for the defaults.</param>
    /// <param name="environment">The process and the host.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async Task<PodmanClient> ConnectAsync(
        string? address, VarlinkClientOptions? options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        var failures = new List<(PodmanAddress Candidate, VarlinkConnectionException Exception)>();
        foreach (PodmanAddress candidate in PodmanAddress.Candidates(address, environment))
        {
            try
            {
                return await TryAsync(candidate, options, environment, cancellationToken).ConfigureAwait(false);
            }
            catch (VarlinkConnectionException e)
            {
                failures.Add((candidate, e));
            }
            catch (CandidateFailedException e)
            {
                failures.Add((candidate, e.Failure));
            }
        }

        throw NotFound(failures);
    }

    private static async Task<PodmanClient> TryAsync(
        PodmanAddress candidate, VarlinkClientOptions? options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        IVarlinkConnector connector = CreateConnector(candidate, environment);
        var client = new VarlinkClient(candidate.IsExplicit ? connector : new OneTryConnector(connector), options);
        try
        {
            await client.EnsureConnectedAsync(cancellationToken).ConfigureAwait(false);
            return new PodmanClient(client);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static IVarlinkConnector CreateConnector(PodmanAddress candidate, PodmanEnvironment environment)
    {
        try
        {
            return environment.CreateConnector(candidate.Address);
        }
        catch (FormatException e) when (candidate.Origin is not null)
        {
            throw new FormatException($"{candidate.Origin} is no address: {e.Message}", e);
        }
    }

    private static VarlinkConnectionException NotFound(List<(PodmanAddress Candidate, VarlinkConnectionException Exception)> failures)
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
            message.Append(WhatToDo).ToString(),
            telling.Reason,
            telling.MayHaveExecuted,
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
