namespace TestingYourApp;

/// <summary>Something to be run in a container of its own.</summary>
/// <param name="Name">What it is called; its container is called so too.</param>
/// <param name="Image">The image.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Limit">How long it may take.</param>
public sealed record Job(string Name, string Image, IReadOnlyList<string> Command, TimeSpan Limit);

/// <summary>How a job went.</summary>
public enum JobOutcome
{
    /// <summary>It ended with 0.</summary>
    Succeeded,

    /// <summary>It ended with something else.</summary>
    Failed,

    /// <summary>It took too long, and was stopped.</summary>
    TimedOut,
}

/// <summary>What came of a job.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Output">What it wrote to its standard output, line by line.</param>
/// <param name="Errors">What it wrote to its standard error, line by line.</param>
public sealed record JobReport(JobOutcome Outcome, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
