namespace Varlink.Server;

/// <content>
/// How long a call may take to arrive. The time begins with the first wait for the rest of it, and counts while the connection waits: a call that
/// lies there half because the one before it may take the connection over is not to blame for that.
/// </content>
internal sealed partial class ServerConnection
{
    private long? _receivingSince;

    /// <summary>Waits for bytes. Whoever has sent the beginning of a call has to send the rest of it in time.</summary>
    /// <returns>False when the client sends nothing more.</returns>
    /// <exception cref="MalformedCallException">The rest of a call did not come in time.</exception>
    private ValueTask<bool> ReceiveAsync() => _frames.HasPartialFrame && _options.ReceiveTimeout != Timeout.InfiniteTimeSpan
        ? ReceiveRestAsync()
        : _frames.WaitAsync(_stopping);

    private async ValueTask<bool> ReceiveRestAsync()
    {
        _receivingSince ??= _options.TimeProvider.GetTimestamp();
        TimeSpan left = _options.ReceiveTimeout - _options.TimeProvider.GetElapsedTime(_receivingSince.Value);
        if (left <= TimeSpan.Zero)
        {
            throw TooSlow();
        }

        using var limit = new CancellationTokenSource(left, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping);
        try
        {
            return await _frames.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw TooSlow();
        }
    }

    private MalformedCallException TooSlow() => new(
        $"A call did not arrive within {_options.ReceiveTimeout}, which {nameof(VarlinkServerOptions)}.{nameof(VarlinkServerOptions.ReceiveTimeout)} sets.");
}
