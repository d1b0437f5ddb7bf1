namespace Podman.Libpod.Rest.Models;

/// <summary>GET images/json: an image in the list.</summary>
internal sealed record RestImage(
    string Id,
    string? ParentId,
    IReadOnlyList<string>? RepoTags,
    IReadOnlyList<string>? RepoDigests,
    long Created,
    long Size,
    long VirtualSize,
    long Containers,
    IReadOnlyDictionary<string, string>? Labels);

/// <summary>GET images/NAME/json: what of it is needed here.</summary>
internal sealed record RestImageDetails(string Id, IReadOnlyList<string>? RepoTags);

/// <summary>GET images/NAME/history.</summary>
internal sealed record RestHistory(
    string? Id, long Created, string? CreatedBy, long Size, string? Comment);

/// <summary>GET images/search. The members have two spellings, by version.</summary>
internal sealed record RestSearchResult(
    string? Name, string? Description, int Stars, string? Official, string? Automated, string? Index);

/// <summary>DELETE images/NAME.</summary>
internal sealed record RestImageRemoval(IReadOnlyList<string>? Deleted, IReadOnlyList<string>? Untagged, IReadOnlyList<string>? Errors);

/// <summary>POST images/load.</summary>
internal sealed record RestLoaded(IReadOnlyList<string>? Names);

/// <summary>A line of what a pull, a push or a build tells while it is under way.</summary>
internal sealed record RestStreamMessage(
    string? Stream, string? Error, string? Id, IReadOnlyList<string>? Images, RestAux? Aux, RestErrorDetail? ErrorDetail);

internal sealed record RestAux(string? Id);

internal sealed record RestErrorDetail(string? Message);
