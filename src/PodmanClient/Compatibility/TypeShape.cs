namespace Podman.Compatibility;

/// <summary>A type as far as it matters on the wire.</summary>
internal abstract record TypeShape;

/// <summary>A type that the language brings, or one that the interface declares.</summary>
internal sealed record NameShape(string Name) : TypeShape
{
    public override string ToString() => Name;
}

/// <summary><c>?T</c>, <c>[]T</c> or <c>[string]T</c>.</summary>
internal sealed record WrapperShape(string Prefix, TypeShape Element) : TypeShape
{
    public const string Optional = "?";

    public override string ToString() => Prefix + Element;
}

/// <summary><c>(field: type, ...)</c>.</summary>
internal sealed record StructShape(IReadOnlyList<KeyValuePair<string, TypeShape>> Fields) : TypeShape
{
    public TypeShape? this[string name]
    {
        get
        {
            foreach ((string field, TypeShape type) in Fields)
            {
                if (field == name)
                {
                    return type;
                }
            }

            return null;
        }
    }

    public override string ToString() => $"({string.Join(", ", Fields.Select(static field => $"{field.Key}: {field.Value}"))})";
}

/// <summary><c>(one, two)</c>: a string on the wire.</summary>
internal sealed record EnumShape : TypeShape
{
    public override string ToString() => "an enum";
}
