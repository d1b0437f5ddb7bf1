namespace Aot;

/// <summary>What must hold, in a program without a test framework: those look for their tests at run time.</summary>
internal static class Check
{
    /// <summary>Throws unless the two are equal.</summary>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}: expected {expected}, got {actual}");
        }
    }

    /// <summary>Returns the exception that the action throws, which must be of this type.</summary>
    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action, string what)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException e)
        {
            return e;
        }

        throw new InvalidOperationException($"{what}: expected {typeof(TException).Name}, got nothing");
    }
}
