using Podman;
using Podman.Libpod;
using Varlink;

namespace AnyApplication;

/// <summary>
/// Every public type of the library by its simple name, as an application writes it that imports both namespaces beside those that the
/// SDK imports by itself. Where a name clashes with one of theirs, this does not compile.
/// </summary>
internal static class PublicNames
{
    public static readonly Type[] Types =
    [
        typeof(AttachSockets),
        typeof(BuildInfo),
        typeof(BuildResponse),
        typeof(ByteSize),
        typeof(ContainerAttachment),
        typeof(ContainerAttachOptions),
        typeof(ContainerChanges),
        typeof(ContainerLogLine),
        typeof(ContainerLogOptions),
        typeof(ContainerLogSource),
        typeof(ContainerMount),
        typeof(ContainerNameSpace),
        typeof(ContainerNotFoundException),
        typeof(ContainerOutput),
        typeof(ContainerPortMappings),
        typeof(ContainerRunOptions),
        typeof(ContainerRunResult),
        typeof(ContainerState),
        typeof(ContainerStateException),
        typeof(ContainerStats),
        typeof(ContainerWaitOptions),
        typeof(CreateContainerOptions),
        typeof(CreateResourceConfig),
        typeof(ErrorOccurredException),
        typeof(IDMap),
        typeof(IDMappingOptions),
        typeof(IPodmanClient),
        typeof(ImageHistory),
        typeof(ImageInList),
        typeof(ImageNotFoundException),
        typeof(ImageSearch),
        typeof(ImageStep),
        typeof(ImageStepKind),
        typeof(InfoGraphStatus),
        typeof(InfoHost),
        typeof(InfoPodmanBinary),
        typeof(InfoStore),
        typeof(LibpodEngine),
        typeof(LibpodEngineOptions),
        typeof(ListContainerData),
        typeof(Mount),
        typeof(MountLabel),
        typeof(MountPropagation),
        typeof(NotImplementedReply),
        typeof(PodmanAttachExtensions),
        typeof(PodmanClient),
        typeof(PodmanClientOptions),
        typeof(PodmanException),
        typeof(PodmanGateway),
        typeof(PodmanGatewayOptions),
        typeof(PodmanInfo),
        typeof(PodmanInterface),
        typeof(PodmanLogExtensions),
        typeof(PodmanMethods),
        typeof(PodmanProgress),
        typeof(PodmanProgressExtensions),
        typeof(PodmanRunExtensions),
        typeof(PodmanServiceBase),
        typeof(PodmanStopExtensions),
        typeof(PodmanVersion),
        typeof(PodmanVersionException),
        typeof(PodmanWaitExtensions),
        typeof(PortMapping),
        typeof(PortProtocol),
        typeof(RuntimeErrorException),
        typeof(StringResponse),
        typeof(TerminalSize),
        typeof(TmpfsMount),
    ];

    /// <summary>What carries the calls is known by its simple name too.</summary>
    public static readonly Type Caller = typeof(VarlinkClient);
}
