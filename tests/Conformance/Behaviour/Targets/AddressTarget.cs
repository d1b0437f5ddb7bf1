namespace Varlink.Conformance.Behaviour.Targets;

/// <summary>
/// An engine that runs already, on this machine: at the varlink address in <c>PODMAN_ADDRESS</c>. It needs an image with a busybox, whose name
/// is in <c>PODMAN_IMAGE</c>; a registry in <c>PODMAN_REGISTRY</c> is made use of. Containers and images that are not the suite's are left
/// alone, unless <c>PODMAN_MAY_BE_SWEPT</c> is <c>true</c>.
/// </summary>
internal sealed class AddressTarget(string address) : Target
{
    public static string? GivenAddress => Variable("PODMAN_ADDRESS");

    public override string Image => Variable("PODMAN_IMAGE") ?? base.Image;

    public override string? Registry => Variable("PODMAN_REGISTRY");

    public override bool MayBeSwept => Variable("PODMAN_MAY_BE_SWEPT") == "true";

    protected override string Address => address;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
