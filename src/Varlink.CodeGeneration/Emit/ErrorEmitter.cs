using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>Writes the exceptions, and what makes them out of error replies.</summary>
internal sealed class ErrorEmitter(CodeWriter writer, TypeText types)
{
    private const string ErrorReply = "global::Varlink.VarlinkErrorReply reply";
    private const string Inner = "global::System.Exception? innerException = null";

    public void Write(InterfaceModel model)
    {
        WriteBase(model);
        foreach (ErrorModel error in model.Errors)
        {
            writer.Line();
            WriteException(model, error);
        }

        writer.Line();
        WriteFactory(model);
        var records = new RecordEmitter(writer, types);
        foreach (ErrorModel error in model.Errors)
        {
            if (error.Details is not null)
            {
                writer.Line();
                records.Write(error.Details, "internal");
            }
        }
    }

    private void WriteBase(InterfaceModel model)
    {
        string name = model.Names.Exception;
        writer.Line($"/// <summary>A service answered with an error of <c>{model.Name}</c>: one of the derived classes, or one that the interface did not have yet.</summary>");
        writer.Open($"{model.Access} class {name} : global::Varlink.VarlinkErrorException");
        writer.Line("/// <summary>An error that a service answers with.</summary>");
        writer.Line("/// <param name=\"errorName\">The full name of the error.</param>");
        writer.Line("/// <param name=\"message\">The text of the exception; null for the name.</param>");
        writer.Line("/// <param name=\"innerException\">The cause.</param>");
        writer.Line($"protected {name}(string errorName, string? message, {Inner})");
        writer.Continue(": base(errorName, message, default, innerException)");
        writer.Line("{");
        writer.Line("}");
        writer.Line();
        writer.Line("/// <summary>An error that a client received.</summary>");
        writer.Line("/// <param name=\"reply\">The error reply.</param>");
        writer.Line("/// <param name=\"details\">The members of the error in a form for people; null for the raw parameters.</param>");
        writer.Line($"protected internal {name}({ErrorReply}, string? details = null)");
        writer.Continue(": base(reply, details)");
        writer.Line("{");
        writer.Line("}");
        writer.Close();
    }

    private void WriteException(InterfaceModel model, ErrorModel error)
    {
        SyntaxList<MemberModel> members = error.Details?.Members ?? SyntaxList<MemberModel>.Empty;
        Docs.Write(writer, error.Documentation, $"The error <c>{model.Name}.{error.WireName}</c>.");
        writer.Open($"{model.Access} sealed class {error.Name} : {types.Global(model.Names.Exception)}");
        WriteServiceConstructor(model, error, members);
        writer.Line();
        WriteClientConstructor(error, members);
        foreach (MemberModel member in members)
        {
            writer.Line();
            Docs.Write(writer, member.Documentation, $"The member <c>{member.WireName}</c>.");
            writer.Line($"public {types.Of(member)} {member.Name} {{ get; }}");
        }

        if (error.Details is { } details)
        {
            WriteParameters(details);
        }

        writer.Close();
    }

    private void WriteServiceConstructor(InterfaceModel model, ErrorModel error, SyntaxList<MemberModel> members)
    {
        string fullName = CSharpLiterals.Quote($"{model.Name}.{error.WireName}");
        writer.Line("/// <summary>Answers with this error, when a service throws it.</summary>");
        foreach (MemberModel member in members)
        {
            Docs.Parameter(writer, member.ParameterName, member.Documentation, $"The member <c>{member.WireName}</c>.");
        }

        writer.Line("/// <param name=\"message\">The text of the exception, which does not go over the wire; null for one made of the name.</param>");
        writer.Line("/// <param name=\"innerException\">The cause, which does not go over the wire either.</param>");
        string[] parameters = [.. members.Select(member => $"{types.Of(member)} {Signatures.Name(member)}")];
        Signatures.Write(writer, $"public {error.Name}", [.. parameters, "string? message = null", Inner], "");
        string text = Describe(members, Signatures.Name, $"{model.Name}.{error.WireName}: ");
        writer.Continue($": base({fullName}, {(text.Length > 0 ? $"message ?? {text}" : "message")}, innerException)");
        writer.Line("{");
        writer.Indent();
        foreach (MemberModel member in members)
        {
            string name = Signatures.Name(member);
            writer.Line(TypeText.IsReference(member.Type)
                ? $"{member.Name} = {name} ?? throw new global::System.ArgumentNullException({CSharpLiterals.Quote(member.ParameterName)});"
                : $"{member.Name} = {name};");
        }

        writer.Close();
    }

    /// <summary>A method makes the exception and not a constructor: that would compete with the public one wherever null is passed.</summary>
    private void WriteClientConstructor(ErrorModel error, SyntaxList<MemberModel> members)
    {
        string self = types.Global(error.Name);
        if (error.Details is not { } details)
        {
            writer.Line($"private {error.Name}({ErrorReply})");
            writer.Continue(": base(reply)");
            writer.Line("{");
            writer.Line("}");
            writer.Line();
            writer.Line($"internal static {self} FromReply({ErrorReply}) => new(reply);");
            return;
        }

        string record = types.Global(details.QualifiedName);
        writer.Line($"private {error.Name}({ErrorReply}, {record} members)");
        string text = Describe(members, member => $"members.{member.Name}");
        writer.Continue(text.Length > 0 ? $": base(reply, {text})" : ": base(reply)");
        writer.Line("{");
        writer.Indent();
        foreach (MemberModel member in members)
        {
            writer.Line($"{member.Name} = members.{member.Name};");
        }

        writer.Close();
        writer.Line();
        writer.Line($"internal static {self} FromReply({ErrorReply}) =>");
        writer.Continue($"new(reply, reply.Read<{record}>({types.Global(details.Codec)}.Read));");
    }

    private void WriteParameters(RecordModel details)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public override void WriteParameters(global::System.Text.Json.Utf8JsonWriter writer)");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(writer);");
        string assignments = string.Join(", ", details.Members.Select(member => $"{member.Name} = {member.Name}"));
        writer.Line($"{types.Global(details.Codec)}.Write(writer, new {types.Global(details.QualifiedName)} {{ {assignments} }});");
        writer.Close();
    }

    private void WriteFactory(InterfaceModel model)
    {
        string exception = types.Global(model.Names.Exception);
        writer.Line("/// <summary>Makes exceptions out of error replies. A reply is never lost because it cannot be read: what it carries stays raw then.</summary>");
        writer.Open($"internal static class {model.Names.ErrorFactory}");
        writer.Open($"internal static global::Varlink.VarlinkErrorException? Create({ErrorReply})");
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(reply);");
        writer.Open("try");
        writer.Open("switch (reply.ErrorName)");
        foreach (ErrorModel error in model.Errors)
        {
            writer.Line($"case {CSharpLiterals.Quote($"{model.Name}.{error.WireName}")}:");
            writer.Continue($"return {types.Global(error.Name)}.FromReply(reply);");
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line("// An error that the interface got later is one of its errors all the same; one of an interface below it is not.");
        writer.Line($"return reply.ErrorName.StartsWith({CSharpLiterals.Quote(model.Name + ".")}, global::System.StringComparison.Ordinal)");
        writer.Continue($"&& reply.ErrorName.LastIndexOf('.') == {model.Name.Length}");
        writer.Indent();
        writer.Continue($"? new {exception}(reply)");
        writer.Continue(": null;");
        writer.Outdent();
        writer.Outdent();
        writer.Close();
        writer.Close();
        writer.Open("catch (global::System.Exception e) when (e is global::Varlink.VarlinkJsonException or global::System.Text.Json.JsonException)");
        writer.Line($"return new {exception}(reply);");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    /// <summary>The members in a form for people, an expression; empty where they are none, or too much to read.</summary>
    private static string Describe(SyntaxList<MemberModel> members, Func<MemberModel, string> value, string prefix = "")
    {
        if (members.Count == 0 || members.Any(member => member.Type is not (PrimitiveModel { Kind: not (PrimitiveKind.Object or PrimitiveKind.Any) } or EnumTypeModel)))
        {
            return "";
        }

        string text = string.Join(", ", members.Select(member => member.Type is PrimitiveModel { Kind: PrimitiveKind.String }
            ? $"{member.WireName} \\\"{{{value(member)}}}\\\""
            : $"{member.WireName} {{{value(member)}}}"));
        return $"global::System.FormattableString.Invariant($\"{prefix}{text}\")";
    }
}
