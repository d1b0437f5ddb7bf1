using Varlink;

namespace Podman.Tests.Recordings;

/// <summary>Plays recorded exchanges of one method to the generated client.</summary>
internal abstract class Replay
{
    private static readonly Dictionary<VarlinkMethod, Replay> Replays = PodmanInterface.Methods.ToDictionary(
        static method => method,
        static method => (Replay)Activator.CreateInstance(
            typeof(Replay<,>).MakeGenericType(method.GetType().GetGenericArguments()), method)!);

    /// <summary>The replay for a method.</summary>
    public static Replay Of(VarlinkMethod method) => Replays[method];

    /// <summary>Whether the typed client can send these parameters.</summary>
    /// <exception cref="VarlinkJsonException">They are of other types than the interface says.</exception>
    public abstract bool CanSend(byte[] parameters);

    /// <summary>Plays an exchange, and checks what arrives.</summary>
    /// <param name="call">The exchange.</param>
    /// <param name="pieces">In pieces of how many bytes the replies arrive; 0 for all at once.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    public abstract Task RunAsync(RecordedCall call, int pieces, CancellationToken cancellationToken);
}
