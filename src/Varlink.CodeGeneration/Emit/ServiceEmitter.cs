using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the base class of services.</summary>
internal sealed class ServiceEmitter(CodeWriter writer, TypeText types, InterfaceModel model)
{
    private const string Call = "global::Varlink.VarlinkServerCall call";
    private const string Context = "global::Varlink.VarlinkCallContext context";

    private readonly Signatures _signatures = new(types);

    public void Write()
    {
        writer.Line($"/// <summary>Answers the methods of <c>{model.Name}</c>. Override those that your service has; the others answer that they are not implemented.</summary>");
        writer.Open($"{model.Access} abstract partial class {model.Names.Service} : global::Varlink.VarlinkService");
        writer.Line("/// <summary>Makes a service.</summary>");
        writer.Line($"protected {model.Names.Service}() => {types.Global(model.Names.Interface)}.CheckRuntime();");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string InterfaceName => {types.Global(model.Names.Interface)}.Name;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override string InterfaceDescription => {types.Global(model.Names.Interface)}.Description;");
        foreach (MethodModel method in model.Methods)
        {
            WriteVirtuals(method);
        }

        WriteDispatch();
        foreach (MethodModel method in model.Methods)
        {
            writer.Line();
            WriteDispatch(method);
        }

        writer.Close();
    }

    private void WriteVirtuals(MethodModel method)
    {
        string[] parameters = [.. _signatures.Parameters(method, withDefaults: false), Context];
        if (method.AsyncName is not null)
        {
            writer.Line();
            Document(method);
            Docs.Element(writer, "returns", Signatures.ReplyText(method));
            Signatures.Write(
                writer, $"public virtual {_signatures.TaskOf(method)} {method.AsyncName}", [.. parameters, Signatures.Token], " =>");
            writer.Continue("throw NotImplemented(context);");
        }

        if (method.StreamName is null)
        {
            return;
        }

        writer.Line();
        Document(method);
        if (method.AsyncName is null)
        {
            writer.Line("/// <returns>The replies.</returns>");
            Signatures.Write(
                writer, $"public virtual {_signatures.StreamOf(method)} {method.StreamName}", [.. parameters, Signatures.Token], " =>");
            writer.Continue("throw NotImplemented(context);");
            return;
        }

        string arguments = string.Concat(Signatures.Members(method).Select(member => Signatures.Name(member) + ", "));
        string call = $"await {method.AsyncName}({arguments}context, cancellationToken).ConfigureAwait(false)";
        writer.Line($"/// <returns>The replies; unless overridden, the only one of {Reference(method.AsyncName)}.</returns>");
        Signatures.Write(
            writer,
            $"public virtual async {_signatures.StreamOf(method)} {method.StreamName}",
            [.. parameters, $"[global::System.Runtime.CompilerServices.EnumeratorCancellation] {Signatures.Token}"],
            "");
        writer.Line("{");
        if (method.Reply.Shape == ReplyShape.None)
        {
            writer.Continue($"{call};");
            writer.Continue("yield return default;");
        }
        else
        {
            writer.Continue($"yield return {call};");
        }

        writer.Line("}");
    }

    /// <summary>A link to a method; mere text where a dispatching method has the same name, since the compiler warns of a link that is ambiguous.</summary>
    private string Reference(string name) =>
        model.Methods.Any(method => Dispatcher(method) == name) ? $"<c>{name}</c>" : $"<see cref=\"{name}\"/>";

    private static string Dispatcher(MethodModel method) => $"Dispatch{method.Descriptor}Async";

    private void Document(MethodModel method)
    {
        Docs.Write(writer, method.Documentation, $"Answers <c>{model.Name}.{method.WireName}</c>.");
        Signatures.DocumentParameters(writer, method);
        writer.Line("/// <param name=\"context\">What there is to know of the call.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Fires when the caller is gone, or the server stops.</param>");
    }

    private void WriteDispatch()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public override global::System.Threading.Tasks.Task DispatchAsync({Call}, {Signatures.Token})");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(call);");
        writer.Open("switch (call.MethodName)");
        foreach (MethodModel method in model.Methods)
        {
            writer.Line($"case {CSharpLiterals.Quote(method.WireName)}:");
            writer.Continue($"return {Dispatcher(method)}(call, cancellationToken);");
        }

        writer.Line("default:");
        writer.Continue("throw call.NotFound();");
        writer.Close();
        writer.Close();
    }

    private void WriteDispatch(MethodModel method)
    {
        string descriptor = $"{types.Global(model.Names.Methods)}.{method.Descriptor}";
        Signatures.Write(
            writer, $"private async global::System.Threading.Tasks.Task {Dispatcher(method)}", [Call, Signatures.Token], "");
        writer.Line("{");
        writer.Indent();
        if (method.AsyncName is null)
        {
            writer.Open("if (!call.Context.More)");
            writer.Line("throw call.ExpectedMore();");
            writer.Close();
            writer.Line();
        }

        // Read even where there are none: the service may refuse what it does not know.
        writer.Line($"{(method.Parameters is null ? "" : $"{types.ParametersOf(method)} parameters = ")}call.ReadParameters({descriptor});");
        string arguments = string.Concat(Signatures.Members(method).Select(member => $"parameters.{member.Name}, ")) + "call.Context, cancellationToken";
        if (method.StreamName is not null)
        {
            string reply = $"await call.ReplyAsync({descriptor}, {method.StreamName}({arguments}), cancellationToken).ConfigureAwait(false);";
            if (method.AsyncName is null)
            {
                writer.Line(reply);
                writer.Close();
                return;
            }

            writer.Open("if (call.Context.More)");
            writer.Line(reply);
            writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        string answer = $"await {method.AsyncName}({arguments}).ConfigureAwait(false);";
        string value = method.Reply.Shape == ReplyShape.None ? "default(global::Varlink.VarlinkEmpty)" : "reply";
        writer.Line(method.Reply.Shape == ReplyShape.None ? answer : $"{types.Of(method.Reply)} reply = {answer}");
        writer.Line($"await call.ReplyAsync({descriptor}, {value}, cancellationToken).ConfigureAwait(false);");
        writer.Close();
    }
}
