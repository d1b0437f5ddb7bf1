using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the method descriptors, and the records of their parameters beside them.</summary>
internal sealed class MethodsEmitter(CodeWriter writer, TypeText types)
{
    private const string Traits = "global::Varlink.VarlinkMethodTraits";

    public void Write(InterfaceModel model)
    {
        writer.Line($"/// <summary>The methods of <c>{model.Name}</c>, for callers that work below the client: batches for example.</summary>");
        writer.Open($"{model.Access} static class {model.Names.Methods}");
        bool first = true;
        foreach (MethodModel method in model.Methods)
        {
            if (!first)
            {
                writer.Line();
            }

            WriteDescriptor(model, method);
            first = false;
        }

        var records = new RecordEmitter(writer, types);
        foreach (MethodModel method in model.Methods)
        {
            if (method.Parameters is not null)
            {
                writer.Line();
                records.Write(method.Parameters, "public");
            }
        }

        writer.Close();
    }

    private void WriteDescriptor(InterfaceModel model, MethodModel method)
    {
        Docs.Write(writer, method.Documentation, $"The method <c>{method.WireName}</c>.");
        writer.Line($"public static global::Varlink.VarlinkMethod<{types.ParametersOf(method)}, {types.Of(method.Reply)}> {method.Descriptor} {{ get; }} = new(");
        writer.Indent();
        writer.Line($"{types.Global(model.Names.Interface)}.Name,");
        writer.Line($"{CSharpLiterals.Quote(method.WireName)},");
        writer.Line($"{TraitsOf(method.Traits)},");
        (string writeParameters, string readParameters) = Codec(method.Parameters?.Codec);
        (string writeReply, string readReply) = Codec(method.Reply.Shape == ReplyShape.None ? null : method.Reply.Codec);
        writer.Line($"parametersEncoder: {writeParameters},");
        writer.Line($"parametersDecoder: {readParameters},");
        writer.Line($"replyEncoder: {writeReply},");
        writer.Line($"replyDecoder: {readReply},");
        writer.Line($"errors: {(model.Errors.Count > 0 ? $"{types.Global(model.Names.ErrorFactory)}.Create" : "null")});");
        writer.Outdent();
    }

    private (string Write, string Read) Codec(string? codec) =>
        codec is null ? ("null", "null") : ($"{types.Global(codec)}.Write", $"{types.Global(codec)}.Read");

    private static string TraitsOf(MethodTraits traits) => traits == MethodTraits.None
        ? $"{Traits}.None"
        : string.Join(" | ", new[] { MethodTraits.ReadOnly, MethodTraits.LongRunning, MethodTraits.SupportsMore, MethodTraits.RequiresMore }
            .Where(trait => (traits & trait) != 0)
            .Select(trait => $"{Traits}.{trait}"));
}
