using System.Text;
using Varlink.CodeGeneration;
using Varlink.Idl;
using Varlink.Idl.Formatting;

namespace Fuzz.Targets;

/// <summary>The parser of interfaces, the formatter, and the generator behind them.</summary>
internal sealed class IdlTarget : FuzzTarget
{
    public override string Name => "idl";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Corpus.Interfaces.SelectMany(Parts).Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<byte[]> Dictionary => Corpus.IdlTokens;

    public override ValueTask RunAsync(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        ParseResult parsed = IdlParser.Parse(text);
        BrokenInvariantException.ThrowUnless(
            parsed.Diagnostics.All(item => item.Span.Start >= 0 && item.Span.Start + item.Span.Length <= text.Length), "a diagnostic lies outside of the text");
        if (parsed.Interface is not { } tree)
        {
            BrokenInvariantException.ThrowUnless(parsed.Diagnostics.Count > 0, "a text was refused without a word");
            return default;
        }

        string formatted = IdlFormatter.Format(tree);
        ParseResult again = IdlParser.Parse(formatted);
        BrokenInvariantException.ThrowUnless(tree.Equals(again.Interface), "formatted and parsed again it is another tree");
        BrokenInvariantException.ThrowUnless(IdlFormatter.Format(again.Interface!) == formatted, "formatted twice it is another text");

        (var model, var diagnostics) = CodeGenerator.BuildModel(tree, text, new GenerationOptions());
        BrokenInvariantException.ThrowUnless(model is not null || diagnostics.Count > 0, "an interface was refused without a word");
        if (model is not null)
        {
            BrokenInvariantException.ThrowUnless(CodeGenerator.Emit(model).All(file => file.Text.Length > 0), "a file is empty");
        }

        return default;
    }

    /// <summary>A file as a whole, and cut into pieces that are interfaces of their own: mutations of small texts go deeper in less time.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        yield return text;
        string[] paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        foreach (string paragraph in paragraphs.Where(part => !part.Contains("interface ", StringComparison.Ordinal)))
        {
            yield return "interface org.example.part\n\n" + paragraph + "\n";
        }
    }
}
