using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the class that says what the interface is.</summary>
internal sealed class DescriptionEmitter(CodeWriter writer, TypeText types)
{
    public void Write(InterfaceModel model)
    {
        Docs.Write(writer, model.Documentation, $"The varlink interface <c>{model.Name}</c>.");
        writer.Open($"{model.Access} static class {model.Names.Interface}");
        writer.Line("/// <summary>The name of the interface.</summary>");
        writer.Line($"public const string Name = {CSharpLiterals.Quote(model.Name)};");
        writer.Line();
        writer.Line("/// <summary>The text of the interface, as it was written.</summary>");
        WriteText(model.Description);
        writer.Line();
        WriteMethods(model);
        writer.Line();
        writer.Line("/// <summary>Stops code that was generated for another major version of the runtime before it can do anything.</summary>");
        writer.Line($"internal static void CheckRuntime() => global::Varlink.VarlinkRuntime.Require({RuntimeContract.MajorVersion}, Name);");
        writer.Close();
    }

    private void WriteText(string text)
    {
        if (CSharpLiterals.FitsRawLiteral(text))
        {
            string quotes = CSharpLiterals.RawQuotes(text);
            writer.Line($"public const string Description = {quotes}");
            writer.Indent();
            foreach (string line in text.Split('\n'))
            {
                writer.Line(line);
            }

            writer.Line($"{quotes};");
            writer.Outdent();
            return;
        }

        string[] lines = text.Split('\n');
        writer.Line("public const string Description =");
        for (int i = 0; i < lines.Length; i++)
        {
            bool isLast = i == lines.Length - 1;
            writer.Continue(CSharpLiterals.Quote(isLast ? lines[i] : lines[i] + "\n") + (isLast ? ";" : " +"));
        }
    }

    private void WriteMethods(InterfaceModel model)
    {
        const string List = "global::System.Collections.Generic.IReadOnlyList<global::Varlink.VarlinkMethod>";
        writer.Line("/// <summary>The methods of the interface, in its order.</summary>");
        if (model.Methods.Count == 0)
        {
            writer.Line($"public static {List} Methods {{ get; }} = [];");
            return;
        }

        writer.Line($"public static {List} Methods {{ get; }} =");
        writer.Line("[");
        foreach (MethodModel method in model.Methods)
        {
            writer.Continue($"{types.Global(model.Names.Methods)}.{method.Descriptor},");
        }

        writer.Line("];");
    }
}
