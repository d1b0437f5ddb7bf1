namespace Podman.Testing;

/// <summary>Something that went wrong as planned.</summary>
/// <param name="Kind">What.</param>
/// <param name="Method">The full name of the method, <c>io.podman.Ping</c>; null for what concerns a connection, or the daemon.</param>
/// <param name="At">When, on the engine's clock.</param>
public sealed record InjectedFault(FaultKind Kind, string? Method, DateTimeOffset At);
