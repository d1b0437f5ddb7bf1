namespace Podman.Libpod.Rest.Models;

/// <summary>How Podman reports a failure.</summary>
internal sealed record ErrorBody(string? Cause, string? Message);
