using System.Collections.Concurrent;

namespace Varlink.Tests.Cuts;

/// <summary>Runs thousands of small cases in one test, and names those that fail.</summary>
internal static class Cases
{
    public static async Task RunAsync<T>(IEnumerable<T> cases, Func<T, CancellationToken, Task> run, CancellationToken token)
    {
        var failures = new ConcurrentQueue<string>();
        int count = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = token };
        await Parallel.ForEachAsync(cases, options, async (item, itemToken) =>
        {
            Interlocked.Increment(ref count);
            try
            {
                // None of them waits for time to pass: one that needs as long as this hangs.
                await run(item, itemToken).WaitAsync(TimeSpan.FromSeconds(20), itemToken);
            }
            catch (Exception e)
            {
                failures.Enqueue($"{item}: {e.Message}");
            }
        });

        TestContext.Out.WriteLine($"{count} cases");
        Assert.That(count, Is.Positive);
        Assert.That(failures.Take(5), Is.Empty, $"{failures.Count} of {count} cases failed");
    }

    public static void Equal(IReadOnlyList<string> actual, IReadOnlyList<string> expected) =>
        Matches(actual, [.. expected.Select(line => new[] { line })]);

    /// <summary>Each line is one of those that are right in its place.</summary>
    public static void Matches(IReadOnlyList<string> actual, IReadOnlyList<IReadOnlyList<string>> allowed)
    {
        if (actual.Count != allowed.Count || actual.Zip(allowed).Any(pair => !pair.Second.Contains(pair.First)))
        {
            throw new InvalidOperationException(
                $"expected [{string.Join("; ", allowed.Select(lines => string.Join(" or ", lines)))}], was [{string.Join("; ", actual)}]");
        }
    }
}
