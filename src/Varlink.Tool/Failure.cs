using System.Text;
using System.Text.Json;
using Varlink.Tool.Terminal;

namespace Varlink.Tool;

/// <summary>How a command that failed ends.</summary>
/// <param name="Status">One of <see cref="ExitStatus"/>.</param>
/// <param name="Text">What to say; empty for nothing.</param>
internal sealed record Failure(int Status, string Text)
{
    /// <summary>Words an exception.</summary>
    /// <returns>Null for one that is a defect of this program, which should be seen as it is.</returns>
    public static Failure? Of(Exception exception) => exception switch
    {
        UsageException => new(ExitStatus.Usage, exception.Message),
        // Whoever pressed Ctrl-C, or closed the pipe, knows.
        OperationCanceledException => new(ExitStatus.Interrupted, ""),
        OutputClosedException => new(ExitStatus.OutputClosed, ""),
        VarlinkErrorException error => new(ExitStatus.Failed, Describe(error)),
        VarlinkException => new(ExitStatus.NoConnection, Printable.Text(exception.Message)),
        DecoderFallbackException => new(ExitStatus.Failed, exception.Message),
        IOException or UnauthorizedAccessException => new(ExitStatus.Failed, exception.Message),
        _ => null,
    };

    private static string Describe(VarlinkErrorException error)
    {
        StringBuilder text = new(Printable.Line(error.ErrorName));
        if (error.Parameters.ValueKind == JsonValueKind.Object && error.Parameters.EnumerateObject().Any())
        {
            text.Append('\n').Append(JsonText.Pretty(error.Parameters));
        }

        return error is ExpectedMoreException ? text.Append("\nThe method answers with a stream only: call it with --more.").ToString() : text.ToString();
    }
}
