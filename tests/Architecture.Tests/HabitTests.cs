namespace Architecture.Tests;

/// <summary>Habits that a review would otherwise have to look for.</summary>
public class HabitTests
{
    private const int LongestFile = 350;

    [Test]
    public void A_file_holds_one_idea()
    {
        IEnumerable<string> tooLong = new[] { "src", "tests", "samples" }
            .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
            .SelectMany(Repository.SourceFiles)
            .Select(file => (Name: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LongestFile && !file.Name.Contains("/Golden/", StringComparison.Ordinal))
            .Select(file => $"{file.Name}: {file.Lines} lines");
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void The_project_names_no_package_source()
    {
        string config = File.ReadAllText(Path.Combine(Repository.Root, "nuget.config"));
        Assert.That(config, Does.Not.Contain("://").And.Not.Contain("<clear").And.Not.Contain("packageSources"));
    }

    [Test]
    public void Libraries_block_no_thread_on_a_task()
    {
        // Streams have members that do not wait, and programs in containers may use them.
        string[] streams = ["src/PodmanClient.Testing/Programs/CallbackStream.cs", "src/PodmanClient.Testing/Programs/GatedInputStream.cs"];
        string[] blocking = [".GetAwaiter().GetResult()", "async void ", ".Wait();", "Thread.Sleep"];
        IEnumerable<string> found =
            from file in Repository.SourceFiles("src")
            where !streams.Contains(Repository.Relative(file))
            from line in File.ReadLines(file)
            where blocking.Any(word => line.Contains(word, StringComparison.Ordinal))
            select $"{Repository.Relative(file)}: {line.Trim()}";
        Assert.That(found, Is.Empty);
    }
}
