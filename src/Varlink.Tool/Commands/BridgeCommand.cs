using System.CommandLine;
using System.IO.Pipelines;
using Varlink.Tool.Connecting;
using Varlink.Tool.Terminal;
using Varlink.Transports;

namespace Varlink.Tool.Commands;

/// <summary>
/// <c>varlink bridge ADDRESS</c>: bytes pass both ways as they come, so upgraded connections pass too. It ends when the service has closed the
/// connection. The end of standard input is passed on, and what the service still answers comes out before the end.
/// </summary>
internal sealed class BridgeCommand : ToolCommand
{
    public BridgeCommand(IToolConsole console)
        : base("bridge", "Join standard input and output to a service, so that a command like ssh carries varlink.", console)
    {
        Argument<string?> address = ServiceOptions.CreateAddress();
        Option<string?> bridge = ServiceOptions.CreateBridge();
        Add(address);
        Add(bridge);
        SetAction((parsed, cancellationToken) =>
            RunAsync(ServiceOptions.CreateConnector(parsed.GetValue(address), parsed.GetValue(bridge)), cancellationToken));
    }

    public override IReadOnlyList<string> Examples =>
    [
        "varlink bridge unix:/run/podman/io.podman",
        "varlink info --bridge 'ssh host varlink bridge unix:/run/podman/io.podman'",
    ];

    private async Task<int> RunAsync(IVarlinkConnector connector, CancellationToken cancellationToken)
    {
        await using VarlinkTransportConnection connection = await connector.ConnectAsync(cancellationToken);
        await using Stream input = Terminal.OpenInput();
        await using Stream output = Terminal.OpenOutput();
        try
        {
            Task sending = SendAsync(input, connection.Output, cancellationToken);
            Task receiving = ReceiveAsync(connection.Input, output, cancellationToken);

            // What the service answers comes out to the end, also when it takes nothing more. Once it has closed, standard input may stay open
            // for as long as it likes: its reading cannot be stopped, only left alone.
            await receiving.WaitAsync(cancellationToken);
            if (sending.IsFaulted)
            {
                await sending;
            }

            return ExitStatus.Success;
        }
        catch (IOException e)
        {
            await Terminal.Error.WriteLineAsync(e.Message);
            return ExitStatus.NoConnection;
        }
    }

    private static async Task SendAsync(Stream input, PipeWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await input.CopyToAsync(output, cancellationToken);
        }
        finally
        {
            // The service ends the connection when it has answered what it got: there is nothing else to wait for.
            await output.CompleteAsync();
        }
    }

    private static async Task ReceiveAsync(PipeReader input, Stream output, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancellationToken);
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
            {
                await output.WriteAsync(piece, cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
