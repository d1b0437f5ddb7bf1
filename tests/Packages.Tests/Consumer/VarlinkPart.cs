using Greeting;
using Varlink;
using Varlink.Idl;
using Varlink.Idl.Diagnostics;
using Varlink.Idl.Formatting;
using Varlink.Idl.Syntax;
using Varlink.Introspection;

namespace Consumer;

/// <summary>What the pages of Varlink, Varlink.Introspection and Varlink.Idl show.</summary>
internal static class VarlinkPart
{
    public static async Task RunAsync(string folder)
    {
        await using var server = new VarlinkServer(new Greeter());
        string address = await server.ListenAsync($"unix:{folder}/greeter");
        await using var greeter = new GreeterClient(await VarlinkClient.ConnectAsync(address));
        Console.WriteLine(await greeter.GreetAsync("world"));

        try
        {
            await greeter.GreetAsync("");
        }
        catch (NoNameException e)
        {
            Console.WriteLine(e.ErrorName);
        }

        await using VarlinkClient varlink = await VarlinkClient.ConnectAsync(address);
        InterfaceSyntax description = await varlink.GetInterfaceAsync("org.example.greeter");
        foreach (MethodSyntax method in description.Members.OfType<MethodSyntax>())
        {
            Console.WriteLine($"method {method.Name} with {method.Input.Fields.Count} parameter");
        }

        string path = Path.Combine(folder, "wrong.varlink");
        await File.WriteAllTextAsync(path, "interface org.example.wrong\n\nmethod Dim(level: Level) -> ()\n");
        Check(path);
    }

    private static void Check(string path)
    {
        ParseResult result = IdlParser.Parse(File.ReadAllText(path));
        foreach (IdlDiagnostic diagnostic in result.Diagnostics)
        {
            Console.WriteLine($"{diagnostic.Span.Line}: {diagnostic.Message}");
        }

        if (result.Interface is { } tree)
        {
            Console.WriteLine(IdlFormatter.Format(tree));
        }
    }
}
