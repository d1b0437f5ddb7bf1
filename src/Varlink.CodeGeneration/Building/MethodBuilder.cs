using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>Makes descriptors, parameters and replies out of methods.</summary>
internal sealed class MethodBuilder(
    NameScope names, AnnotationReader annotations, DiagnosticList diagnostics, TypeBuilder types, string descriptorClass, string clientClass)
{
    private readonly NameScope _descriptors = new([.. ReservedNames.OfObjects, descriptorClass]);
    private readonly NameScope _calls = new([.. ReservedNames.OfClients, clientClass]);
    private readonly List<Declared> _declared = [];

    public List<MethodModel> Methods { get; } = [];

    /// <summary>Replies of several members, which users meet as records.</summary>
    public List<RecordModel> Replies { get; } = [];

    public void Declare(IEnumerable<MethodSyntax> declarations)
    {
        (MethodSyntax Syntax, Annotations Notes)[] all =
            [.. declarations.Select(syntax => (syntax, annotations.Read(syntax, syntax.Documentation, AnnotationTarget.Method)))];
        string[] chosen = NameDeclarations.Choose(
            _descriptors,
            diagnostics,
            all,
            item => item.Notes.Name,
            item => item.Syntax,
            item => [item.Syntax.Name, item.Syntax.Name + "Method"]);
        string[] calls = [.. chosen.Select(name => _calls.Take(name + "Async", name + "MethodAsync"))];
        for (int i = 0; i < all.Length; i++)
        {
            (MethodSyntax syntax, Annotations notes) = all[i];
            string? reply = syntax.Output.Fields.Count > 1 ? names.Take(chosen[i] + "Reply") : null;
            _declared.Add(new Declared(syntax, notes, chosen[i], calls[i], reply));
        }
    }

    public void Define()
    {
        foreach (Declared method in _declared)
        {
            MethodTraits traits = method.Notes.Traits;
            bool requiresMore = (traits & MethodTraits.RequiresMore) != 0;
            bool streams = requiresMore || (traits & MethodTraits.SupportsMore) != 0;
            Methods.Add(new MethodModel(
                method.Syntax.Name,
                method.Name,
                requiresMore ? null : method.Call,
                streams ? _calls.Take(method.Name + "StreamAsync", method.Name + "MoreAsync") : null,
                method.Syntax.Input.Fields.Count > 0 ? _calls.Take("Check" + method.Name, "Check" + method.Name + "Call") : null,
                method.Notes.Documentation,
                traits,
                Parameters(method),
                Reply(method)));
        }
    }

    private RecordModel? Parameters(Declared method)
    {
        if (method.Syntax.Input.Fields.Count == 0)
        {
            return null;
        }

        string name = _descriptors.Take(method.Name + "Parameters");
        RecordModel record = types.BuildRecord(
            method.Syntax.Input,
            name,
            types.CodecName(name),
            SyntaxList<string>.Empty,
            $"The parameters of <c>{method.Syntax.Name}</c>.",
            method.Syntax.Name,
            stem: method.Name + "Parameters",
            reservedParameters: ReservedNames.OfParameters);
        return record with { Container = descriptorClass };
    }

    private ReplyModel Reply(Declared method)
    {
        SyntaxList<FieldSyntax> fields = method.Syntax.Output.Fields;
        if (fields.Count == 0)
        {
            CheckFlat(method, isStruct: false);
            return new ReplyModel(ReplyShape.None, Codec: "", Record: null, AlsoFlat: false);
        }

        string name = method.ReplyName ?? method.Name + "Reply";
        RecordModel record = types.BuildRecord(
            method.Syntax.Output,
            name,
            types.CodecName(name),
            SyntaxList<string>.Empty,
            $"What <c>{method.Syntax.Name}</c> answers.",
            method.Syntax.Name);
        if (method.ReplyName is not null)
        {
            Replies.Add(record);
        }

        bool alsoFlat = CheckFlat(method, isStruct: fields.Count == 1 && record.Members[0].Type is RecordTypeModel);
        return new ReplyModel(fields.Count == 1 ? ReplyShape.Bare : ReplyShape.Record, record.Codec, record, alsoFlat);
    }

    private bool CheckFlat(Declared method, bool isStruct)
    {
        if (method.Notes.AlsoFlat && !isStruct)
        {
            diagnostics.Misplaced("[Also flat]", "the only member of the method's reply must be a struct", method.Syntax);
        }

        return method.Notes.AlsoFlat && isStruct;
    }

    private sealed record Declared(MethodSyntax Syntax, Annotations Notes, string Name, string Call, string? ReplyName);
}
