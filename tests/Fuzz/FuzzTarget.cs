namespace Fuzz;

/// <summary>A piece of the library that is given bytes.</summary>
internal abstract class FuzzTarget : IAsyncDisposable
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What the mutations begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>What its inputs are made of, for mutations that hit more often than bits do.</summary>
    public virtual IReadOnlyList<byte[]> Dictionary => Corpus.JsonTokens;

    /// <summary>Gives it an input. Throws when it does what it must never do.</summary>
    public abstract ValueTask RunAsync(byte[] input);

    public virtual ValueTask DisposeAsync() => default;
}

/// <summary>Something that must hold does not.</summary>
internal sealed class BrokenInvariantException(string message) : Exception(message)
{
    public static void ThrowUnless(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(what);
        }
    }
}
