namespace Podman.Compatibility;

/// <summary>The types and methods that a description has, without its words.</summary>
internal sealed class InterfaceShape
{
    public Dictionary<string, TypeShape> Types { get; } = [];

    public Dictionary<string, (StructShape Input, StructShape Output)> Methods { get; } = [];

    /// <summary>The type behind a name, and what an optional one is when it is there.</summary>
    public TypeShape Resolve(TypeShape type) => type switch
    {
        WrapperShape { Prefix: WrapperShape.Optional } optional => Resolve(optional.Element),
        NameShape name when Types.TryGetValue(name.Name, out TypeShape? declared) => declared,
        _ => type,
    };
}
