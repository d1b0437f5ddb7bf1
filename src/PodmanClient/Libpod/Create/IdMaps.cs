using System.Globalization;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Create;

/// <summary>User and group ids in a user namespace.</summary>
internal static class IdMaps
{
    /// <summary>The ids; null where the container has no user namespace of that kind.</summary>
    public static SpecIdMappings? Parse(CreateContainerOptions create)
    {
        IReadOnlyList<SpecIdMap> users = Parse(create.UidMap, create.IdMappings.UidMap, "uidmap");
        IReadOnlyList<SpecIdMap> groups = Parse(create.GidMap, create.IdMappings.GidMap, "gidmap");
        if (users.Count == 0 && groups.Count == 0)
        {
            return null;
        }

        // One without the other: as on a command line, they are the same then.
        return new SpecIdMappings(
            create.IdMappings.HostUidMapping,
            create.IdMappings.HostGidMapping,
            users.Count > 0 ? users : groups,
            groups.Count > 0 ? groups : users);
    }

    private static IReadOnlyList<SpecIdMap> Parse(IReadOnlyList<string> texts, IDMap single, string member)
    {
        List<SpecIdMap> maps = single.Size > 0 ? [new SpecIdMap(single.ContainerId, single.HostId, single.Size)] : [];
        foreach (string text in texts)
        {
            long[]? numbers = ParseNumbers(text);
            maps.Add(numbers is [long container, long host, long size]
                ? new SpecIdMap(container, host, size)
                : throw new ErrorOccurredException($"{member} is no range of ids: \"{text}\"; ranges read container:host:size"));
        }

        return maps;
    }

    private static long[]? ParseNumbers(string text)
    {
        string[] parts = text.Split(':');
        var numbers = new long[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
