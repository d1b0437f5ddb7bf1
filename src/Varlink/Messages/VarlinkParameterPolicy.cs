namespace Varlink;

/// <summary>What a service does with the parameters of a call that do not fit the interface exactly.</summary>
[Flags]
public enum VarlinkParameterPolicy
{
    /// <summary>Unknown and missing parameters are answered with <c>InvalidParameter</c>, which names the parameter.</summary>
    Strict = 0,

    /// <summary>Parameters that the interface does not know are skipped.</summary>
    IgnoreUnknown = 1,

    /// <summary>Parameters that are missing or null take their default: 0, "", an empty collection, an empty record.</summary>
    DefaultMissing = 2,

    /// <summary>
    /// A call without any parameters, of a method that has some, is answered with <c>InvalidParameter</c> which names <c>parameters</c>, even
    /// where each of them could be missing.
    /// </summary>
    RequireObject = 4,

    /// <summary>Both: what Podman's engines do.</summary>
    Tolerant = IgnoreUnknown | DefaultMissing,
}
