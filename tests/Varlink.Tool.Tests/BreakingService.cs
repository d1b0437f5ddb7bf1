using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tool.Tests;

/// <summary>A service that takes a call and hangs up.</summary>
internal sealed class BreakingService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _disposed = new();
    private IVarlinkListener _listener = null!;
    private Task _serving = Task.CompletedTask;

    public string Address => $"unix:{_folder["breaking"]}";

    public static async Task<BreakingService> StartAsync()
    {
        BreakingService service = new();
        service._listener = await VarlinkAddress.Parse(service.Address).ListenAsync();
        service._serving = service.ServeAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _serving;
        await _listener.DisposeAsync();
        _disposed.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await using VarlinkTransportConnection connection = (await _listener.AcceptAsync(_disposed.Token))!;
                await connection.Input.ReadAsync(_disposed.Token);
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
            // As it should end.
        }
    }
}
