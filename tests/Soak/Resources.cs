namespace Soak;

/// <summary>What the process holds.</summary>
/// <param name="Sockets">Open sockets.</param>
/// <param name="Memory">Bytes that are in use after a full collection.</param>
internal readonly record struct Resources(int Sockets, long Memory)
{
    public static Resources Measure()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return new Resources(CountSockets(), GC.GetTotalMemory(forceFullCollection: true));
    }

    public static int CountSockets()
    {
        int count = 0;
        foreach (string link in Directory.EnumerateFiles("/proc/self/fd"))
        {
            try
            {
                if (File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true)
                {
                    count++;
                }
            }
            catch (FileNotFoundException)
            {
                // Closed meanwhile.
            }
        }

        return count;
    }
}
