using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Certification;

/// <summary>
/// Certifies clients: checks that each is handed back what it gave, in the right order, with the right flags. Any number of clients at once.
/// </summary>
/// <param name="report">Gets a line for every call; null for none. May be called by several threads at once.</param>
internal class CertificationService(Action<string>? report = null) : CertificationServiceBase
{
    private readonly ConcurrentDictionary<string, ClientTrial> _trials = new();
    private readonly TaskCompletionSource<bool> _firstVerdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a client has called End as it should: with whether all that it did was right.</summary>
    public Task<bool> FirstVerdict => _firstVerdict.Task;

    public override Task<string> StartAsync(VarlinkCallContext context, CancellationToken cancellationToken)
    {
        var wants = Encoding.Call(CertificationMethods.Start, default);
        var got = Encoding.Call(CertificationMethods.Start, default, context.More, context.Oneway);
        if (context.More || context.Oneway)
        {
            report?.Invoke($"Start   wrong: wants {wants}, got {got}");
            throw new CertificationErrorException(wants, got);
        }

        var trial = new ClientTrial(Guid.NewGuid().ToString());
        _trials[trial.ClientId] = trial;
        report?.Invoke("Start   ok");
        return Task.FromResult(trial.ClientId);
    }

    public override Task<bool> Test01Async(string clientId, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(CertificationMethods.Test01, clientId, context, new() { ClientId = clientId }, new() { ClientId = clientId });
        return Task.FromResult(CertificationValues.Bool);
    }

    public override Task<long> Test02Async(string clientId, bool @bool, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test02,
            clientId,
            context,
            wants: new() { ClientId = clientId, Bool = CertificationValues.Bool },
            got: new() { ClientId = clientId, Bool = @bool });
        return Task.FromResult(CertificationValues.Int);
    }

    public override Task<double> Test03Async(string clientId, long @int, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test03,
            clientId,
            context,
            wants: new() { ClientId = clientId, Int = CertificationValues.Int },
            got: new() { ClientId = clientId, Int = @int });
        return Task.FromResult(CertificationValues.Float);
    }

    public override Task<string> Test04Async(string clientId, double @float, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test04,
            clientId,
            context,
            wants: new() { ClientId = clientId, Float = CertificationValues.Float },
            got: new() { ClientId = clientId, Float = @float });
        return Task.FromResult(CertificationValues.Ping);
    }

    public override Task<Test05Reply> Test05Async(
        string clientId, string @string, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test05,
            clientId,
            context,
            wants: new() { ClientId = clientId, String = CertificationValues.Ping },
            got: new() { ClientId = clientId, String = @string });
        return Task.FromResult(CertificationValues.Several);
    }

    public override Task<Test06ReplyStruct> Test06Async(
        string clientId,
        bool @bool,
        long @int,
        double @float,
        string @string,
        VarlinkCallContext context,
        CancellationToken cancellationToken)
    {
        Test05Reply given = CertificationValues.Several;
        Take(
            CertificationMethods.Test06,
            clientId,
            context,
            wants: new() { ClientId = clientId, Bool = given.Bool, Int = given.Int, Float = given.Float, String = given.String },
            got: new() { ClientId = clientId, Bool = @bool, Int = @int, Float = @float, String = @string });
        return Task.FromResult(CertificationValues.Struct);
    }

    public override Task<IReadOnlyDictionary<string, string>> Test07Async(
        string clientId, Test07ParametersStruct @struct, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test07,
            clientId,
            context,
            wants: new() { ClientId = clientId, Struct = CertificationValues.HandBack(CertificationValues.Struct) },
            got: new() { ClientId = clientId, Struct = @struct });
        return Task.FromResult(CertificationValues.Map);
    }

    public override Task<IReadOnlySet<string>> Test08Async(
        string clientId, IReadOnlyDictionary<string, string> map, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test08,
            clientId,
            context,
            wants: new() { ClientId = clientId, Map = CertificationValues.Map },
            got: new() { ClientId = clientId, Map = map });
        return Task.FromResult(CertificationValues.Set);
    }

    public override Task<MyType> Test09Async(
        string clientId, IReadOnlySet<string> set, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test09,
            clientId,
            context,
            wants: new() { ClientId = clientId, Set = CertificationValues.Set },
            got: new() { ClientId = clientId, Set = set });
        return Task.FromResult(CertificationValues.MyType);
    }

    public override async IAsyncEnumerable<string> Test10StreamAsync(
        string clientId, MyType mytype, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test10,
            clientId,
            context,
            wants: new() { ClientId = clientId, Mytype = CertificationValues.MyType },
            got: new() { ClientId = clientId, Mytype = mytype },
            more: true);
        foreach (string reply in CertificationValues.Replies)
        {
            // Each reply on its own way, as those of a real stream are.
            await Task.Yield();
            yield return reply;
        }
    }

    public override Task Test11Async(
        string clientId, IReadOnlyList<string> lastMoreReplies, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        Take(
            CertificationMethods.Test11,
            clientId,
            context,
            wants: new() { ClientId = clientId, LastMoreReplies = CertificationValues.Replies },
            got: new() { ClientId = clientId, LastMoreReplies = lastMoreReplies },
            oneway: true);
        return Task.CompletedTask;
    }

    public override Task<bool> EndAsync(string clientId, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        ClientTrial trial = Take(CertificationMethods.End, clientId, context, new() { ClientId = clientId }, new() { ClientId = clientId });
        _trials.TryRemove(clientId, out _);
        try
        {
            bool allOk = trial.Conclude();
            _firstVerdict.TrySetResult(allOk);
            return Task.FromResult(allOk);
        }
        catch (CertificationErrorException)
        {
            _firstVerdict.TrySetResult(false);
            throw;
        }
    }

    private ClientTrial Take<TParameters, TReply>(
        VarlinkMethod<TParameters, TReply> method,
        string clientId,
        VarlinkCallContext context,
        TParameters wants,
        TParameters got,
        bool more = false,
        bool oneway = false)
    {
        if (!_trials.TryGetValue(clientId, out ClientTrial? trial))
        {
            report?.Invoke($"{method.Name,-7} wrong: nobody has the client_id '{clientId}'");
            throw new ClientIdErrorException();
        }

        try
        {
            trial.Take(
                method, Encoding.Call(method, wants, more, oneway), Encoding.Call(method, got, context.More, context.Oneway));
            report?.Invoke($"{method.Name,-7} ok");
            return trial;
        }
        catch (CertificationErrorException e)
        {
            report?.Invoke($"{method.Name,-7} wrong: wants {e.Wants}, got {e.Got}");
            throw;
        }
    }
}
