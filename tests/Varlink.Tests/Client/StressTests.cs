using System.Collections.Concurrent;

namespace Varlink.Tests.Client;

/// <summary>Many callers, a service that breaks, cancellations at any moment: every caller gets its own reply, or an error.</summary>
[CancelAfter(60_000)]
public class StressTests
{
    private const int Callers = 40;
    private const int CallsEach = 100;

    [TestCase(1, 0.0)]
    [TestCase(2, 0.05)]
    [TestCase(3, 0.3)]
    [TestCase(4, 0.0, true)]
    [TestCase(5, 0.05, true)]
    public async Task Every_caller_gets_its_own_reply_or_an_error(int seed, double faults, bool singleConnection = false, CancellationToken token = default)
    {
        var outcomes = new ConcurrentDictionary<string, int>();
        await using (var client = new VarlinkClient(new EchoService(seed, faults), new VarlinkClientOptions { SingleConnection = singleConnection }))
        {
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => RunCallerAsync(client, seed, caller, outcomes, token), token)));
        }

        TestContext.Out.WriteLine(string.Join(", ", outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Assert.That(outcomes.Values.Sum(), Is.EqualTo(Callers * CallsEach));
        Assert.That(outcomes, Does.ContainKey("reply").And.ContainKey("cancelled"));
        Assert.That(outcomes.ContainsKey("lost") || outcomes.ContainsKey("error"), Is.EqualTo(faults > 0));
    }

    private static async Task RunCallerAsync(
        VarlinkClient client, int seed, int caller, ConcurrentDictionary<string, int> outcomes, CancellationToken token)
    {
        var random = new Random((seed * 1000) + caller);
        for (int i = 0; i < CallsEach; i++)
        {
            string nonce = $"{caller}-{i}-{random.Next()}";
            VarlinkMethod<string, string> method = random.Next(3) switch
            {
                0 => Example.Change,
                1 => Example.Wait,
                _ => Example.Look,
            };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            Task<string> call = client.CallAsync(method, nonce, stop.Token);
            if (random.Next(5) == 0)
            {
                if (random.Next(2) == 0)
                {
                    await Task.Yield();
                }

                await stop.CancelAsync();
            }

            outcomes.AddOrUpdate(await OutcomeAsync(call, nonce), 1, (_, count) => count + 1);
        }
    }

    private static async Task<string> OutcomeAsync(Task<string> call, string nonce)
    {
        try
        {
            Assert.That(await call, Is.EqualTo(nonce));
            return "reply";
        }
        catch (Example.FailedException e)
        {
            Assert.That(e.Text, Is.EqualTo(nonce));
            return "error";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
        catch (VarlinkConnectionException)
        {
            return "lost";
        }
    }
}
