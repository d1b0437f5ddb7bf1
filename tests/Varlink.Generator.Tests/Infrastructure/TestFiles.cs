using System.Runtime.CompilerServices;

namespace Varlink.Generator.Tests.Infrastructure;

/// <summary>Finds the files that lie beside the tests.</summary>
internal static class TestFiles
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, ".."));

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Folder, "..", ".."));

    public static InterfaceFile Interface(string name, params (string Name, string Value)[] metadata)
    {
        string path = Path.Combine(Folder, "Interfaces", name + ".varlink");
        return new InterfaceFile(path, File.ReadAllText(path), metadata);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
