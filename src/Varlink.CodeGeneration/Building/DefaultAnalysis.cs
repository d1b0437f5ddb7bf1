using Varlink.CodeGeneration.Model;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>
/// Finds the members that cannot have a default. A record that holds itself, through nothing that may be empty or missing, would need an
/// endless instance: such a member may be null in C#. An <c>any</c> has no value that would be right for everybody: users must set it, and
/// with it whatever holds it.
/// </summary>
internal static class DefaultAnalysis
{
    public static InterfaceModel Apply(InterfaceModel model)
    {
        Dictionary<string, RecordModel> records = model.Records.ToDictionary(record => record.Name, BreakCycles(model.Records));
        HashSet<string> withoutDefault = FindWithoutDefault(records);
        RecordModel Mark(RecordModel record) => record with
        {
            Members = SyntaxList<MemberModel>.From(record.Members.Select(member => member with { IsRequired = Lacks(member, withoutDefault) })),
        };
        return model with
        {
            Records = SyntaxList<RecordModel>.From(model.Records.Select(record => Mark(records[record.Name]))),
            Methods = SyntaxList<MethodModel>.From(model.Methods.Select(method => method with
            {
                Parameters = method.Parameters is { } parameters ? Mark(parameters) : null,
                Reply = method.Reply with { Record = method.Reply.Record is { } reply ? Mark(reply) : null },
            })),
            Errors = SyntaxList<ErrorModel>.From(model.Errors.Select(error => error with
            {
                Details = error.Details is { } details ? Mark(details) : null,
            })),
        };
    }

    private static Func<RecordModel, RecordModel> BreakCycles(IReadOnlyList<RecordModel> records)
    {
        ILookup<string, string> holders = records
            .SelectMany(record => record.Members.Select(DirectRecord).OfType<string>(), (record, held) => (record.Name, held))
            .ToLookup(edge => edge.held, edge => edge.Name);
        return record =>
        {
            HashSet<string> above = HoldersOf(record.Name, holders);
            return record with
            {
                Members = SyntaxList<MemberModel>.From(record.Members.Select(
                    member => member with { BreaksCycle = DirectRecord(member) is { } held && above.Contains(held) })),
            };
        };
    }

    /// <summary>Every record that holds the given one directly or through others; and that one itself.</summary>
    private static HashSet<string> HoldersOf(string name, ILookup<string, string> holders)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { name };
        var pending = new Stack<string>(found);
        while (pending.Count > 0)
        {
            foreach (string holder in holders[pending.Pop()])
            {
                if (found.Add(holder))
                {
                    pending.Push(holder);
                }
            }
        }

        return found;
    }

    private static HashSet<string> FindWithoutDefault(Dictionary<string, RecordModel> records)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        bool grows = true;
        while (grows)
        {
            grows = false;
            foreach (RecordModel record in records.Values)
            {
                grows |= record.Members.Any(member => Lacks(member, found)) && found.Add(record.Name);
            }
        }

        return found;
    }

    private static bool Lacks(MemberModel member, HashSet<string> withoutDefault) =>
        member.Type is PrimitiveModel { Kind: PrimitiveKind.Any }
        || (!member.BreaksCycle && DirectRecord(member) is { } record && withoutDefault.Contains(record));

    private static string? DirectRecord(MemberModel member) => (member.Type as RecordTypeModel)?.Name;
}
