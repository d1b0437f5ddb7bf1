using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Aot;

// A published Native AOT program that does what applications do. .ci/native publishes it with warnings as errors, and runs it.
string folder = Directory.CreateTempSubdirectory("aot-").FullName;
try
{
    double started = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
    await KettleScenario.RunAsync(folder);
    Console.WriteLine("An interface of one's own: as it should be.");
    await PodmanScenario.RunAsync(folder);
    Console.WriteLine("io.podman at the reference engine: as it should be.");
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(RuntimeFeature.IsDynamicCodeSupported ? "With a JIT" : "Native")}; {new FileInfo(Environment.ProcessPath!).Length / 1e6:0.0} MB; about {started:0} ms to the first line."));
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
