using System.Formats.Tar;
using System.Text;

namespace Varlink.Conformance.Behaviour.RealPodman;

/// <summary>The file system of a small Linux, made of a busybox that needs no libraries: no registry has to be asked for an image.</summary>
internal static class BusyboxImage
{
    public const string Program = "busybox";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead |
        UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Writes the archive.</summary>
    /// <param name="path">Where to.</param>
    public static async Task WriteAsync(string path)
    {
        string applets = await HostProgram.RunAsync(new Dictionary<string, string>(), Program, "--list");
        await using var writer = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        foreach (string folder in (string[])["bin", "etc", "root", "tmp", "var"])
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.Directory, folder + "/") { Mode = Executable });
        }

        await using (FileStream busybox = File.OpenRead(Find()))
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "bin/busybox") { Mode = Executable, DataStream = busybox });
        }

        foreach (string applet in applets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(applet => applet != Program))
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.SymbolicLink, $"bin/{applet}") { LinkName = Program });
        }

        await WriteTextAsync(writer, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        await WriteTextAsync(writer, "etc/group", "root:x:0:\nnogroup:x:65534:\n");
    }

    private static Task WriteTextAsync(TarWriter writer, string name, string text) => writer.WriteEntryAsync(
        new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            DataStream = new MemoryStream(Encoding.ASCII.GetBytes(text)),
        });

    private static string Find() =>
        ((string[])["/bin/busybox", "/usr/bin/busybox"]).First(File.Exists);
}
