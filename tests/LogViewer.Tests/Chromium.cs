using PuppeteerSharp;

namespace LogViewer.Tests;

/// <summary>The Chromium of this machine, without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static string? Executable => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .OrderBy(file => Array.IndexOf(Names, Path.GetFileName(file)))
        .FirstOrDefault(File.Exists);

    /// <summary>Starts it. Skips the test where there is none; continuous integration must have one.</summary>
    public static async Task<IBrowser> StartAsync()
    {
        string? executable = Executable;
        if (executable is null)
        {
            const string Reason = "No Chromium is installed here (.ci/install-chromium, as root): the page cannot be tried.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(Reason);
            }

            Assert.Ignore(Reason);
        }

        return await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = executable,
            Headless = true,
            HeadlessMode = HeadlessMode.Shell,

            // Root, as which continuous integration runs, has no sandbox; the page is this repository's own.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }
}
