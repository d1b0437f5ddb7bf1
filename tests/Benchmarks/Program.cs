using BenchmarkDotNet.Running;
using Varlink.Benchmarks.Ratios;

// ratios [--json] [--enforce] [--quick]: the ratios that are promised. Anything else goes to BenchmarkDotNet, for digging.
return args is ["ratios", .. string[] rest] ? await RatioProgram.RunAsync(rest) : Dig(args);

static int Dig(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(RatioProgram).Assembly).Run(args);
    return 0;
}
