using Podman.Discovery;
using Varlink;

namespace Podman;

/// <summary>Where Podman is, and how to speak to it.</summary>
public sealed class PodmanClientOptions
{
    /// <summary>
    /// The address of Podman: of its REST service, <c>unix:///run/podman/podman.sock</c> for example, or of one that speaks varlink,
    /// <c>unix:/run/podman/io.podman</c>. Default: null, which looks for it, as an empty text does, as <see cref="PodmanClient.ConnectAsync"/> says.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How to connect, wait and retry. Default: the defaults of <see cref="VarlinkClientOptions"/>.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    public VarlinkClientOptions Client
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>Checks whether a client can be made with these options. Nothing is connected, and nothing is looked for.</summary>
    /// <exception cref="FormatException">The address is none; the message says what would be one.</exception>
    /// <exception cref="NotSupportedException">
    /// The address is of a kind that cannot be connected to, <c>ssh://</c> for example: the message has the command that helps.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public void Validate()
    {
        if (!string.IsNullOrEmpty(Address))
        {
            PodmanAddress.Check(Address, PodmanEnvironment.Current);
        }

        Client.Validated();
    }
}
