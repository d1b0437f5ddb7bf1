using Varlink;

namespace Podman.Testing;

/// <content>
/// The life of containers. The calls' own tokens are left alone but for waiting: what was asked for is carried out, even when whoever asked is gone.
/// </content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override Task<string> CreateContainerAsync(
        CreateContainerOptions create, VarlinkCallContext context, CancellationToken cancellationToken)
    {
        _puller.Provide(create.Image);
        return Task.FromResult(_containers.Create(create).Id);
    }

    /// <inheritdoc/>
    public override Task<string> StartContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        _containers.StartAsync(name);

    /// <inheritdoc/>
    public override Task<string> StopContainerAsync(
        string name, long timeout, VarlinkCallContext context, CancellationToken cancellationToken) => _containers.StopAsync(name, timeout);

    /// <inheritdoc/>
    public override Task<string> RestartContainerAsync(
        string name, long timeout, VarlinkCallContext context, CancellationToken cancellationToken) => _containers.RestartAsync(name, timeout);

    /// <inheritdoc/>
    public override Task<string> KillContainerAsync(
        string name, long signal, VarlinkCallContext context, CancellationToken cancellationToken) => _containers.KillAsync(name, signal);

    /// <inheritdoc/>
    public override Task<string> PauseContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        _containers.PauseAsync(name);

    /// <inheritdoc/>
    public override Task<string> UnpauseContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        _containers.UnpauseAsync(name);

    /// <inheritdoc/>
    public override async Task<long> WaitContainerAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        await _containers.WaitAsync(name, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override Task<string> RemoveContainerAsync(
        string name, bool force, VarlinkCallContext context, CancellationToken cancellationToken) => _containers.RemoveAsync(name, force);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> DeleteStoppedContainersAsync(
        VarlinkCallContext context, CancellationToken cancellationToken) =>
        VarlinkNull.WhenEmpty(await _containers.RemoveStoppedAsync().ConfigureAwait(false));
}
