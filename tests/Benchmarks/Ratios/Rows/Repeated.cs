using System.Diagnostics;

namespace Varlink.Benchmarks.Ratios.Rows;

/// <summary>Work that waits for nothing, done a number of times.</summary>
internal static class Repeated
{
    /// <summary>
    /// How long it takes, in microseconds: the median of slices, so that what else runs on the machine does not count as long as it runs less
    /// than half of the time.
    /// </summary>
    /// <param name="slices">How many slices.</param>
    /// <param name="times">How many times the work is done in each.</param>
    /// <param name="work">The work.</param>
    public static Task<double> TimeAsync(int slices, int times, Action work)
    {
        double[] each = new double[slices];
        for (int slice = 0; slice < slices; slice++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < times; i++)
            {
                work();
            }

            each[slice] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
        }

        return Task.FromResult(RatioResult.Median(each));
    }

    /// <summary>How much it allocates, in kilobytes.</summary>
    public static Task<double> AllocationsAsync(int times, Action work)
    {
        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            work();
        }

        return Task.FromResult((GC.GetAllocatedBytesForCurrentThread() - start) / 1000.0 / times);
    }
}
