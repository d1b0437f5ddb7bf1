using System.Text.Json;
using Podman.Testing.Containers;
using Podman.Testing.State;

namespace Podman.Testing;

/// <content>What is there before a test begins.</content>
public sealed partial class ReferenceEngine
{
    /// <summary>Puts a container into the engine, as a client would find one that was made before. Planned faults do not befall this.</summary>
    /// <param name="create">The container. Its image is pulled where it is not in local storage.</param>
    /// <param name="state">
    /// The state that it is to be in. Its program is run for <see cref="ContainerState.Running"/> and <see cref="ContainerState.Paused"/>, and not
    /// for <see cref="ContainerState.Exited"/>. Default: <see cref="ContainerState.Configured"/>.
    /// </param>
    /// <param name="exitCode">What it is to have ended with, when it has exited. Default: 0.</param>
    /// <returns>The container. One whose program ends at once may have exited already.</returns>
    /// <exception cref="ArgumentException">
    /// The state is none of those of <see cref="ContainerState"/>; or the container is described by what no client could send: by a null, or with ports
    /// that are none.
    /// </exception>
    /// <exception cref="ImageNotFoundException">There is no such image.</exception>
    /// <exception cref="ErrorOccurredException">The name is taken, or the program cannot be run.</exception>
    public async Task<ReferenceContainer> AddContainerAsync(CreateContainerOptions create, ContainerState state = default, int exitCode = 0)
    {
        ArgumentNullException.ThrowIfNull(create);
        create.Validate();
        using (var nowhere = new Utf8JsonWriter(Stream.Null))
        {
            // Says of a null where it is, as it does to clients.
            PodmanMethods.CreateContainer.ParametersEncoder!(nowhere, new() { Create = create });
        }

        ContainerState wanted = state == default ? ContainerState.Configured : state;
        if (!Enum.GetValues<ContainerStatus>().Any(status => status.ToWire() == wanted.Name))
        {
            throw new ArgumentException($"No container can be made '{wanted}' here.", nameof(state));
        }

        try
        {
            _puller.Provide(create.Image);
            Container container = _containers.Create(create);
            await BringToAsync(container, wanted, exitCode).ConfigureAwait(false);
            return new ReferenceContainer(container);
        }
        catch (EngineFailure failure)
        {
            throw ToError(failure);
        }
    }

    private async Task BringToAsync(Container container, ContainerState state, int exitCode)
    {
        if (state == ContainerState.Created)
        {
            await _containers.PrepareAttachAsync(container.Id).ConfigureAwait(false);
        }
        else if (state == ContainerState.Running || state == ContainerState.Paused)
        {
            await _containers.StartAsync(container.Id).ConfigureAwait(false);
        }

        if (state == ContainerState.Paused)
        {
            await _containers.PauseAsync(container.Id).ConfigureAwait(false);
        }
        else if (state == ContainerState.Exited)
        {
            DateTimeOffset now = _services.Time.GetUtcNow();
            container.Change(_ => new ContainerSnapshot(ContainerStatus.Exited, exitCode & 0xFF, now, now, Pid: 0, WasInitialized: true));
        }
    }
}
