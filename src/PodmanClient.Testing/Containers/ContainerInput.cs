namespace Podman.Testing.Containers;

/// <summary>The standard input of a container's main process, from the set-up of a run to its end.</summary>
internal interface IContainerInput
{
    /// <summary>Where the program reads.</summary>
    Stream Reader { get; }

    /// <summary>Takes what somebody types, and waits while the program does not read; what nobody can read is dropped.</summary>
    ValueTask TypeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Somebody who was attached has ended what they send, or is gone.</summary>
    void HangUp();

    /// <summary>The program has ended: whoever types waits no longer.</summary>
    void Close();
}
