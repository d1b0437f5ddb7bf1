namespace Podman.Testing.Programs;

/// <summary>Who a process runs as.</summary>
internal readonly record struct UserIds(int Uid, int Gid)
{
    public static readonly UserIds Root = new(0, 0);
}
