using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Varlink.Tests.Server;

/// <summary>Calls that end when the test says so; each has its text for a name.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _released = [];

    /// <summary>Those that have begun.</summary>
    public IEnumerable<string> Begun => _begun.Where(static each => each.Value.Task.IsCompleted).Select(static each => each.Key);

    /// <summary>What a service does.</summary>
    public async Task<string> PassAsync(string name, CancellationToken token)
    {
        Of(_begun, name).TrySetResult();
        await Of(_released, name).Task.WaitAsync(token);
        return name;
    }

    /// <summary>What a service with streams does.</summary>
    public async IAsyncEnumerable<string> PassOneAsync(string name, [EnumeratorCancellation] CancellationToken token)
    {
        yield return await PassAsync(name, token);
    }

    public Task WhenBegun(string name, CancellationToken token) => Of(_begun, name).Task.WaitAsync(token);

    public void Release(string name) => Of(_released, name).TrySetResult();

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string name) =>
        all.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
