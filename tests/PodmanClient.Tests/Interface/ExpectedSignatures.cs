namespace Podman.Tests.Interface;

/// <summary>What Podman 0.8 documents and answers, written down apart from the interface file so that neither can change unnoticed.</summary>
internal static class ExpectedSignatures
{
    /// <summary>A member per line; an indented line continues the one before.</summary>
    public const string Text = """
        method AttachToContainer() -> (notimplemented: NotImplemented)
        method BuildImage(build: BuildInfo) -> (image: BuildResponse)
        method Commit(name: string, image_name: string, changes: []string, author: string, message: string, pause: bool) -> (image:
          string)
        method CreateContainer(create: Create) -> (container: string)
        method CreateImage() -> (notimplemented: NotImplemented)
        method DeleteStoppedContainers() -> (containers: []string)
        method DeleteUnusedImages() -> (images: []string)
        method ExportContainer(name: string, path: string) -> (tarfile: string)
        method ExportImage(name: string, destination: string, compress: bool, tags: []string) -> (image: string)
        method GetAttachSockets(name: string) -> (sockets: Sockets)
        method GetContainer(name: string) -> (container: ListContainerData)
        method GetContainerLogs(name: string) -> (container: []string)
        method GetContainerStats(name: string) -> (container: ContainerStats)
        method GetImage(name: string) -> (image: ImageInList)
        method GetInfo() -> (info: PodmanInfo)
        method GetVersion() -> (version: Version)
        method HistoryImage(name: string) -> (history: []ImageHistory)
        method ImportImage(source: string, reference: string, message: string, changes: []string) -> (image: string)
        method InspectContainer(name: string) -> (container: string)
        method InspectImage(name: string) -> (image: string)
        method KillContainer(name: string, signal: int) -> (container: string)
        method ListContainerChanges(name: string) -> (container: ContainerChanges)
        method ListContainerProcesses(name: string, opts: []string) -> (container: []string)
        method ListContainers() -> (containers: []ListContainerData)
        method ListImages() -> (images: []ImageInList)
        method PauseContainer(name: string) -> (container: string)
        method Ping() -> (ping: StringResponse)
        method PullImage(name: string) -> (id: string)
        method PushImage(name: string, tag: string, tlsverify: bool) -> (image: string)
        method RemoveContainer(name: string, force: bool) -> (container: string)
        method RemoveImage(name: string, force: bool) -> (image: string)
        method RenameContainer() -> (notimplemented: NotImplemented)
        method ResizeContainerTty() -> (notimplemented: NotImplemented)
        method RestartContainer(name: string, timeout: int) -> (container: string)
        method SearchImage(name: string, limit: int) -> (images: []ImageSearch)
        method StartContainer(name: string) -> (container: string)
        method StopContainer(name: string, timeout: int) -> (container: string)
        method TagImage(name: string, tagged: string) -> (image: string)
        method UnpauseContainer(name: string) -> (container: string)
        method UpdateContainer() -> (notimplemented: NotImplemented)
        method WaitContainer(name: string) -> (exitcode: int)
        type BuildInfo(dockerfile: []string, tags: []string, add_hosts: []string, cgroup_parent: string, cpu_period: int, cpu_quota:
          int, cpu_shares: int, cpuset_cpus: string, cpuset_mems: string, memory: string, memory_swap: string, security_opts:
          []string, shm_size: string, ulimit: []string, volume: []string, squash: bool, pull: bool, pull_always: bool, force_rm:
          bool, rm: bool, label: []string, annotations: []string, build_args: [string]string, image_format: string)
        type BuildResponse(logs: []string, id: string)
        type ContainerChanges(changed: []string, added: []string, deleted: []string)
        type ContainerMount(destination: string, type: string, source: string, options: []string)
        type ContainerNameSpace(user: string, uts: string, pidns: string, pid: string, cgroup: string, net: string, mnt: string, ipc:
          string)
        type ContainerPortMappings(host_port: string, host_ip: string, protocol: string, container_port: string)
        type ContainerStats(id: string, name: string, cpu: float, cpu_nano: int, system_nano: int, mem_usage: int, mem_limit: int,
          mem_perc: float, net_input: int, net_output: int, block_output: int, block_input: int, pids: int)
        type Create(args: []string, cap_add: []string, cap_drop: []string, conmon_pidfile: string, cgroup_parent: string, command:
          []string, detach: bool, devices: []string, dns_opt: []string, dns_search: []string, dns_servers: []string, entrypoint:
          []string, env: [string]string, exposed_ports: []string, gidmap: []string, group_add: []string, host_add: []string,
          hostname: string, image: string, image_id: string, builtin_imgvolumes: []string, id_mappings: IDMappingOptions,
          image_volume_type: string, interactive: bool, ipc_mode: string, labels: [string]string, log_driver: string, log_driver_opt:
          []string, name: string, net_mode: string, network: string, pid_mode: string, pod: string, privileged: bool, publish:
          []string, publish_all: bool, quiet: bool, readonly_rootfs: bool, resources: CreateResourceConfig, rm: bool, shm_dir:
          string, stop_signal: int, stop_timeout: int, subuidmap: string, subgidmap: string, subuidname: string, subgidname: string,
          sys_ctl: [string]string, tmpfs: []string, tty: bool, uidmap: []string, userns_mode: string, user: string, uts_mode: string,
          volumes: []string, work_dir: string, mount_label: string, process_label: string, no_new_privs: bool, apparmor_profile:
          string, seccomp_profile_path: string, security_opts: []string)
        type CreateResourceConfig(blkio_weight: int, blkio_weight_device: []string, cpu_period: int, cpu_quota: int, cpu_rt_period:
          int, cpu_rt_runtime: int, cpu_shares: int, cpus: float, cpuset_cpus: string, cpuset_mems: string, device_read_bps:
          []string, device_read_iops: []string, device_write_bps: []string, device_write_iops: []string, disable_oomkiller: bool,
          kernel_memory: int, memory: int, memory_reservation: int, memory_swap: int, memory_swappiness: int, oom_score_adj: int,
          pids_limit: int, shm_size: int, ulimit: []string)
        type IDMap(container_id: int, host_id: int, size: int)
        type IDMappingOptions(host_uid_mapping: bool, host_gid_mapping: bool, uid_map: IDMap, gid_map: IDMap)
        type ImageHistory(id: string, created: string, createdBy: string, tags: []string, size: int, comment: string)
        type ImageInList(id: string, parentId: string, repoTags: []string, repoDigests: []string, created: string, size: int,
          virtualSize: int, containers: int, labels: [string]string)
        type ImageSearch(description: string, is_official: bool, is_automated: bool, name: string, star_count: int)
        type InfoGraphStatus(backing_filesystem: string, native_overlay_diff: string, supports_d_type: string)
        type InfoHost(mem_free: int, mem_total: int, swap_free: int, swap_total: int, arch: string, cpus: int, hostname: string,
          kernel: string, os: string, uptime: string)
        type InfoPodmanBinary(compiler: string, go_version: string, podman_version: string, git_commit: string)
        type InfoStore(containers: int, images: int, graph_driver_name: string, graph_driver_options: string, graph_root: string,
          graph_status: InfoGraphStatus, run_root: string)
        type ListContainerData(id: string, image: string, imageid: string, command: []string, createdat: string, runningfor: string,
          status: string, ports: []ContainerPortMappings, rootfssize: int, rwsize: int, names: string, labels: [string]string,
          mounts: []ContainerMount, containerrunning: bool, namespaces: ContainerNameSpace)
        type NotImplemented(comment: string)
        type PodmanInfo(host: InfoHost, registries: []string, insecure_registries: []string, store: InfoStore, podman:
          InfoPodmanBinary)
        type Sockets(container_id: string, io_socket: string, control_socket: string)
        type StringResponse(message: string)
        type Version(version: string, go_version: string, git_commit: string, built: int, os_arch: string)
        error ContainerNotFound(name: string)
        error ImageNotFound(name: string)
        error ErrorOccurred(reason: string)
        error RuntimeError(reason: string)
        """;
}
