using Varlink;

namespace Podman.Discovery;

/// <summary>
/// Recognizes the REST service of today's Podman at an address that is written as one of varlink. It would never tell: it takes the connection,
/// and waits for the end of a line, which varlink does not have.
/// </summary>
internal static class MistakenForVarlink
{
    /// <summary>How the address of a socket begins that is one of varlink, and how one that is of a REST service.</summary>
    public const string VarlinkPrefix = "unix:/";

    /// <inheritdoc cref="VarlinkPrefix"/>
    public const string RestPrefix = "unix:///";

    /// <summary>How long varlink may be silent before the question is asked.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Waits for varlink to answer, and after a while asks whether REST does.</summary>
    /// <param name="greeting">What waits for varlink.</param>
    /// <param name="patience">Completes after <see cref="Patience"/>.</param>
    /// <param name="candidate">The address; another than somebody named is not asked.</param>
    /// <param name="options">The caller's options.</param>
    /// <param name="environment">The process and the host.</param>
    /// <param name="cancellationToken">Stops the waiting; it never throws for it.</param>
    /// <returns>The address of the REST service; null where varlink answered or no REST service does.</returns>
    public static async Task<string?> FindRestAsync(
        Task greeting,
        Task patience,
        PodmanAddress candidate,
        VarlinkClientOptions options,
        PodmanEnvironment environment,
        CancellationToken cancellationToken)
    {
        if (!candidate.IsExplicit || !candidate.Address.StartsWith(VarlinkPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        if (await Task.WhenAny(greeting, patience).ConfigureAwait(false) == greeting || cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        // What follows a semicolon is varlink's own.
        string address = RestPrefix + candidate.Address[VarlinkPrefix.Length..].Split(';')[0];
        using CancellationTokenSource asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> answers = RestCandidate.AnswersAsync(address, options, environment, asking.Token);

        // A daemon that was only slow to start does not answer this question, and is not to wait for it.
        if (await Task.WhenAny(greeting, answers).ConfigureAwait(false) == greeting)
        {
            await asking.CancelAsync().ConfigureAwait(false);
        }

        return await answers.ConfigureAwait(false) && !greeting.IsCompleted ? address : null;
    }
}
