namespace Varlink.Addresses;

/// <summary>The parts of an address, or what is wrong with it.</summary>
internal readonly record struct ParsedAddress
{
    public VarlinkAddressKind Kind { get; init; }

    public string? Path { get; init; }

    public bool IsAbstract { get; init; }

    public string? Host { get; init; }

    public int? Port { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public string? Error { get; init; }
}
