using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Emit;

/// <summary>What the signatures of clients and services have in common.</summary>
internal sealed class Signatures(TypeText types)
{
    public const string Token = "global::System.Threading.CancellationToken cancellationToken";

    private const int MaxLineLength = 128;

    /// <summary>The members of a call's parameters.</summary>
    public static SyntaxList<MemberModel> Members(MethodModel method) => method.Parameters?.Members ?? SyntaxList<MemberModel>.Empty;

    /// <summary>A parameter's name as it is written in code.</summary>
    public static string Name(MemberModel member) => Identifiers.Escape(member.ParameterName);

    /// <summary>The parameters of a call as C# parameters. Those at the end that may be missing can be left out where defaults are asked for.</summary>
    public IEnumerable<string> Parameters(MethodModel method, bool withDefaults)
    {
        SyntaxList<MemberModel> members = Members(method);
        int optionalFrom = members.Count;
        while (withDefaults && optionalFrom > 0 && members[optionalFrom - 1].Type is NullableModel)
        {
            optionalFrom--;
        }

        return members.Select((member, i) => $"{types.Of(member)} {Name(member)}{(i >= optionalFrom ? " = null" : "")}");
    }

    /// <summary>What a call returns: <c>Task</c>, or <c>Task</c> of the reply.</summary>
    public string TaskOf(MethodModel method) => method.Reply.Shape == ReplyShape.None
        ? "global::System.Threading.Tasks.Task"
        : $"global::System.Threading.Tasks.Task<{types.Of(method.Reply)}>";

    /// <summary>What a stream returns.</summary>
    public string StreamOf(MethodModel method) => $"global::System.Collections.Generic.IAsyncEnumerable<{types.Of(method.Reply)}>";

    /// <summary>Writes a signature, on one line or, where that gets long, with a line for the parameters.</summary>
    public static void Write(CodeWriter writer, string head, IReadOnlyList<string> parameters, string end)
    {
        string list = string.Join(", ", parameters);
        if (head.Length + list.Length < MaxLineLength)
        {
            writer.Line($"{head}({list}){end}");
            return;
        }

        writer.Line($"{head}(");
        if (list.Length < MaxLineLength)
        {
            writer.Continue($"{list}){end}");
            return;
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            writer.Continue(parameters[i] + (i == parameters.Count - 1 ? $"){end}" : ","));
        }
    }

    /// <summary>What the reply says, for the documentation.</summary>
    public static IReadOnlyList<string> ReplyText(MethodModel method) => method.Reply.Shape switch
    {
        ReplyShape.None => ["Nothing but that the call succeeded."],
        ReplyShape.Bare => Docs.Flat(method.Reply.Record!.Members[0].Documentation, $"The member <c>{method.Reply.Record.Members[0].WireName}</c> of the reply."),
        _ => ["The members of the reply."],
    };

    /// <summary>Writes the documentation of the call's parameters.</summary>
    public static void DocumentParameters(CodeWriter writer, MethodModel method)
    {
        foreach (MemberModel member in Members(method))
        {
            Docs.Parameter(writer, member.ParameterName, member.Documentation, $"The parameter <c>{member.WireName}</c>.");
        }
    }
}
