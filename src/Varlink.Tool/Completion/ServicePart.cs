namespace Varlink.Tool.Completion;

/// <summary>What an argument names.</summary>
internal enum ServicePart
{
    /// <summary>A service: <c>unix:/run/kettle</c>.</summary>
    Address,

    /// <summary>An interface of a service: <c>unix:/run/kettle/org.example.kettle</c>.</summary>
    Interface,

    /// <summary>A method of a service: <c>unix:/run/kettle/org.example.kettle.Fill</c>.</summary>
    Method,
}
