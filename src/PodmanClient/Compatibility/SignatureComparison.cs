namespace Podman.Compatibility;

/// <summary>
/// Finds out which methods of a daemon can be called with the types of this client. More in a daemon's types than the client knows does no
/// harm: what it does not send takes its default, and what it does not know it skips.
/// </summary>
internal sealed class SignatureComparison(InterfaceShape ours, InterfaceShape theirs)
{
    private readonly HashSet<(string Ours, string Theirs)> _compared = [];

    /// <summary>What is wrong with each method that cannot be called. A method that a daemon does not have is not in it: it says so itself.</summary>
    public Dictionary<string, string> FindDifferences()
    {
        var differences = new Dictionary<string, string>();
        foreach ((string method, (StructShape input, StructShape output)) in ours.Methods)
        {
            // This one is read in both of its forms.
            if (method == PodmanMethods.GetVersion.Name || !theirs.Methods.TryGetValue(method, out var other))
            {
                continue;
            }

            if ((InputDifference(input, other.Input) ?? OutputDifference(output, other.Output)) is { } difference)
            {
                differences.Add(method, difference);
            }
        }

        return differences;
    }

    /// <summary>All that the client sends must have its place in what the daemon takes, or it would be ignored.</summary>
    private string? InputDifference(StructShape sent, StructShape taken)
    {
        _compared.Clear();
        return FieldDifference(sent, taken, "", static name => $"it takes no '{name}'");
    }

    /// <summary>The reply's own members must be there; what is missing within them takes its default.</summary>
    private string? OutputDifference(StructShape read, StructShape sent)
    {
        foreach ((string name, _) in read.Fields)
        {
            if (sent[name] is null)
            {
                return $"its reply has no '{name}'";
            }
        }

        _compared.Clear();
        return FieldDifference(read, sent, "", static _ => null);
    }

    private string? Difference(TypeShape our, TypeShape their, string path, Func<string, string?> missing)
    {
        if (our is NameShape ourName && their is NameShape theirName && !_compared.Add((ourName.Name, theirName.Name)))
        {
            return null;
        }

        return (ours.Resolve(our), theirs.Resolve(their)) switch
        {
            (StructShape a, StructShape b) => FieldDifference(a, b, path, missing),
            (WrapperShape a, WrapperShape b) when a.Prefix == b.Prefix => Difference(a.Element, b.Element, path, missing),
            (NameShape a, NameShape b) when a == b => null,
            (EnumShape, EnumShape) => null,
            _ => $"its '{path}' is {their}, not {our}",
        };
    }

    private string? FieldDifference(StructShape our, StructShape their, string path, Func<string, string?> missing)
    {
        foreach ((string name, TypeShape type) in our.Fields)
        {
            string member = path.Length == 0 ? name : $"{path}.{name}";
            if ((their[name] is { } other ? Difference(type, other, member, missing) : missing(member)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}
