using Varlink.CodeGeneration.Model;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the client and the interface that it implements.</summary>
internal sealed class ClientEmitter(CodeWriter writer, TypeText types, InterfaceModel model)
{
    private readonly Signatures _signatures = new(types);

    public void WriteInterface()
    {
        writer.Line($"/// <summary>The methods of <c>{model.Name}</c> as a caller sees them. Implement it to stand in for the client in tests.</summary>");
        writer.Open($"{model.Access} partial interface {model.Names.ClientInterface}");
        bool first = true;
        foreach (MethodModel method in model.Methods)
        {
            foreach (bool streams in Forms(method))
            {
                if (!first)
                {
                    writer.Line();
                }

                Document(method, streams);
                WriteSignature("", method, streams, ";");
                first = false;
            }
        }

        writer.Close();
    }

    public void WriteClass()
    {
        writer.Line($"/// <summary>Calls the methods of <c>{model.Name}</c>. Safe to use from any number of threads at once.</summary>");
        writer.Open(
            $"{model.Access} sealed partial class {model.Names.Client} : {types.Global(model.Names.ClientInterface)}, global::System.IAsyncDisposable");
        writer.Line("private readonly global::Varlink.IVarlinkCaller _caller;");
        writer.Line();
        writer.Line("/// <summary>Makes a client.</summary>");
        writer.Line("/// <param name=\"caller\">What carries the calls. It belongs to the client, which disposes it.</param>");
        writer.Open($"public {model.Names.Client}(global::Varlink.IVarlinkCaller caller)");
        writer.Line($"{types.Global(model.Names.Interface)}.CheckRuntime();");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(caller);");
        writer.Line("_caller = caller;");
        writer.Close();
        foreach (MethodModel method in model.Methods)
        {
            foreach (bool streams in Forms(method))
            {
                writer.Line();
                WriteCall(method, streams);
            }

            WriteCheck(method);
        }

        writer.Line();
        writer.Line("/// <summary>Closes the connections. Calls in flight fail.</summary>");
        writer.Line("/// <returns>Completes when they are closed.</returns>");
        writer.Line("public global::System.Threading.Tasks.ValueTask DisposeAsync() => _caller.DisposeAsync();");
        writer.Close();
    }

    private static IEnumerable<bool> Forms(MethodModel method)
    {
        if (method.AsyncName is not null)
        {
            yield return false;
        }

        if (method.StreamName is not null)
        {
            yield return true;
        }
    }

    private void Document(MethodModel method, bool streams)
    {
        Docs.Write(writer, method.Documentation, $"Calls <c>{model.Name}.{method.WireName}</c>.");
        Signatures.DocumentParameters(writer, method);
        if (streams)
        {
            writer.Line("/// <param name=\"cancellationToken\">Ends the stream.</param>");
            writer.Line("/// <returns>The replies as they come. Each enumeration is a call of its own; leaving it ends the call.</returns>");
        }
        else
        {
            writer.Line("/// <param name=\"cancellationToken\">Stops the waiting. A call that was sent may run all the same: the exception says so.</param>");
            Docs.Element(writer, "returns", Signatures.ReplyText(method));
        }

        string exception = model.Errors.Count > 0 ? types.Global(model.Names.Exception) : "global::Varlink.VarlinkErrorException";
        writer.Line($"/// <exception cref=\"{exception}\">The service answered with an error.</exception>");
        writer.Line("/// <exception cref=\"global::Varlink.VarlinkException\">The call could not be made, or its answer not be understood.</exception>");
    }

    private void WriteSignature(string modifiers, MethodModel method, bool streams, string end) => Signatures.Write(
        writer,
        modifiers + (streams ? $"{_signatures.StreamOf(method)} {method.StreamName}" : $"{_signatures.TaskOf(method)} {method.AsyncName}"),
        [.. _signatures.Parameters(method, withDefaults: true), $"{Signatures.Token} = default"],
        end);

    private void WriteCall(MethodModel method, bool streams)
    {
        string call = streams ? "StreamAsync" : "CallAsync";
        string invocation = $"_caller.{call}({types.Global(model.Names.Methods)}.{method.Descriptor}, {Arguments(method)}, cancellationToken);";
        MemberModel[] references = [.. Signatures.Members(method).Where(member => TypeText.IsReference(member.Type))];
        writer.Line("/// <inheritdoc/>");
        if (method.CheckName is null)
        {
            WriteSignature("public ", method, streams, " =>");
            writer.Continue(invocation);
            return;
        }

        WriteSignature("public ", method, streams, "");
        writer.Line("{");
        writer.Indent();
        foreach (MemberModel member in references)
        {
            string name = Signatures.Name(member);
            string asName = name[0] == '@' ? $", {CSharpLiterals.Quote(member.ParameterName)}" : "";
            writer.Line($"global::System.ArgumentNullException.ThrowIfNull({name}{asName});");
        }

        writer.Line($"{method.CheckName}({string.Join(", ", Signatures.Members(method).Select(Signatures.Name))});");
        writer.Line($"return {invocation}");
        writer.Close();
    }

    /// <summary>The place for rules that the interface cannot say. Where nobody fills it, the compiler leaves the calls of it out.</summary>
    private void WriteCheck(MethodModel method)
    {
        if (method.CheckName is null)
        {
            return;
        }

        writer.Line();
        writer.Line($"/// <summary>Implement it to throw for parameters that <c>{method.WireName}</c> would refuse: they are not sent then.</summary>");
        Signatures.Write(writer, $"static partial void {method.CheckName}", [.. _signatures.Parameters(method, withDefaults: false)], ";");
    }

    private static string Arguments(MethodModel method) => method.Parameters is null
        ? "default"
        : $"new() {{ {string.Join(", ", method.Parameters.Members.Select(member => $"{member.Name} = {Signatures.Name(member)}"))} }}";
}
