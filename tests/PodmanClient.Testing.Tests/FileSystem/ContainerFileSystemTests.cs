using Microsoft.Extensions.Time.Testing;
using Podman.Testing.FileSystem;

namespace Podman.Testing.Tests.FileSystem;

public class ContainerFileSystemTests
{
    private static readonly NodeAttributes Attributes = NodeAttributes.Directory(DateTimeOffset.UnixEpoch);

    private static DirectoryNode Tree(params (string Path, string? Content)[] entries)
    {
        Node root = DirectoryNode.EmptyRoot;
        foreach ((string path, string? content) in entries)
        {
            Node node = content is null
                ? new DirectoryNode(DirectoryNode.NoChildren, Attributes)
                : content.StartsWith("-> ", StringComparison.Ordinal)
                    ? new LinkNode(content[3..], Attributes)
                    : new FileNode(System.Text.Encoding.UTF8.GetBytes(content), NodeAttributes.File(DateTimeOffset.UnixEpoch));
            root = TreeEdit.Put(root, PathText.Parts(path), node, Attributes);
        }

        return (DirectoryNode)root;
    }

    private static ContainerFileSystem Over(DirectoryNode tree, params MountedTree[] mounts) =>
        new(new FileTree(tree), new FakeTimeProvider(), mounts);

    [Test]
    public void What_one_container_writes_another_of_the_same_image_does_not_see()
    {
        DirectoryNode image = Tree(("/etc/motd", "hello"));
        ContainerFileSystem one = Over(image);
        ContainerFileSystem two = Over(image);

        one.WriteAllText("/etc/motd", "changed");

        Assert.That(one.ReadAllText("/etc/motd"), Is.EqualTo("changed"));
        Assert.That(two.ReadAllText("/etc/motd"), Is.EqualTo("hello"));
    }

    [Test]
    public void Links_are_followed_wherever_they_stand()
    {
        ContainerFileSystem files = Over(Tree(("/usr/bin/tool", "x"), ("/bin", "-> usr/bin"), ("/here", "-> /bin/tool"), ("/loop", "-> loop")));

        Assert.That(files.ReadAllText("/bin/tool"), Is.EqualTo("x"));
        Assert.That(files.ReadAllText("/here"), Is.EqualTo("x"));
        Assert.That(files.ReadAllText("/bin/../bin/tool"), Is.EqualTo("x"));
        Assert.That(() => files.ReadAllText("/loop"), Throws.TypeOf<IOException>().With.Message.Contains("Too many levels"));
    }

    [Test]
    public void Deleting_a_link_leaves_what_it_leads_to()
    {
        ContainerFileSystem files = Over(Tree(("/a", "x"), ("/b", "-> a")));

        files.Delete("/b");

        Assert.That(files.Exists("/b"), Is.False);
        Assert.That(files.ReadAllText("/a"), Is.EqualTo("x"));
    }

    [Test]
    public void Writing_needs_a_directory_that_exists()
    {
        ContainerFileSystem files = Over(Tree(("/file", "x")));

        Assert.That(() => files.WriteAllText("/no/such/file", "x"), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => files.WriteAllText("/file/below", "x"), Throws.InstanceOf<IOException>());
        Assert.That(() => files.CreateDirectory("/file/below"), Throws.InstanceOf<IOException>());
        Assert.That(() => files.Delete("/nosuch"), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void A_mount_hides_what_lies_below_it_and_keeps_what_is_written_into_it()
    {
        var volume = new FileTree(DirectoryNode.EmptyRoot);
        DirectoryNode image = Tree(("/data/old", "x"));
        var tree = new FileTree(image);
        var files = new ContainerFileSystem(tree, new FakeTimeProvider(), [new MountedTree("/data", volume, false)]);

        files.WriteAllText("/data/new", "y");

        Assert.That(files.List("/data"), Is.EqualTo(new[] { "new" }));
        Assert.That(tree.Root, Is.SameAs(image));
        Assert.That(Over(DirectoryNode.EmptyRoot, new MountedTree("/elsewhere", volume, false)).ReadAllText("/elsewhere/new"), Is.EqualTo("y"));
    }

    [Test]
    public void A_read_only_mount_refuses_to_be_written()
    {
        ContainerFileSystem files = Over(DirectoryNode.EmptyRoot, new MountedTree("/data", new FileTree(DirectoryNode.EmptyRoot), true));

        Assert.That(() => files.WriteAllText("/data/x", "y"), Throws.TypeOf<IOException>().With.Message.Contains("Read-only file system"));
    }

    [Test]
    public void A_difference_names_what_was_added_changed_and_deleted()
    {
        DirectoryNode before = Tree(("/bin/date", "d"), ("/bin/ls", "l"), ("/etc/hosts", "h"), ("/same/file", "s"));
        var tree = new FileTree(before);
        var files = new ContainerFileSystem(tree, new FakeTimeProvider());
        files.Delete("/bin/date");
        files.WriteAllText("/new.txt", "hi\n");
        files.CreateDirectory("/newdir/deep");
        files.AppendAllBytes("/etc/hosts", "x"u8);

        TreeDiff diff = TreeDiff.Between(before, (DirectoryNode)tree.Root);

        Assert.That(diff.Added.Keys, Is.EqualTo(new[] { "/new.txt", "/newdir", "/newdir/deep" }));
        Assert.That(diff.Changed.Keys, Is.EqualTo(new[] { "/bin", "/etc/hosts" }));
        Assert.That(diff.Deleted, Is.EqualTo(new[] { "/bin/date" }));
        Assert.That(diff.WrittenBytes, Is.EqualTo(5));
    }

    [Test]
    public void Appending_from_many_threads_loses_nothing()
    {
        ContainerFileSystem files = Over(DirectoryNode.EmptyRoot);

        Parallel.For(0, 500, _ => files.AppendAllBytes("/log", "x\n"u8));

        Assert.That(files.ReadAllBytes("/log"), Has.Length.EqualTo(1000));
    }

    [TestCase("755", 0b111_101_101)]
    [TestCase("+x", 0b111_101_101)]
    [TestCase("u+x", 0b111_100_100)]
    [TestCase("go-r,u=rw", 0b110_000_000)]
    [TestCase("nonsense", null)]
    public void A_mode_is_read_as_chmod_reads_it(string text, int? expected)
    {
        Assert.That(ModeText.Change(NodeAttributes.DefaultFileMode, text), Is.EqualTo(expected));
    }
}
