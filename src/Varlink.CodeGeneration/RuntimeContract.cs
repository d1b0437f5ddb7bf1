namespace Varlink.CodeGeneration;

/// <summary>What generated code expects of the runtime.</summary>
public static class RuntimeContract
{
    /// <summary>The major version of the runtime that generated code is made for.</summary>
    public const int MajorVersion = 0;
}
