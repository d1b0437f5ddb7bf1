namespace Varlink;

/// <summary>What a service's method may want to know of the call beyond its parameters.</summary>
public sealed class VarlinkCallContext
{
    internal VarlinkCallContext(string method, bool more, bool oneway)
    {
        Method = method;
        More = more;
        Oneway = oneway;
    }

    /// <summary>The full name of the method: <c>io.podman.Ping</c>.</summary>
    public string Method { get; }

    /// <summary>Whether the caller asked for a stream of replies.</summary>
    public bool More { get; }

    /// <summary>Whether the caller wants no reply, not even an error.</summary>
    public bool Oneway { get; }

    internal bool SendsAtOnce { get; private set; }

    internal bool NextIsLast { get; private set; }

    /// <summary>
    /// Sends every item of a streaming method as soon as it is yielded. Without it an item goes out when the next one is there or the
    /// sequence has ended, because only then is it known whether it is the last reply, the one that does not say <c>continues</c>.
    /// With it, the sequence must end with an exception (an error reply) or with an item that <see cref="CompleteWithNext"/> announced.
    /// </summary>
    public void SendAtOnce() => SendsAtOnce = true;

    /// <summary>Says that the item yielded next is the last one.</summary>
    public void CompleteWithNext() => NextIsLast = true;
}
