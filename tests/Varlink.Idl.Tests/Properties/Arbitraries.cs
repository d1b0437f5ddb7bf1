using FsCheck;
using FsCheck.Fluent;
using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;

namespace Varlink.Idl.Tests.Properties;

/// <summary>A valid tree.</summary>
/// <param name="Seed">What it was built from.</param>
/// <param name="Tree">The tree.</param>
public sealed record AnyTree(int Seed, InterfaceSyntax Tree);

/// <summary>A valid text, with comments where nobody expects them.</summary>
/// <param name="Text">The text.</param>
public sealed record CommentedText(string Text);

/// <summary>A text that was valid once.</summary>
/// <param name="Text">The text.</param>
public sealed record MutatedText(string Text);

/// <summary>Pieces of the language in no order.</summary>
/// <param name="Text">The text.</param>
public sealed record TokenSoup(string Text);

/// <summary>How the properties get their arguments.</summary>
public static class Arbitraries
{
    public static Arbitrary<AnyTree> Trees() => From(seed => new AnyTree(seed, TreeOf(new Random(seed))));

    public static Arbitrary<CommentedText> Commented() => From(seed => new CommentedText(new TextMutator(new Random(seed)).Comment(ValidText(seed))));

    public static Arbitrary<MutatedText> Mutated() => From(seed => new MutatedText(new TextMutator(new Random(seed)).Mutate(ValidText(seed))));

    public static Arbitrary<TokenSoup> Soups() => From(seed => new TokenSoup(new TextMutator(new Random(seed)).Soup()));

    private static Arbitrary<T> From<T>(Func<int, T> build) => Gen.Choose(0, int.MaxValue - 1).Select(build).ToArbitrary();

    private static string ValidText(int seed) => seed % 4 == 0 ? Certification.Text : IdlFormatter.Format(TreeOf(new Random(seed)));

    private static InterfaceSyntax TreeOf(Random random) => new TreeBuilder(random).Build();
}
