using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;

namespace Varlink.CodeGeneration.Emit;

/// <summary>
/// Which collections an interface uses. Lists, maps and sets of strings are read and written by the runtime; every other shape gets a
/// method of its own, once, however many members have it.
/// </summary>
internal sealed class CollectionShapes(string collectionsClass)
{
    private const string Json = "global::Varlink.VarlinkJson";

    private readonly Dictionary<TypeModel, string> _names = [];
    private readonly Queue<TypeModel> _pending = new();
    private readonly NameScope _scope = new();

    /// <summary>The method that reads a collection.</summary>
    public string Reader(TypeModel type) => RuntimeName(type) is { } name ? $"{Json}.Read{name}" : $"{collectionsClass}.Read{NameOf(type)}";

    /// <summary>The method that writes a collection.</summary>
    public string Writer(TypeModel type) => RuntimeName(type) is { } name ? $"{Json}.Write{name}" : $"{collectionsClass}.Write{NameOf(type)}";

    /// <summary>The next shape that was asked for and is not written yet.</summary>
    public bool TryDequeue(out TypeModel type, out string name)
    {
        if (_pending.Count == 0)
        {
            type = new SetModel();
            name = "";
            return false;
        }

        type = _pending.Dequeue();
        name = _names[type];
        return true;
    }

    private string NameOf(TypeModel type)
    {
        if (!_names.TryGetValue(type, out string? name))
        {
            name = _scope.Take(Describe(type));
            _names.Add(type, name);
            _pending.Enqueue(type);
        }

        return name;
    }

    private static string? RuntimeName(TypeModel type) => type switch
    {
        ListModel { Element: PrimitiveModel { Kind: Idl.Syntax.PrimitiveKind.String } } => "StringList",
        MapModel { Value: PrimitiveModel { Kind: Idl.Syntax.PrimitiveKind.String } } => "StringMap",
        SetModel => "StringSet",
        _ => null,
    };

    private static string Describe(TypeModel type) => type switch
    {
        PrimitiveModel primitive => primitive.Kind.ToString(),
        RecordTypeModel record => record.Name,
        EnumTypeModel enumType => enumType.Name,
        ListModel list => "ListOf" + Describe(list.Element),
        MapModel map => "MapOf" + Describe(map.Value),
        SetModel => "SetOfString",
        NullableModel nullable => "Optional" + Describe(nullable.Element),
        _ => throw TypeText.Unknown(type),
    };
}
