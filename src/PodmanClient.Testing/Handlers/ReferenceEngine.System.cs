using Podman.Testing.Formats;
using Podman.Testing.Handlers;
using Varlink;

namespace Podman.Testing;

/// <content>The engine itself, and what it does not implement.</content>
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public override Task<StringResponse> PingAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new StringResponse { Message = "OK" });

    /// <inheritdoc/>
    public override Task<PodmanVersion> GetVersionAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new PodmanVersion
        {
            Version = HostFacts.Version,
            GoVersion = HostFacts.GoVersion,
            OsArch = "linux/amd64",
        });

    /// <inheritdoc/>
    public override Task<PodmanInfo> GetInfoAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new PodmanInfo
        {
            Host = new InfoHost
            {
                MemFree = HostFacts.TotalMemory - HostFacts.UsedMemory,
                MemTotal = HostFacts.TotalMemory,
                Arch = "amd64",
                Cpus = HostFacts.Processors,
                Hostname = "reference-engine",
                Kernel = HostFacts.Kernel,
                Os = "linux",
                Uptime = GoTime.Uptime(_services.Time.GetUtcNow() - _services.StartedAt),
            },
            Registries = VarlinkNull.List<string>(),
            InsecureRegistries = VarlinkNull.List<string>(),
            Store = new InfoStore
            {
                Containers = _services.Containers.Count,
                Images = _services.Images.Count,
                GraphDriverName = "overlay",
                GraphRoot = HostFacts.GraphRoot,
                GraphStatus = new InfoGraphStatus { BackingFilesystem = "extfs", NativeOverlayDiff = "true", SupportsDType = "true" },
                RunRoot = HostFacts.RunRoot,
            },
            Podman = new InfoPodmanBinary { Compiler = "gc", GoVersion = HostFacts.GoVersion },
        });

    /// <inheritdoc/>
    public override Task<NotImplementedReply> AttachToContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        NotImplementedYet(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> CreateImageAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        NotImplementedYet(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> RenameContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        NotImplementedYet(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> ResizeContainerTtyAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        NotImplementedYet(context);

    /// <inheritdoc/>
    public override Task<NotImplementedReply> UpdateContainerAsync(VarlinkCallContext context, CancellationToken cancellationToken) =>
        NotImplementedYet(context);

    /// <summary>The interface promises a reply that says so; the real daemon answers with an error.</summary>
    private Task<NotImplementedReply> NotImplementedYet(VarlinkCallContext context)
    {
        string method = context.Method[(context.Method.LastIndexOf('.') + 1)..];
        return _services.Has(PodmanQuirks.UnimplementedMethodsFail)
            ? throw new MethodNotImplementedException(method)
            : Task.FromResult(new NotImplementedReply { Comment = $"{method} is not implemented yet." });
    }
}
