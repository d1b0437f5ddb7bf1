using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Varlink.Transports;

namespace Varlink;

/// <summary>What a service's method may want to know of the call beyond its parameters.</summary>
public sealed class VarlinkCallContext
{
    internal VarlinkCallContext(string method, bool more, bool oneway, bool upgrade, VarlinkPeerCredentials? credentials)
    {
        Method = method;
        More = more;
        Oneway = oneway;
        Upgrade = upgrade;
        Credentials = credentials;
    }

    /// <summary>The full name of the method: <c>io.podman.Ping</c>.</summary>
    public string Method { get; }

    /// <summary>Whether the caller asked for a stream of replies.</summary>
    public bool More { get; }

    /// <summary>Whether the caller wants no reply, not even an error.</summary>
    public bool Oneway { get; }

    /// <summary>Whether the caller wants to take the connection over after the reply. See <see cref="UpgradeTo"/>.</summary>
    public bool Upgrade { get; }

    /// <summary>
    /// Who calls, as the system vouches for it: on unix sockets of Linux. Null over TCP, in process, over standard streams and elsewhere.
    /// </summary>
    public VarlinkPeerCredentials? Credentials { get; }

    /// <summary>
    /// The connection that the call came over, for listeners and connectors of one's own that know more of it than this library does. Reading from it
    /// and writing to it is the server's business; to abort it is allowed.
    /// </summary>
    public VarlinkTransportConnection? Transport { get; internal init; }

    /// <summary>The JSON of the parameters for as long as it is there.</summary>
    internal ReadOnlySequence<byte> Parameters { get; set; }

    internal Func<IDuplexPipe, CancellationToken, Task>? UpgradeHandler { get; private set; }

    internal bool SendsAtOnce { get; private set; }

    internal bool HangsUp { get; private set; }

    internal bool NextIsLast { get; private set; }

    /// <summary>
    /// Sends every item of a streaming method as soon as it is yielded. Without it an item goes out when the next one is there or the
    /// sequence has ended, because only then is it known whether it is the last reply, the one that does not say <c>continues</c>.
    /// With it, the sequence must end with an exception (an error reply) or with an item that <see cref="CompleteWithNext"/> announced.
    /// </summary>
    public void SendAtOnce() => SendsAtOnce = true;

    /// <summary>
    /// Ends the connection instead of answering, for services that stand in for others which do so. Throw afterwards, whatever it is: nothing of it
    /// is sent. Replies to earlier calls, and those that this call has sent already, still leave. A reply that comes all the same is sent.
    /// </summary>
    public void HangUp() => HangsUp = true;

    /// <summary>
    /// Reads a parameter of type string that the interface does not declare: some services take more than their interface says, and one that
    /// stands in for them may want to know. Call it before the method awaits anything.
    /// </summary>
    /// <param name="name">The name of the parameter.</param>
    /// <returns>The value; null where it is missing, null, or no string.</returns>
    public string? ReadUndeclaredParameter(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Parameters.IsEmpty)
        {
            return null;
        }

        using var json = JsonDocument.Parse(Parameters, new JsonDocumentOptions { MaxDepth = JsonSettings.MaxDepth });
        return JsonMembers.FindText(json.RootElement, name);
    }

    /// <summary>Says that the item yielded next is the last one.</summary>
    public void CompleteWithNext() => NextIsLast = true;

    /// <summary>
    /// Makes the connection something else than varlink once this call is answered: call it before the method returns its reply. The handler
    /// then gets the connection, with whatever the caller has sent behind its call, and reads and writes as it likes. When it returns, what it
    /// wrote is sent and the connection closed; where it fails, the failure is logged. Where the method answers with an error, nothing
    /// happens and the connection goes on as before.
    /// </summary>
    /// <param name="handler">
    /// What happens after the reply. Its token fires when the server stops and <see cref="VarlinkServerOptions.ShutdownTimeout"/> has passed; that
    /// the caller is gone it sees by reading.
    /// </param>
    /// <exception cref="ExpectedUpgradeException">The call did not ask for it. Let it pass: it is the caller's answer.</exception>
    /// <exception cref="InvalidOperationException">There is a handler already.</exception>
    public void UpgradeTo(Func<IDuplexPipe, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!Upgrade)
        {
            throw new ExpectedUpgradeException();
        }

        if (UpgradeHandler is not null)
        {
            throw new InvalidOperationException($"{Method} has said already what its connection becomes.");
        }

        UpgradeHandler = handler;
    }
}
