namespace Varlink;

/// <summary>The version of the contract between generated code and this library.</summary>
public static class VarlinkRuntime
{
    /// <summary>The major version of the runtime.</summary>
    public const int MajorVersion = 0;

    /// <summary>Holds generated code against this library. Generated code calls it before anything else.</summary>
    /// <param name="majorVersion">The major version that the code was generated for.</param>
    /// <param name="interfaceName">The interface that the code was generated from.</param>
    /// <exception cref="InvalidOperationException">The code was generated for another major version.</exception>
    public static void Require(int majorVersion, string interfaceName)
    {
        if (majorVersion != MajorVersion)
        {
            throw new InvalidOperationException(
                $"The code for the interface {interfaceName} was generated for version {majorVersion} of Varlink, and runs on version " +
                $"{MajorVersion}. Build the assembly that holds it against the same major version of the package.");
        }
    }
}
