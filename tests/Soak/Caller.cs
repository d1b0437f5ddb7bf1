using Podman;
using Varlink;

namespace Soak;

/// <summary>Calls and calls, gives up now and then, and looks at every answer.</summary>
internal sealed class Caller(int number, int seed, VarlinkClient client, NonceService service, Tally tally)
{
    /// <summary>Far beyond every time limit of the client.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    private readonly INonceClient _nonces = new NonceClient(client);
    private readonly IPodmanClient _podman = new Podman.PodmanClient(client);
    private readonly Random _random = new(unchecked((seed * 7919) + number));
    private readonly Queue<string> _changes = [];
    private long _count;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            string nonce = $"{number}-{++_count}-{_random.Next()}";
            using var giveUp = new CancellationTokenSource();
            if (_random.Next(5) == 0)
            {
                giveUp.CancelAfter(_random.Next(20));
            }

            Task<string> call = CallAsync(nonce, giveUp.Token);
            try
            {
                tally.Count(await call.WaitAsync(HangLimit, CancellationToken.None));
            }
            catch (TimeoutException)
            {
                tally.CountHung(nonce);
            }
        }

        while (_changes.Count > 0)
        {
            ForgetOldest();
        }
    }

    private async Task<string> CallAsync(string nonce, CancellationToken token)
    {
        int kind = _random.Next(12);
        try
        {
            switch (kind)
            {
                case < 4:
                    int padding = _random.Next(10) == 0 ? _random.Next(100_000) : _random.Next(200);
                    LookReply looked = await _nonces.LookAsync(nonce, padding, token);
                    Check(nonce, looked.Nonce, "Look");
                    Check($"{padding}", $"{looked.Padding.Length}", "Look's padding");
                    break;
                case < 6:
                    Check(nonce, await _nonces.ChangeAsync(nonce, token), "Change");
                    CheckChanged(nonce, mayHaveChanged: true, mustHaveChanged: true);
                    break;
                case 6:
                    Check(nonce, await _nonces.WaitAsync(nonce, _random.Next(50), token), "Wait");
                    break;
                case 7:
                    await _nonces.FailAsync(nonce, token);
                    tally.CountWrong($"Fail succeeded for {nonce}");
                    break;
                case 8:
                    await FollowAsync(nonce, _random.Next(1, 300), token);
                    break;
                case 9:
                    await BatchAsync(nonce, token);
                    return "batch";
                default:
                    await _podman.GetContainerAsync(nonce, token);
                    tally.CountWrong($"there is a container {nonce}");
                    break;
            }

            return "reply";
        }
        catch (FailedException e)
        {
            Check(nonce, e.Nonce, "Fail");
            return "error";
        }
        catch (ContainerNotFoundException e)
        {
            Check(nonce, e.Name, "GetContainer");
            return "error";
        }
        catch (VarlinkCallCanceledException e)
        {
            CheckChanged(nonce, e.MayHaveExecuted);
            return "cancelled";
        }
        catch (OperationCanceledException)
        {
            CheckChanged(nonce, mayHaveChanged: false);
            return "cancelled";
        }
        catch (VarlinkConnectionException e)
        {
            CheckChanged(nonce, e.MayHaveExecuted);
            return "lost";
        }
        catch (VarlinkTimeoutException e)
        {
            CheckChanged(nonce, e.MayHaveExecuted);
            return "timed out";
        }
        catch (ObjectDisposedException)
        {
            CheckChanged(nonce, mayHaveChanged: false);
            return "disposed";
        }
        catch (Exception e)
        {
            tally.CountWrong($"{nonce}: {e}");
            return "unexpected";
        }
    }

    private async Task FollowAsync(string nonce, int count, CancellationToken token)
    {
        int leaveAt = _random.Next(4) == 0 ? _random.Next(count) : count;
        int number = 0;
        await foreach (FollowReply item in _nonces.FollowStreamAsync(nonce, count, token))
        {
            Check(nonce, item.Nonce, "Follow");
            Check($"{number}", $"{item.Number}", "Follow's number");
            if (number++ == leaveAt)
            {
                return;
            }
        }

        Check($"{count}", $"{number}", "Follow's count");
    }

    private async Task BatchAsync(string nonce, CancellationToken token)
    {
        VarlinkBatch batch = client.CreateBatch();
        Task<string>[] calls = [.. Enumerable.Range(0, 8).Select(i => batch.Add(NonceMethods.Change, new NonceMethods.ChangeParameters { Nonce = $"{nonce}.{i}" }))];
        await batch.SendAsync(token);
        for (int i = 0; i < calls.Length; i++)
        {
            await ((Task)calls[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (calls[i].IsCompletedSuccessfully)
            {
                Check($"{nonce}.{i}", await calls[i], "a batch");
            }

            CheckChanged($"{nonce}.{i}", mayHaveChanged: true, mustHaveChanged: calls[i].IsCompletedSuccessfully);
        }
    }

    private void Check(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            tally.CountWrong($"{what}: {expected} expected, {actual} received");
        }
    }

    /// <summary>A change was made once at most, and not at all where the client says that it cannot have been.</summary>
    private void CheckChanged(string nonce, bool mayHaveChanged, bool mustHaveChanged = false)
    {
        _changes.Enqueue(nonce);
        int times = service.TimesChanged(nonce);
        if (times > 1 || (times == 1 && !mayHaveChanged) || (times == 0 && mustHaveChanged))
        {
            tally.CountWrong($"{nonce} was changed {times} times");
        }

        // Some calls arrive after their callers have left: what was said of those is looked at again later.
        if (_changes.Count > 100)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest()
    {
        string old = _changes.Dequeue();
        if (service.TimesChanged(old) > 1)
        {
            tally.CountWrong($"{old} was changed more than once");
        }

        service.Forget(old);
    }
}
