namespace Podman.Testing.Handlers;

/// <summary>The machine that the engine pretends to run on. The numbers are those of the machine that the recordings were made on.</summary>
internal static class HostFacts
{
    public const string Version = "0.8.3-dev";
    public const string GoVersion = "go1.10.3";
    public const string Kernel = "4.18.0";
    public const long TotalMemory = 25_276_514_304;
    public const long UsedMemory = 1_055_248_384;
    public const int Processors = 2;
    public const string GraphRoot = "/var/lib/containers/storage";
    public const string RunRoot = "/var/run/containers/storage";
}
