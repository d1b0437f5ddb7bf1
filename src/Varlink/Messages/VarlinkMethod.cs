using System.Text.Json;

namespace Varlink;

/// <summary>What is known about a method: its name, and what its interface's comments say of it.</summary>
public abstract class VarlinkMethod
{
    private protected VarlinkMethod(string interfaceName, string name, VarlinkMethodTraits traits)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        ArgumentException.ThrowIfNullOrEmpty(name);
        InterfaceName = interfaceName;
        Name = name;
        FullName = $"{interfaceName}.{name}";
        EncodedFullName = JsonEncodedText.Encode(FullName);
        Traits = traits;
    }

    /// <summary>The interface, <c>io.podman</c> for example.</summary>
    public string InterfaceName { get; }

    /// <summary>The method, <c>Ping</c> for example.</summary>
    public string Name { get; }

    /// <summary>Both, as they go over the wire: <c>io.podman.Ping</c>.</summary>
    public string FullName { get; }

    /// <summary>What the comments of the interface say about it.</summary>
    public VarlinkMethodTraits Traits { get; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsReadOnly => (Traits & VarlinkMethodTraits.ReadOnly) != 0;

    /// <summary>Whether it may take any time to answer.</summary>
    public bool IsLongRunning => (Traits & VarlinkMethodTraits.LongRunning) != 0;

    /// <summary>Whether it can answer with a stream.</summary>
    public bool SupportsMore => (Traits & (VarlinkMethodTraits.SupportsMore | VarlinkMethodTraits.RequiresMore)) != 0;

    /// <summary>Whether it answers with a stream only.</summary>
    public bool RequiresMore => (Traits & VarlinkMethodTraits.RequiresMore) != 0;

    internal JsonEncodedText EncodedFullName { get; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}
