using System.Globalization;
using System.Runtime.CompilerServices;
using Podman.Libpod;
using Varlink;

namespace Podman.Discovery;

/// <summary>Tries an address at which today's Podman may serve its REST API.</summary>
internal static class RestCandidate
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Gives a client of an engine of its own, once Podman has answered.</summary>
    /// <exception cref="VarlinkConnectionException">Podman does not answer there.</exception>
    /// <exception cref="MistakenAddressException">It does, but over varlink.</exception>
    public static async Task<(PodmanClient Client, string Version)> ConnectAsync(
        PodmanAddress candidate, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        LibpodEngine engine = CreateEngine(candidate.Address, options, environment);
        try
        {
            string version = await ProbeAsync(engine, candidate, options, environment, cancellationToken).ConfigureAwait(false);
            return (new PodmanClient(new EngineCaller(engine, options)), version);
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether Podman's REST service answers at an address now. Never throws, even when cancelled: then it did not.</summary>
    public static async Task<bool> AnswersAsync(
        string address, VarlinkClientOptions options, PodmanEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            LibpodEngine engine = CreateEngine(address, options, environment);
            await using ConfiguredAsyncDisposable disposing = engine.ConfigureAwait(false);
            await engine.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is VarlinkConnectionException or FormatException or OperationCanceledException)
        {
            return false;
        }
    }

    private static LibpodEngine CreateEngine(string address, VarlinkClientOptions options, PodmanEnvironment environment) =>
        environment.CreateEngine(new LibpodEngineOptions
        {
            Address = address,
            ConnectTimeout = options.ConnectTimeout,
            TimeProvider = options.TimeProvider,
            LoggerFactory = options.LoggerFactory,
        });

    /// <summary>One that was named is asked again for a while when it refuses: its service may be just starting.</summary>
    private static async Task<string> ProbeAsync(
        LibpodEngine engine,
        PodmanAddress candidate,
        VarlinkClientOptions options,
        PodmanEnvironment environment,
        CancellationToken cancellationToken)
    {
        long start = options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await ProbeOnceAsync(engine, candidate, options, environment, cancellationToken).ConfigureAwait(false);
            }
            catch (VarlinkConnectionException e) when (candidate.IsExplicit && e.Reason == VarlinkConnectionReason.Refused
                && options.TimeProvider.GetElapsedTime(start) < options.ConnectRetryPeriod)
            {
                await Task.Delay(RetryDelay, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A socket that takes connections and does not answer is not Podman: its time is that for connecting.</summary>
    private static async Task<string> ProbeOnceAsync(
        LibpodEngine engine,
        PodmanAddress candidate,
        VarlinkClientOptions options,
        PodmanEnvironment environment,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(options.ConnectTimeout, options.TimeProvider);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            Task patience = Task.Delay(MistakenForVarlink.Patience, options.TimeProvider, both.Token);
            Task<string> probe = engine.ProbeAsync(both.Token);
            if (await MistakenForRest.FindVarlinkAsync(probe, patience, candidate, options, environment, both.Token).ConfigureAwait(false)
                is { } varlinkAddress)
            {
                await both.CancelAsync().ConfigureAwait(false);
                await ((Task)probe).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw MistakenAddressException.ForVarlink(candidate.Address, varlinkAddress);
            }

            return await probe.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = options.ConnectTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new VarlinkConnectionException(
                $"{engine.Address} takes connections, but did not answer within {seconds} s ({nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.ConnectTimeout)}).",
                VarlinkConnectionReason.TimedOut,
                endpoint: engine.Address,
                innerException: e);
        }
    }

    /// <summary>Carries the calls to an engine that belongs to the client, and ends with it.</summary>
    private sealed class EngineCaller(LibpodEngine engine, VarlinkClientOptions options) : IVarlinkCaller
    {
        private readonly IVarlinkCaller _inner = engine.CreateClient(options).Caller;

        public Task<TReply> CallAsync<TParameters, TReply>(
            VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
            _inner.CallAsync(method, parameters, cancellationToken);

        public IAsyncEnumerable<TReply> StreamAsync<TParameters, TReply>(
            VarlinkMethod<TParameters, TReply> method, TParameters parameters, CancellationToken cancellationToken = default) =>
            _inner.StreamAsync(method, parameters, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await _inner.DisposeAsync().ConfigureAwait(false);
            await engine.DisposeAsync().ConfigureAwait(false);
        }
    }
}
