using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Varlink.Idl;
using Varlink.Idl.Syntax;
using Varlink.Tool.Commands;
using Varlink.Tool.Connecting;
using Varlink.Transports;

namespace Varlink.Tool.Completion;

/// <summary>
/// Completes addresses by the sockets that there are, and names behind an address by asking its service. Programs (<c>exec:</c>, bridges) are
/// not started to complete a word.
/// </summary>
internal static class ServiceCompletion
{
    /// <summary>The kind of a completion that stands for those of <see cref="ExpandAsync"/>: the parser knows only what needs no waiting.</summary>
    public const string Kind = "VarlinkService";

    private static readonly string[] Schemes = ["exec:/", "tcp:", "unix:/"];

    /// <summary>
    /// Completes an argument while it is the one that is being typed, and no bridge stands in its place. The label repeats the word, as the parser
    /// drops what does not contain it.
    /// </summary>
    public static void AddTo<T>(Argument<T> argument, ServicePart part) => argument.CompletionSources.Add(context =>
    {
        string? typed = context.ParseResult.GetResult(argument)?.Tokens is [var token, ..] ? token.Value : null;
        bool isBridged = context.ParseResult.CommandResult.Children.OfType<OptionResult>().Any(option => option.Option.Name == ServiceOptions.Bridge);

        // The help asks without a command line: what it would show are examples.
        bool isTyped = context.ParseResult.CommandResult.Command is ToolCommand;
        return isTyped && !isBridged && (typed is null || typed == context.WordToComplete) ? [new CompletionItem($"{part} {context.WordToComplete}", Kind)] : [];
    });

    /// <summary>What the word may become.</summary>
    public static async Task<IEnumerable<string>> ExpandAsync(ServicePart part, string word, CancellationToken cancellationToken)
    {
        if (Array.Exists(Schemes, scheme => scheme.Length > word.Length && scheme.StartsWith(word, StringComparison.Ordinal)))
        {
            return Schemes;
        }

        int slash = word.LastIndexOf('/');
        if (part != ServicePart.Address && slash > 0 && IsService(word[..slash]))
        {
            return (await NamesAsync(word[..slash], word[(slash + 1)..], part, cancellationToken)).Select(name => $"{word[..slash]}/{name}");
        }

        return word.StartsWith("unix:/", StringComparison.Ordinal) ? Sockets(word["unix:".Length..]).Select(path => $"unix:{path}") : [];
    }

    private static bool IsService(string address) =>
        address.StartsWith("tcp:", StringComparison.Ordinal) || address.StartsWith("unix:@", StringComparison.Ordinal)
        || (address.StartsWith("unix:/", StringComparison.Ordinal) && IsSocket(new FileInfo(address["unix:".Length..])));

    /// <summary>.NET does not tell sockets from files. What a socket has not, is contents.</summary>
    private static bool IsSocket(FileSystemInfo entry) => entry is FileInfo { Exists: true, Length: 0 };

    private static IEnumerable<string> Sockets(string path)
    {
        string folder = path[..(path.LastIndexOf('/') + 1)];
        return !Directory.Exists(folder) ? [] : new DirectoryInfo(folder)
            .EnumerateFileSystemInfos($"{path[folder.Length..]}*", new EnumerationOptions { AttributesToSkip = 0, MatchCasing = MatchCasing.CaseSensitive })
            .Where(entry => entry is DirectoryInfo || IsSocket(entry))
            .Select(entry => folder + entry.Name + (entry is DirectoryInfo ? "/" : ""))
            .Where(name => !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)));
    }

    /// <summary>The names at a service that continue the text. What does not answer has none: there is nobody to tell why.</summary>
    private static async Task<IEnumerable<string>> NamesAsync(string address, string text, ServicePart part, CancellationToken cancellationToken)
    {
        try
        {
            await using VarlinkClient client = new(VarlinkAddress.Parse(address).CreateConnector());
            IReadOnlyList<string> interfaces = (await client.GetServiceInfoAsync(cancellationToken)).Interfaces;
            if (part == ServicePart.Interface)
            {
                return interfaces.Where(IsName);
            }

            // The interface is there already: its methods. Otherwise the interfaces, with the dot that a method comes behind.
            return interfaces.SingleOrDefault(name => name == text[..Math.Max(0, text.LastIndexOf('.'))]) is { } found
                ? await MethodsAsync(client, found, cancellationToken)
                : interfaces.Where(IsName).Select(name => $"{name}.");
        }
        catch (Exception e) when (e is VarlinkException or FormatException or NotSupportedException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<IEnumerable<string>> MethodsAsync(VarlinkClient client, string name, CancellationToken cancellationToken)
    {
        string description = await client.GetInterfaceDescriptionAsync(name, cancellationToken);
        return IdlParser.Parse(description).Interface?.Members.OfType<MethodSyntax>().Select(method => $"{name}.{method.Name}") ?? [];
    }

    /// <summary>Whether it has only what names have: a shell must not be given anything else.</summary>
    private static bool IsName(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-');
}
