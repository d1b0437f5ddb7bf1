using System.Net.Sockets;
using System.Text;

namespace Varlink.Conformance.Replay.Wire;

/// <summary>
/// A socket and nothing more: it sends what it is told, well-formed or not, and keeps every byte that comes. A client library would hide
/// what is looked for here.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly List<byte> _partial = [];
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawConnection(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    /// <summary>Whether the other side has hung up, seen by <see cref="Receive"/>.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What has come behind the last NUL.</summary>
    public int TailLength => _partial.Count;

    /// <summary>Whether <see cref="Receive"/> would find something.</summary>
    public bool HasArrived => !IsClosed && Socket.Poll(0, SelectMode.SelectRead);

    public static RawConnection Open(ReplayAddress address) => new(address.Connect());

    public void Send(string text, bool terminate)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(terminate ? text + '\0' : text);
        try
        {
            Socket.Send(bytes);
        }
        catch (SocketException)
        {
            // Gone: what is left to read tells so.
            IsClosed = true;
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            IsClosed = true;
        }
    }

    /// <summary>Takes in what has arrived, without waiting: whole messages, without their NULs.</summary>
    public IReadOnlyList<string> Receive()
    {
        var messages = new List<string>();
        while (HasArrived)
        {
            int count;
            try
            {
                count = Socket.Receive(_buffer);
            }
            catch (SocketException)
            {
                count = 0;
            }

            if (count == 0)
            {
                IsClosed = true;
                break;
            }

            foreach (byte each in _buffer.AsSpan(0, count))
            {
                if (each != 0)
                {
                    _partial.Add(each);
                    continue;
                }

                messages.Add(Encoding.UTF8.GetString([.. _partial]));
                _partial.Clear();
            }
        }

        return messages;
    }

    public void Dispose() => Socket.Dispose();
}
