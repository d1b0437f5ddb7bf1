using System.Collections.Concurrent;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Varlink;

namespace Podman.Testing.Tests.Concurrency;

/// <summary>Any interleaving of calls of several clients leaves results and a state that some order of these calls explains.</summary>
public class OrderTests
{
    private const int Clients = 4;
    private const int StepsOfAClient = 6;

    // No hexadecimal digits: a name that is also the beginning of another container's id finds neither, and now and then one is.
    private static readonly string[] Names = ["web", "log"];

    private static Gen<Step> Steps =>
        from kind in Gen.Frequency(
            (3, Gen.Constant(StepKind.Create)),
            (3, Gen.Constant(StepKind.Start)),
            (2, Gen.Elements(StepKind.Stop, StepKind.Pause, StepKind.Unpause)),
            (2, Gen.Elements(StepKind.Remove, StepKind.RemoveForce)),
            (2, Gen.Constant(StepKind.Status)))
        from name in Gen.Elements(Names)
        select new Step(kind, name);

    private static Gen<Step[][]> Plans => Steps.ArrayOf(StepsOfAClient).ArrayOf(Clients);

    [Test]
    [CancelAfter(120_000)]
    public void Some_order_of_the_calls_explains_what_the_clients_saw([Values] bool isServed)
    {
        Prop.ForAll(Plans.ToArbitrary(), plan =>
        {
            (List<Observation> seen, Model final) = RunAsync(plan, isServed).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
            return new OrderSearch(seen, final).Succeeds().Label($"{string.Join('\n', seen.OrderBy(item => item.Begin))}\nat the end: {final}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Test]
    public void Without_company_the_engine_does_what_the_model_says()
    {
        Prop.ForAll(Steps.ArrayOf(40).ToArbitrary(), steps =>
        {
            (List<Observation> seen, Model final) = RunAsync([steps], isServed: false).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
            Model expected = Model.Empty;
            foreach (Observation observation in seen)
            {
                (expected, string result) = expected.Apply(observation.Step);
                if (result != observation.Result)
                {
                    return false.Label($"{observation}, and not {result}");
                }
            }

            return expected.Equals(final).Label($"{final}, and not {expected}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Test]
    public void The_search_finds_out_what_no_order_explains()
    {
        Observation created = new(new Step(StepKind.Create, "web"), 1, 2, Model.Ok);
        Observation missed = new(new Step(StepKind.Status, "web"), 3, 4, Model.NotFound);
        Observation early = missed with { Begin = 1 };
        (Model final, _) = Model.Empty.Apply(created.Step);

        Assert.That(new OrderSearch([created, missed], final).Succeeds(), Is.False);
        Assert.That(new OrderSearch([created, early], final).Succeeds(), Is.True);
        Assert.That(new OrderSearch([created, created with { Begin = 2, End = 3 }], final).Succeeds(), Is.False, "Two cannot have made the same.");
        Assert.That(new OrderSearch([created], Model.Empty).Succeeds(), Is.False);
    }

    private static async Task<(List<Observation> Seen, Model Final)> RunAsync(Step[][] plan, bool isServed)
    {
        string folder = Path.Combine(Path.GetTempPath(), "order-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(folder);
        try
        {
            await using var engine = new ReferenceEngine();
            engine.OnRun("server", async process =>
            {
                await process.DelayAsync(Timeout.InfiniteTimeSpan);
                return 0;
            });
            string? address = isServed ? await engine.ListenAsync($"unix:{folder}/io.podman") : null;
            var seen = new ConcurrentQueue<Observation>();
            using var begin = new Barrier(plan.Length);
            long clock = 0;
            await Task.WhenAll(plan.Select(steps => Task.Run(async () =>
            {
                await using PodmanClient client = address is null ? engine.CreateClient() : new PodmanClient(await VarlinkClient.ConnectAsync(address));
                begin.SignalAndWait(TimeSpan.FromSeconds(30));
                foreach (Step step in steps)
                {
                    long started = Interlocked.Increment(ref clock);
                    string result = await CallAsync(client, step);
                    seen.Enqueue(new Observation(step, started, Interlocked.Increment(ref clock), result));
                }
            })));
            var final = engine.Containers.ToImmutableSortedDictionary(container => container.Name, container => container.Status, StringComparer.Ordinal);
            return ([.. seen], new Model(final));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> CallAsync(PodmanClient client, Step step)
    {
        try
        {
            Task call = step.Kind switch
            {
                StepKind.Create => client.CreateContainerAsync(new CreateContainerOptions { Image = "busybox", Name = step.Name, Command = ["server"] }),
                StepKind.Start => client.StartContainerAsync(step.Name),
                StepKind.Stop => client.StopContainerAsync(step.Name, 0),
                StepKind.Pause => client.PauseContainerAsync(step.Name),
                StepKind.Unpause => client.UnpauseContainerAsync(step.Name),
                StepKind.Remove => client.RemoveContainerAsync(step.Name, force: false),
                StepKind.RemoveForce => client.RemoveContainerAsync(step.Name, force: true),
                _ => client.GetContainerAsync(step.Name),
            };
            await call;
            return call is Task<ListContainerData> status ? (await status).Status : Model.Ok;
        }
        catch (ContainerNotFoundException)
        {
            return Model.NotFound;
        }
        catch (ErrorOccurredException e) when (e.Reason.EndsWith("does not exist in database: no such container", StringComparison.Ordinal))
        {
            // It was removed while the call waited for its turn.
            return Model.NotFound;
        }
        catch (ErrorOccurredException)
        {
            return Model.Refused;
        }
    }
}
