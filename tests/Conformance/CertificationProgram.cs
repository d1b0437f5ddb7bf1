using Varlink.Conformance.Activation;
using Varlink.Conformance.Certification;

namespace Varlink.Conformance;

/// <summary>What the project does when it is run: certifies a server or a client of another implementation.</summary>
internal static class CertificationProgram
{
    public const int Certified = 0;
    public const int NotCertified = 1;
    public const int WrongUse = 2;

    /// <summary>The walk takes far less. A stream that never ends has no limit of its own.</summary>
    private static readonly TimeSpan WalkLimit = TimeSpan.FromSeconds(60);

    private const string Usage =
        """
        Certifies other implementations of varlink by org.varlink.certification.

          certify-server ADDRESS   calls the server at ADDRESS
          certify-client ADDRESS   listens on ADDRESS until a client has called End
          replay                   replays a recording of Podman to an engine: see replay --help
          serve-activated SECONDS  serves the socket it was started with until nobody is connected for so long

        ADDRESS is one of unix:/path, unix:@abstract, tcp:host:port; a server may also be started, by exec:/program.
        Exit status: 0 certified, 1 not certified, 2 wrong use.
        """;

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        if (arguments is [ActivatedService.Command, var idleSeconds])
        {
            return await ActivatedService.RunAsync(idleSeconds, error, cancellationToken);
        }

        if (arguments is not ([var what, var text]) || what is not ("certify-server" or "certify-client"))
        {
            await error.WriteLineAsync(Usage);
            return WrongUse;
        }

        if (!VarlinkAddress.TryParse(text, out VarlinkAddress? address))
        {
            await error.WriteLineAsync($"'{text}' is no varlink address: give unix:/path, unix:@abstract or tcp:host:port.");
            return WrongUse;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            TextWriter lines = TextWriter.Synchronized(output);
            bool certified = what == "certify-server"
                ? await CertifyServerAsync(address, lines, stop.Token)
                : await CertifyClientAsync(address, lines, stop.Token);
            await lines.WriteLineAsync(certified ? "Certified." : "Not certified.");
            return certified ? Certified : NotCertified;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped before it was over: not certified.");
            return NotCertified;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or TimeoutException)
        {
            await error.WriteLineAsync(e.Message);
            return NotCertified;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static async Task<bool> CertifyServerAsync(VarlinkAddress address, TextWriter output, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WalkLimit);
        await using var client = new VarlinkClient(address.CreateConnector(), ServerTrial.ClientOptions(singleConnection: true));
        try
        {
            return await new ServerTrial(client, output.WriteLine).RunAsync(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not finish within {WalkLimit.TotalSeconds} s.", e);
        }
    }

    private static async Task<bool> CertifyClientAsync(VarlinkAddress address, TextWriter output, CancellationToken cancellationToken)
    {
        var service = new CertificationService(output.WriteLine);
        await using var server = new VarlinkServer(new VarlinkServerOptions { Product = "Varlink for .NET, certification" }, service);
        string endpoint = await server.ListenAsync(address, cancellationToken);
        await output.WriteLineAsync($"Waiting for a client at {endpoint}");
        return await service.FirstVerdict.WaitAsync(cancellationToken);
    }
}
