using System.Diagnostics;

namespace Fuzz;

/// <summary>Feeds one target with mutated inputs for a while.</summary>
internal sealed class Campaign(FuzzTarget target, int seed)
{
    /// <summary>No input takes anywhere near as long: one that does hangs.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    private byte[] _input = [];
    private long _iterations;

    /// <summary>Runs until the time is up.</summary>
    /// <returns>Whether nothing was found.</returns>
    public async Task<bool> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        using var watchdog = new HangWatchdog(HangLimit, () => Interlocked.Read(ref _iterations), () => Report("hangs", exception: null));
        try
        {
            foreach (byte[] input in target.Seeds)
            {
                await RunOnceAsync(input).ConfigureAwait(false);
            }

            // Each iteration has a random source of its own, so that its number alone brings its input back.
            while (clock.Elapsed < duration)
            {
                var random = new Random(HashCode(seed, _iterations));
                await RunOnceAsync(new Mutator(random, target.Seeds, target.Dictionary).Next()).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            Report("failed", e);
            return false;
        }

        double perSecond = _iterations / clock.Elapsed.TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{target.Name,-9} {_iterations,10} inputs in {clock.Elapsed.TotalSeconds,5:0.0} s ({perSecond:0} a second), nothing found"));
        return true;
    }

    /// <summary>Runs one input.</summary>
    public async Task<bool> ReplayAsync(byte[] input)
    {
        try
        {
            await RunOnceAsync(input).ConfigureAwait(false);
            Console.WriteLine($"{target.Name}: nothing found");
            return true;
        }
        catch (Exception e)
        {
            Report("failed", e);
            return false;
        }
    }

    private async ValueTask RunOnceAsync(byte[] input)
    {
        _input = input;
        await target.RunAsync(input).ConfigureAwait(false);
        Interlocked.Increment(ref _iterations);
    }

    private void Report(string what, Exception? exception)
    {
        string file = Path.GetFullPath($"fuzz-{target.Name}-{seed}-{_iterations}.bin");
        File.WriteAllBytes(file, _input);
        Console.Error.WriteLine($"{target.Name} {what} at input {_iterations} of seed {seed}. {exception}");
        Console.Error.WriteLine($"The input is in {file}: give it to --target {target.Name} --replay. As base64:");
        Console.Error.WriteLine(Convert.ToBase64String(_input));
    }

    /// <summary>The same in every process, unlike <see cref="System.HashCode"/>.</summary>
    private static int HashCode(int seed, long iteration) => unchecked((int)(((seed * 0x1E3779B97F4A7C15L) + (iteration * 0x632BE59BD9B4E019L)) >> 17));
}
