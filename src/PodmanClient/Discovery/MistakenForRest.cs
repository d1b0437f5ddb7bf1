using Podman.Compatibility;
using Varlink;

namespace Podman.Discovery;

/// <summary>
/// Recognizes a Podman that speaks varlink at an address that is written as one of the REST service. It would never tell: it takes the
/// connection, and waits for the NUL at the end of a message, which HTTP does not have.
/// </summary>
internal static class MistakenForRest
{
    /// <summary>Waits for REST to answer, and after a while asks whether varlink does.</summary>
    /// <param name="probe">What waits for REST.</param>
    /// <param name="patience">Completes after <see cref="MistakenForVarlink.Patience"/>.</param>
    /// <param name="candidate">The address; another than somebody named is not asked.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="environment">The process and the host.</param>
    /// <param name="cancellationToken">Stops the waiting; it never throws for it.</param>
    /// <returns>The address for varlink; null where REST answered or varlink does not.</returns>
    public static async Task<string?> FindVarlinkAsync(
        Task probe,
        Task patience,
        PodmanAddress candidate,
        VarlinkClientOptions options,
        PodmanEnvironment environment,
        CancellationToken cancellationToken)
    {
        if (!candidate.IsExplicit || !candidate.Address.StartsWith(MistakenForVarlink.RestPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (await Task.WhenAny(probe, patience).ConfigureAwait(false) == probe || cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        string address = MistakenForVarlink.VarlinkPrefix + candidate.Address[MistakenForVarlink.RestPrefix.Length..];
        using CancellationTokenSource asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> answers = AnswersAsync(address, options, environment, asking.Token);

        // A service that was only slow to start does not answer this question, and is not to wait for it.
        if (await Task.WhenAny(probe, answers).ConfigureAwait(false) == probe)
        {
            await asking.CancelAsync().ConfigureAwait(false);
        }

        return await answers.ConfigureAwait(false) && !probe.IsCompleted ? address : null;
    }

    private static async Task<bool> AnswersAsync(
        string address, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            var client = new VarlinkClient(new OneTryConnector(environment.CreateConnector(address)), options);
            await using (client.ConfigureAwait(false))
            {
                await DaemonGreeting.GreetAsync(client, cancellationToken).ConfigureAwait(false);
                return true;
            }
        }
        catch (Exception e) when (e is VarlinkException or CandidateFailedException or FormatException or OperationCanceledException)
        {
            return false;
        }
    }
}
