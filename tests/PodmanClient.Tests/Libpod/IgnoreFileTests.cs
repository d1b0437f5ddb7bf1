using Podman.Libpod.Build;

namespace Podman.Tests.Libpod;

public class IgnoreFileTests
{
    [TestCase("node_modules", "node_modules", true)]
    [TestCase("node_modules", "node_modules/a/b.js", true)]
    [TestCase("node_modules", "src/node_modules", false)]
    [TestCase("/bin/", "bin/a", true)]
    [TestCase("*.log", "a.log", true)]
    [TestCase("*.log", "sub/a.log", false)]
    [TestCase("**/*.log", "sub/deep/a.log", true)]
    [TestCase("**/*.log", "a.log", true)]
    [TestCase("a/**/b", "a/b", true)]
    [TestCase("a/**/b", "a/x/y/b", true)]
    [TestCase("a/**", "a/x/y", true)]
    [TestCase("temp?", "tempa", true)]
    [TestCase("temp?", "temp", false)]
    [TestCase("[a-c].txt", "b.txt", true)]
    [TestCase("[a-c].txt", "d.txt", false)]
    [TestCase("a+(b).txt", "a+(b).txt", true)]
    [TestCase("./a/../b", "b", true)]
    [TestCase("# a", "# a", false)]
    [TestCase("", "a", false)]
    public void A_pattern_leaves_out_what_it_says(string pattern, string path, bool isIgnored) =>
        Assert.That(IgnoreFile.Parse(pattern).IsIgnored(path), Is.EqualTo(isIgnored));

    [Test]
    public void The_last_pattern_that_matches_decides()
    {
        IgnoreFile file = IgnoreFile.Parse("*.md", "!README*.md", "README-secret.md");
        Assert.That(file.IsIgnored("CHANGES.md"));
        Assert.That(file.IsIgnored("README.md"), Is.False);
        Assert.That(file.IsIgnored("README-secret.md"));
        Assert.That(file.HasExceptions);
    }
}
