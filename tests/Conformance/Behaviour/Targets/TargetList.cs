using Varlink.Conformance.Behaviour.RealPodman;

namespace Varlink.Conformance.Behaviour.Targets;

/// <summary>The engines that the suite is run against. Each is started when the first test needs it, and serves all of them.</summary>
internal static class TargetList
{
    public const string Reference = "reference";
    public const string RealPodman = "podman";
    public const string GivenAddress = "address";

    private static readonly Dictionary<string, Lazy<Task<Target>>> Started = new()
    {
        [Reference] = new(ReferenceTarget.StartAsync),
        [RealPodman] = new(LibpodTarget.StartAsync),
        [GivenAddress] = new(() => Task.FromResult<Target>(new AddressTarget(AddressTarget.GivenAddress!))),
    };

    public static IEnumerable<string> Names => AddressTarget.GivenAddress is null ? [Reference, RealPodman] : [Reference, RealPodman, GivenAddress];

    /// <summary>Gives an engine, running. Skips the test where it cannot be run here.</summary>
    public static async Task<Target> GetAsync(string name)
    {
        if (name == RealPodman)
        {
            SkipUnlessPodmanRunsHere();
        }

        return await Started[name].Value;
    }

    /// <summary>Skips the test where no Podman can be run; continuous integration must have one.</summary>
    public static void SkipUnlessPodmanRunsHere()
    {
        if (PodmanService.WhyNot() is not { } reason)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    public static async Task DisposeAllAsync()
    {
        foreach (Lazy<Task<Target>> target in Started.Values.Where(target => target.IsValueCreated))
        {
            if (target.Value.IsCompletedSuccessfully)
            {
                await (await target.Value).DisposeAsync();
            }
        }
    }
}
