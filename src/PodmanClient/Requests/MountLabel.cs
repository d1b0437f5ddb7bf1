namespace Podman;

/// <summary>Whether SELinux is told that containers may use what is mounted. The label stays on the files of the host.</summary>
public enum MountLabel
{
    /// <summary>The files keep the label that they have.</summary>
    Unchanged,

    /// <summary><c>z</c>: all containers may use the files.</summary>
    Shared,

    /// <summary><c>Z</c>: this container alone may use the files.</summary>
    Private,
}
