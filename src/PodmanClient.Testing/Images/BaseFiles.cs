using System.Text;
using Podman.Testing.FileSystem;
using Podman.Testing.Programs.BuiltIn;

namespace Podman.Testing.Images;

/// <summary>The files of a small Linux with busybox: what images consist of that the engine makes itself.</summary>
internal static class BaseFiles
{
    /// <summary>Makes the tree.</summary>
    /// <param name="createdAt">When all files were last changed.</param>
    /// <param name="release">The content of <c>/etc/os-release</c>.</param>
    public static DirectoryNode Busybox(DateTimeOffset createdAt, string release)
    {
        NodeAttributes directory = NodeAttributes.Directory(createdAt);
        Node root = new DirectoryNode(DirectoryNode.NoChildren, directory);

        void Put(string path, Node node) => root = TreeEdit.Put(root, PathText.Parts(path), node, directory);
        void Text(string path, string text, int mode = NodeAttributes.DefaultFileMode) =>
            Put(path, new FileNode(Encoding.UTF8.GetBytes(text), NodeAttributes.File(createdAt, mode)));

        Text("/bin/busybox", "stands for the busybox program\n", NodeAttributes.DefaultProgramMode);
        NodeAttributes link = NodeAttributes.File(createdAt, mode: 0b111_111_111);
        foreach (string applet in BuiltInPrograms.Applets)
        {
            Put("/bin/" + applet, new LinkNode("/bin/busybox", link));
        }

        Put("/usr/bin/env", new LinkNode("/bin/busybox", link));
        Text("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        Text("/etc/group", "root:x:0:\nnobody:x:65534:\n");
        Text("/etc/os-release", release);
        foreach (string path in (ReadOnlySpan<string>)["/home", "/root", "/tmp", "/var/log"])
        {
            Put(path, new DirectoryNode(DirectoryNode.NoChildren, directory));
        }

        return (DirectoryNode)root;
    }
}
