using Varlink.Conformance.Behaviour.Targets;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>What a target is known not to do, and why. The name is that of the test.</summary>
internal static class KnownLacks
{
    private const string NoKernel = "Its containers are programs of this process: there is no kernel that would do it.";

    private const string NotOurs = "It is somebody else's: its Podman cannot be taken away.";

    private static readonly (string Target, string Behaviour, string Reason)[] All =
    [
        (TargetList.Reference, nameof(Tests.CreationTests.A_folder_of_the_host_is_mounted), "Its containers do not see the disk of the host."),
        (TargetList.Reference, nameof(Tests.PortTests.A_published_port_leads_into_the_container), "Its containers have no network."),
        (TargetList.Reference, nameof(Tests.BadDayTests.An_engine_that_lost_its_runtime_says_so_and_recovers), "Its runtime is part of it."),
        (TargetList.Reference, nameof(Tests.BadDayTests.Calls_that_are_under_way_when_the_runtime_is_lost_fail_and_containers_go_on), "Its runtime is part of it."),
        (TargetList.Reference, nameof(Tests.OptionTests.A_container_may_have_no_network), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.Groups_are_added), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.Limits_of_a_process_are_set), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.Memory_is_limited), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.Settings_of_the_kernel_are_the_containers_own), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.The_size_of_shared_memory_is_set), NoKernel),
        (TargetList.Reference, nameof(Tests.OptionTests.Name_servers_are_set), "It sets name servers, but neither search domains nor options."),
        (TargetList.Reference, nameof(Tests.OptionTests.Ports_may_be_exposed_without_being_published), "Its description of a container leaves exposed ports out."),
        (TargetList.Reference, nameof(Tests.OptionTests.A_volume_must_have_a_place), "It mounts nothing of the host, and takes any text for a place there."),
        (TargetList.GivenAddress, nameof(Tests.BadDayTests.An_engine_that_lost_its_runtime_says_so_and_recovers), NotOurs),
        (TargetList.GivenAddress, nameof(Tests.BadDayTests.Calls_that_are_under_way_when_the_runtime_is_lost_fail_and_containers_go_on), NotOurs),
    ];

    public static string? Find(string target, string behaviour) =>
        All.FirstOrDefault(lack => lack.Target == target && lack.Behaviour == behaviour).Reason;

    public static IEnumerable<string> Behaviours => All.Select(lack => lack.Behaviour);
}
