using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Varlink.Tool.Completion;

/// <summary>
/// What the directive <c>[suggest:POSITION]</c> prints: what may stand at the end of the command line behind it, one a line. Shells ask it through
/// the scripts that <c>varlink completion</c> prints, and so does the tool dotnet-suggest.
/// </summary>
internal sealed class Suggestions(SuggestDirective directive) : AsynchronousCommandLineAction
{
    /// <summary>How long somebody who pressed Tab is kept waiting for a service.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public override async Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
    {
        string line = parseResult.Tokens.LastOrDefault(token => token.Type != System.CommandLine.Parsing.TokenType.Directive)?.Value ?? "";
        line = line[..PositionIn(line, parseResult)];
        ParseResult typed = parseResult.RootCommandResult.Command.Parse(line, parseResult.Configuration);
        string word = line[(line.LastIndexOfAny([' ', '\t']) + 1)..];

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        SortedSet<string> candidates = new(StringComparer.Ordinal);
        foreach (CompletionItem item in typed.GetCompletions(line.Length))
        {
            candidates.UnionWith(item.Kind == ServiceCompletion.Kind
                ? await ServiceCompletion.ExpandAsync(Enum.Parse<ServicePart>(item.Label.Split(' ')[0]), word, limit.Token)
                : [item.Label]);
        }

        foreach (string candidate in candidates.Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal) && IsWanted(candidate, word)))
        {
            await parseResult.InvocationConfiguration.Output.WriteLineAsync(candidate);
        }

        return ExitStatus.Success;
    }

    /// <summary>
    /// Options come where one was begun: whoever has typed nothing wants to see what goes on, a command or the name of a file. And they come by
    /// their long names, not as the <c>/h</c> and <c>-?</c> that the library knows as well.
    /// </summary>
    private static bool IsWanted(string candidate, string word) =>
        word.StartsWith('-') ? candidate.StartsWith("--", StringComparison.Ordinal) : candidate[0] is not ('-' or '/');

    private int PositionIn(string line, ParseResult parseResult)
    {
        string? text = parseResult.GetResult(directive)?.Values is [var value, ..] ? value : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position) ? Math.Min(position, line.Length) : line.Length;
    }
}
