namespace Podman.Testing;

/// <summary>
/// A program that a container runs in place of a binary.
/// </summary>
/// <param name="process">The process it runs as: its arguments, streams, files and signals.</param>
/// <returns>
/// The exit code; its lowest eight bits count. Letting the cancellation of <see cref="ContainerProcess.StopRequested"/> out ends the process
/// as an unhandled signal does, with 128 + signal (143 for SIGTERM). Any other exception is written to the standard error and ends it with 1.
/// </returns>
public delegate Task<int> ContainerProgram(ContainerProcess process);
