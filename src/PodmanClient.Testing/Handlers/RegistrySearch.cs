using Podman.Testing.State;

namespace Podman.Testing.Handlers;

/// <summary>Looks for repositories by a part of their name.</summary>
internal static class RegistrySearch
{
    /// <summary>Finds repositories.</summary>
    /// <param name="registry">All registries.</param>
    /// <param name="searched">Those that are searched.</param>
    /// <param name="term">A part of the name; with a registry in front, only there.</param>
    /// <param name="limit">How many of each registry; 0 or less for all.</param>
    public static IReadOnlyList<ImageSearch> Find(ImageRegistry registry, IReadOnlyList<string> searched, string term, long limit)
    {
        if (term.Split('/', 2) is [var first, var rest] && (first.AsSpan().ContainsAny('.', ':') || first == "localhost"))
        {
            (searched, term) = ([first], rest);
        }

        if (term.Length == 0)
        {
            return [];
        }

        // Insecure registries are configured for pulling; searching does not look at that.
        if (searched.FirstOrDefault(registry.IsPlainHttp) is { } plain)
        {
            throw EngineFailure.Occurred(
                $"couldn't search registry \"{plain}\": pinging docker registry returned: Get \"https://{plain}/v2/\": " +
                "tls: first record does not look like a TLS handshake");
        }

        string[] repositories = [.. registry.Names.Select(name => name[..name.LastIndexOf(':')]).Distinct(StringComparer.Ordinal)];
        int most = limit is > 0 and < int.MaxValue ? (int)limit : int.MaxValue;
        return
        [
            .. searched.SelectMany(host => repositories
                .Where(repository => repository.StartsWith(host + "/", StringComparison.Ordinal))
                .Where(repository => repository[(host.Length + 1)..].Contains(term, StringComparison.Ordinal))
                .Take(most))
                .Select(repository => new ImageSearch
                {
                    Name = repository,
                    IsOfficial = repository.StartsWith(ImageRegistry.DefaultRegistry + "/library/", StringComparison.Ordinal),
                }),
        ];
    }
}
