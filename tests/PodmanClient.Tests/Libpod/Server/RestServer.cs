using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Varlink.TestKit;

namespace Podman.Tests.Libpod.Server;

/// <summary>
/// A stand-in for Podman's REST service: HTTP on a unix socket, with an answer for every request that a test expects, down to the bytes and
/// to connections that break.
/// </summary>
internal sealed class RestServer : IAsyncDisposable
{
    private const string Root = "/v4.0.0/libpod/";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, Func<RestRequest, RestReply, Task>> _answers = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    public RestServer() => Start();

    /// <summary>The address, as CONTAINER_HOST would name it.</summary>
    public string Address => "unix://" + Path;

    public string Path => _folder["podman.sock"];

    /// <summary>The version of Podman that every answer names.</summary>
    public string Version { get; set; } = "4.3.1";

    /// <summary>The requests that have arrived, in order.</summary>
    public ConcurrentQueue<RestRequest> Requests { get; } = new();

    /// <summary>The requests for a route.</summary>
    public IEnumerable<RestRequest> To(string route) => Requests.Where(request => request.Route == route);

    /// <summary>Sets the answer for a route: "GET containers/web/json".</summary>
    public RestServer On(string route, Func<RestRequest, RestReply, Task> answer)
    {
        _answers[route] = answer;
        return this;
    }

    /// <summary>Sets a document as the answer for a route.</summary>
    public RestServer On(string route, string json, int status = 200) => On(route, (_, reply) => reply.SendAsync(status, json));

    /// <summary>Sets a failure as the answer for a route.</summary>
    public RestServer Fails(string route, int status, string cause, string message) =>
        On(route, $$"""{"cause":"{{cause}}","message":"{{message}}","response":{{status}}}""", status);

    /// <summary>A container that is there.</summary>
    public RestServer HasContainer(string name, string id, string state, int exitCode = 0)
    {
        string details = $$$"""{"Id":"{{{id}}}","Name":"{{{name}}}","State":{"Status":"{{{state}}}","ExitCode":{{{exitCode}}}},"StaticDir":"/static"}""";
        return On($"GET containers/{name}/json", details).On($"GET containers/{id}/json", details);
    }

    /// <summary>Listens, again after <see cref="StopAsync"/>.</summary>
    public void Start()
    {
        File.Delete(Path);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Stops listening; the socket file stays, as after a crash.</summary>
    public async Task StopAsync()
    {
        // Closing the socket would take its file along.
        string kept = Path + ".kept";
        File.Move(Path, kept);
        _listener!.Dispose();
        await _accepting;
        File.Move(kept, Path);
    }

    public async ValueTask DisposeAsync()
    {
        _listener!.Dispose();
        await _accepting;
        await _stop.CancelAsync();
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _folder.Dispose();
    }

    private static string NotThere(string route) => route.Contains("images/", StringComparison.Ordinal)
        ? """{"cause":"image not known","message":"image not known","response":404}"""
        : """{"cause":"no such container","message":"no such container","response":404}""";

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await listener.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            _connections.Add(ServeAsync(connection));
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        await using var input = new BufferedStream(stream);
        var reader = new RequestReader(stream, input);
        try
        {
            while (await reader.ReadAsync(_stop.Token) is { } message)
            {
                string line = Uri.UnescapeDataString(message.Line.Replace(Root, "", StringComparison.Ordinal));
                var request = new RestRequest(line, message.Body);
                Requests.Enqueue(request);
                var reply = new RestReply(stream, Version, _stop.Token);
                await (_answers.TryGetValue(request.Route, out var answer)
                    ? answer(request, reply)
                    : reply.SendAsync(404, NotThere(request.Route)));
                if (reply.IsCut)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client is gone, or the test is over.
        }
    }

    /// <summary>Reads requests off a connection.</summary>
    private sealed class RequestReader(NetworkStream stream, BufferedStream input)
    {
        public async Task<(string Line, byte[] Body)?> ReadAsync(CancellationToken cancellationToken)
        {
            if (await ReadLineAsync(cancellationToken) is not { Length: > 0 } first)
            {
                return null;
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await ReadLineAsync(cancellationToken) is { Length: > 0 } header)
            {
                int colon = header.IndexOf(':', StringComparison.Ordinal);
                headers[header[..colon]] = header[(colon + 1)..].Trim();
            }

            if (headers.ContainsKey("Expect"))
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
            }

            string[] parts = first.Split(' ');
            return ($"{parts[0]} {parts[1]}", await ReadBodyAsync(headers, cancellationToken));
        }

        private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
        {
            if (headers.TryGetValue("Content-Length", out string? length))
            {
                byte[] body = new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
                await input.ReadExactlyAsync(body, cancellationToken);
                return body;
            }

            var chunks = new MemoryStream();
            if (headers.GetValueOrDefault("Transfer-Encoding") == "chunked")
            {
                while (await ReadLineAsync(cancellationToken) is { } size)
                {
                    byte[] chunk = new byte[int.Parse(size, System.Globalization.NumberStyles.HexNumber, null)];
                    await input.ReadExactlyAsync(chunk, cancellationToken);
                    chunks.Write(chunk);
                    await ReadLineAsync(cancellationToken);
                    if (chunk.Length == 0)
                    {
                        break;
                    }
                }
            }

            return chunks.ToArray();
        }

        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new StringBuilder();
            byte[] one = new byte[1];
            while (await input.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append((char)one[0]);
            }

            return line.Length == 0 ? null : line.ToString();
        }
    }
}
