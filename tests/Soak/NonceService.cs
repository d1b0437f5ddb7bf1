using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Varlink;

namespace Soak;

/// <summary>Gives every caller its own nonce back, and remembers what it has done.</summary>
internal sealed class NonceService : NonceServiceBase
{
    private readonly ConcurrentDictionary<string, int> _changes = new();

    /// <summary>How often a change was made.</summary>
    public int TimesChanged(string nonce) => _changes.GetValueOrDefault(nonce);

    /// <summary>Forgets a change that nobody asks for any more.</summary>
    public void Forget(string nonce) => _changes.TryRemove(nonce, out _);

    public override Task<LookReply> LookAsync(string nonce, long padding, VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new LookReply { Nonce = nonce, Padding = new string('x', (int)padding) });

    public override async Task<string> ChangeAsync(string nonce, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        _changes.AddOrUpdate(nonce, 1, static (_, times) => times + 1);
        await Task.Yield();
        return nonce;
    }

    public override async Task<string> WaitAsync(string nonce, long milliseconds, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        await Task.Delay((int)milliseconds, cancellationToken);
        return nonce;
    }

    public override async IAsyncEnumerable<FollowReply> FollowStreamAsync(
        string nonce, long count, VarlinkCallContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 7 == 0)
            {
                await Task.Yield();
            }

            yield return new FollowReply { Nonce = nonce, Number = i };
        }
    }

    public override Task FailAsync(string nonce, VarlinkCallContext context, CancellationToken cancellationToken) => throw new FailedException(nonce);
}
