namespace LogViewer.Api;

/// <summary>A container as the page lists it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Image">The image.</param>
/// <param name="State">The state: <c>running</c>, <c>paused</c>, <c>exited</c>, ...</param>
internal sealed record ContainerView(string Id, string Name, string Image, string State);
