using FsCheck;
using FsCheck.Fluent;
using Varlink.Tests.Client;
using PropertiesAttribute = FsCheck.NUnit.PropertiesAttribute;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Varlink.Tests.Properties;

/// <summary>What one of many callers does.</summary>
public enum Act
{
    Look,
    Change,
    Wait,
    Follow,
    LeaveEarly,
    Batch,
}

/// <summary>One of many callers.</summary>
/// <param name="Act">What it calls.</param>
/// <param name="CancelAfter">After how many turns of the scheduler it gives up; null for never.</param>
public sealed record Step(Act Act, int? CancelAfter);

/// <summary>Callers that begin one after the other and wait for nobody.</summary>
/// <param name="Seed">What the service draws its faults from.</param>
/// <param name="Faults">How often the service errs, cuts and hangs up.</param>
/// <param name="Steps">The callers.</param>
public sealed record Interleaving(int Seed, double Faults, Step[] Steps)
{
    public override string ToString() => $"seed {Seed}, faults {Faults}: {string.Join(", ", Steps.Select(step => $"{step.Act}{(step.CancelAfter is { } turns ? $"({turns})" : "")}"))}";
}

/// <summary>Makes them.</summary>
public static class InterleavingArbitrary
{
    public static Arbitrary<Interleaving> Any()
    {
        Gen<Step> step =
            from act in Gen.Elements(Enum.GetValues<Act>())
            from cancels in Gen.Choose(0, 3)
            from turns in Gen.Choose(0, 6)
            select new Step(act, cancels == 0 ? turns : null);
        return (from seed in Gen.Choose(0, int.MaxValue - 1)
                from faults in Gen.Elements(0.0, 0.05, 0.4)
                from steps in step.NonEmptyListOf()
                select new Interleaving(seed, faults, [.. steps])).ToArbitrary();
    }
}

/// <summary>Whatever many callers of one client do at once, and whatever befalls its connections: everybody gets what it asked for, or an error.</summary>
[Properties(Arbitrary = [typeof(InterleavingArbitrary)], MaxTest = 150, QuietOnSuccess = true)]
public sealed class InterleavingProperties
{
    [Property]
    public async Task Everybody_gets_its_own_reply_or_an_error(Interleaving any)
    {
        await using var client = new VarlinkClient(new EchoService(any.Seed, any.Faults));
        Task[] callers = [.. any.Steps.Index().Select(item => RunAsync(client, item.Item, $"nonce-{item.Index}"))];
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task RunAsync(VarlinkClient client, Step step, string nonce)
    {
        using var stop = new CancellationTokenSource();
        Task call = CallAsync(client, step.Act, nonce, stop.Token);
        for (int turn = 0; turn < step.CancelAfter; turn++)
        {
            await Task.Yield();
        }

        if (step.CancelAfter is not null)
        {
            await stop.CancelAsync();
        }

        try
        {
            await call;
        }
        catch (Example.FailedException e)
        {
            Assert.That(e.Text, Is.EqualTo(nonce));
        }
        catch (OperationCanceledException)
        {
            Assert.That(step.CancelAfter, Is.Not.Null, "nobody asked for it");
        }
        catch (VarlinkConnectionException)
        {
            // The service hung up.
        }
    }

    private static async Task CallAsync(VarlinkClient client, Act act, string nonce, CancellationToken token)
    {
        switch (act)
        {
            case Act.Follow or Act.LeaveEarly:
                await foreach (string item in client.StreamAsync(Example.Follow, nonce, token))
                {
                    Assert.That(item, Is.EqualTo(nonce));
                    if (act == Act.LeaveEarly)
                    {
                        return;
                    }
                }

                break;
            case Act.Batch:
                VarlinkBatch batch = client.CreateBatch();
                Task<string>[] calls = [.. Enumerable.Range(0, 3).Select(i => batch.Add(Example.Change, $"{nonce}.{i}"))];
                await batch.SendAsync(token);
                foreach ((int i, Task<string> call) in calls.Index().Where(item => item.Item.IsCompletedSuccessfully))
                {
                    Assert.That(await call, Is.EqualTo($"{nonce}.{i}"));
                }

                Assert.That(calls, Has.All.Property(nameof(Task.IsCompleted)).True);
                break;
            default:
                VarlinkMethod<string, string> method = act switch { Act.Look => Example.Look, Act.Change => Example.Change, _ => Example.Wait };
                Assert.That(await client.CallAsync(method, nonce, token), Is.EqualTo(nonce));
                break;
        }
    }
}
