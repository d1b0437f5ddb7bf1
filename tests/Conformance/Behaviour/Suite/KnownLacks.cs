using Varlink.Conformance.Behaviour.Targets;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>What a target is known not to do, and why. The name is that of the test.</summary>
internal static class KnownLacks
{
    private static readonly (string Target, string Behaviour, string Reason)[] All =
    [
        (TargetList.Reference, nameof(Tests.CreationTests.A_folder_of_the_host_is_mounted), "Its containers do not see the disk of the host."),
        (TargetList.Reference, nameof(Tests.PortTests.A_published_port_leads_into_the_container), "Its containers have no network."),
        (TargetList.Reference, nameof(Tests.BadDayTests.An_engine_that_lost_its_runtime_says_so_and_recovers), "Its runtime is part of it."),
        (TargetList.Reference, nameof(Tests.BadDayTests.Calls_that_are_under_way_when_the_runtime_is_lost_fail_and_containers_go_on), "Its runtime is part of it."),
    ];

    public static string? Find(string target, string behaviour) =>
        All.FirstOrDefault(lack => lack.Target == target && lack.Behaviour == behaviour).Reason;

    public static IEnumerable<string> Behaviours => All.Select(lack => lack.Behaviour);
}
