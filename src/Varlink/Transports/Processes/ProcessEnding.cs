namespace Varlink.Transports;

/// <summary>How a program is ended whose connection was closed.</summary>
/// <param name="Grace">How long it may take to end by itself, and then once more after it was asked to.</param>
/// <param name="TimeProvider">The clock.</param>
internal sealed record ProcessEnding(TimeSpan Grace, TimeProvider TimeProvider)
{
    /// <summary>
    /// A service that sees the end of its connection ends within milliseconds; one that is in the middle of something is given a second.
    /// </summary>
    public static readonly ProcessEnding Default = new(TimeSpan.FromSeconds(1), TimeProvider.System);

    /// <summary>Waits for the program to end, asks it to, and then makes it end. Never fails.</summary>
    public async Task EndAsync(ChildProcess process)
    {
        if (!await HasEndedAsync(process).ConfigureAwait(false))
        {
            process.Terminate();
            if (!await HasEndedAsync(process).ConfigureAwait(false))
            {
                process.Kill();
                await process.Exited.ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> HasEndedAsync(ChildProcess process)
    {
        await ((Task)process.Exited).WaitAsync(Grace, TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return process.Exited.IsCompleted;
    }
}
