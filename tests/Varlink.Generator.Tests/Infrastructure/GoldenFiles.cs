using System.Globalization;

namespace Varlink.Generator.Tests.Infrastructure;

/// <summary>
/// Holds generated files against those in the folder Golden. To accept what is generated now, run the tests once with the environment
/// variable UPDATE_GOLDEN=1 and read what has changed before committing it.
/// </summary>
internal static class GoldenFiles
{
    private static readonly bool IsUpdating = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>Fails unless the folder holds exactly these files with exactly these texts.</summary>
    public static void AssertMatch(IReadOnlyDictionary<string, string> generated, string folder)
    {
        string root = Path.Combine(TestFiles.Folder, "Golden", folder);
        if (IsUpdating)
        {
            Update(generated, root);
        }

        string[] present = Directory.Exists(root) ? [.. Directory.GetFiles(root).Select(path => Path.GetFileName(path))] : [];
        Assert.That(present, Is.EquivalentTo(generated.Keys), "the golden files are not those that are generated");
        using (Assert.EnterMultipleScope())
        {
            foreach ((string name, string text) in generated)
            {
                string expected = File.ReadAllText(Path.Combine(root, name));
                if (expected != text)
                {
                    Assert.Fail(FirstDifference(name, expected, text));
                }
            }
        }
    }

    private static void Update(IReadOnlyDictionary<string, string> generated, string root)
    {
        Directory.CreateDirectory(root);
        foreach (string path in Directory.GetFiles(root))
        {
            File.Delete(path);
        }

        foreach ((string name, string text) in generated)
        {
            File.WriteAllText(Path.Combine(root, name), text);
        }
    }

    private static string FirstDifference(string name, string expected, string actual)
    {
        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        int line = 0;
        while (line < expectedLines.Length && line < actualLines.Length && expectedLines[line] == actualLines[line])
        {
            line++;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, line {line + 1}:\n  golden    {expectedLines.ElementAtOrDefault(line)}\n  generated {actualLines.ElementAtOrDefault(line)}");
    }
}
