using System.Text.Json;
using Podctl.Output;
using Podman;

namespace Podctl.Tests;

/// <summary>The form of what <c>--json</c> writes: scripts rely on it.</summary>
internal sealed class JsonOutputTests
{
    [Test]
    public void A_line_of_a_log_is_a_line_with_its_text_as_it_is() => Assert.That(
        JsonSerializer.Serialize(new ContainerLogLine(null, ContainerLogSource.StandardError, "<é> \"a\"", IsPartial: false), JsonOutput.Line.LogLine),
        Is.EqualTo("""{"timestamp":null,"stream":"standardError","text":"<é> \"a\"","isPartial":false}"""));

    [Test]
    public void A_result_goes_over_several_lines() => Assert.That(
        JsonSerializer.Serialize(new WaitResult("web", "running", ExitCode: null), JsonOutput.Indented.WaitResult).ReplaceLineEndings("\n"),
        Is.EqualTo("""
            {
              "name": "web",
              "state": "running",
              "exitCode": null
            }
            """.ReplaceLineEndings("\n")));
}
