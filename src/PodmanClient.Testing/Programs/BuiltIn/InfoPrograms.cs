using System.Globalization;
using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary>Programs that tell of the container.</summary>
internal static class InfoPrograms
{
    public static Task<int> EnvironmentAsync(ContainerProcess process)
    {
        string? name = process.Arguments.ElementAtOrDefault(1);
        return name is null
            ? process.WriteAsync(string.Concat(process.Environment.Select(pair => $"{pair.Key}={pair.Value}\n")))
            : process.Arguments[0].EndsWith("printenv", StringComparison.Ordinal)
                ? process.Environment.TryGetValue(name, out string? value) ? process.WriteAsync(value + "\n") : Task.FromResult(1)
                : RunWithAsync(process);
    }

    public static Task<int> WorkingDirectoryAsync(ContainerProcess process) => process.WriteAsync(process.WorkingDirectory + "\n");

    public static Task<int> HostNameAsync(ContainerProcess process) => process.WriteAsync(process.HostName + "\n");

    public static Task<int> UserNameAsync(ContainerProcess process) =>
        process.WriteAsync((Accounts.NameOf(process.Files, Accounts.Users, process.User.Uid) ?? Text(process.User.Uid)) + "\n");

    /// <summary><c>uid=0(root) gid=0(root)</c>; without the names when the container knows none.</summary>
    public static Task<int> IdAsync(ContainerProcess process)
    {
        UserIds user = process.User;
        string? option = process.Arguments.ElementAtOrDefault(1);
        return process.WriteAsync(option switch
        {
            "-u" => Text(user.Uid) + "\n",
            "-g" => Text(user.Gid) + "\n",
            _ => $"uid={Named(process, Accounts.Users, user.Uid)} gid={Named(process, Accounts.Groups, user.Gid)}\n",
        });
    }

    public static Task<int> SystemNameAsync(ContainerProcess process)
    {
        (_, string options) = process.Split();
        var shown = new List<string>();
        foreach ((char option, string value) in new[]
        {
            ('s', "Linux"), ('n', process.HostName), ('r', Handlers.HostFacts.Kernel), ('m', "x86_64"),
        })
        {
            if (options.AsSpan().IndexOfAny(option, 'a') >= 0 || (options.Length == 0 && option == 's'))
            {
                shown.Add(value);
            }
        }

        return process.WriteAsync(string.Join(' ', shown) + "\n");
    }

    /// <summary><c>date</c>, or with <c>+format</c> of the common letters; always UTC.</summary>
    public static Task<int> DateAsync(ContainerProcess process)
    {
        DateTimeOffset now = process.Time.GetUtcNow();
        string? format = process.Arguments.Skip(1).FirstOrDefault(a => a.StartsWith('+'));
        return process.WriteAsync((format is null ? Date(now, "%a %b %e %H:%M:%S UTC %Y") : Date(now, format[1..])) + "\n");
    }

    public static Task<int> ProcessesAsync(ContainerProcess process)
    {
        var text = new StringBuilder("PID   USER     TIME  COMMAND\n");
        foreach (ContainerProcess other in process.Space.Processes)
        {
            string user = Accounts.NameOf(process.Files, Accounts.Users, other.User.Uid) ?? Text(other.User.Uid);
            text.Append(CultureInfo.InvariantCulture, $"{other.ProcessId,5} {user,-8}  0:00 {string.Join(' ', other.Arguments)}\n");
        }

        return process.WriteAsync(text.ToString());
    }

    public static Task<int> HelloAsync(ContainerProcess process) => process.WriteAsync(
        "\nHello from the reference engine!\nThis message shows that your container was created, started and logged.\n\n");

    private static async Task<int> RunWithAsync(ContainerProcess process)
    {
        var environment = new Dictionary<string, string>(process.Environment, StringComparer.Ordinal);
        IEnumerable<string> rest = process.Arguments.Skip(1);
        if (rest.FirstOrDefault() is "-i" or "-")
        {
            environment.Clear();
            rest = rest.Skip(1);
        }

        while (rest.FirstOrDefault() is { } pair && pair.IndexOf('=', StringComparison.Ordinal) is var at && at > 0)
        {
            environment[pair[..at]] = pair[(at + 1)..];
            rest = rest.Skip(1);
        }

        string[] command = [.. rest];
        if (command.Length == 0)
        {
            return await process.WriteAsync(string.Concat(environment.Select(pair => $"{pair.Key}={pair.Value}\n"))).ConfigureAwait(false);
        }

        int status = await process.Space.SpawnAsync(process, command, environment, process.WorkingDirectory, process.Streams).ConfigureAwait(false);
        if (status == 127)
        {
            await process.FailAsync($"can't execute '{command[0]}': No such file or directory").ConfigureAwait(false);
        }

        return status;
    }

    private static string Date(DateTimeOffset time, string format)
    {
        var text = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || ++i == format.Length)
            {
                text.Append(i < format.Length ? format[i] : '%');
                continue;
            }

            text.Append(format[i] switch
            {
                'Y' => time.ToString("yyyy", CultureInfo.InvariantCulture),
                'm' => time.ToString("MM", CultureInfo.InvariantCulture),
                'd' => time.ToString("dd", CultureInfo.InvariantCulture),
                'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
                'H' => time.ToString("HH", CultureInfo.InvariantCulture),
                'M' => time.ToString("mm", CultureInfo.InvariantCulture),
                'S' => time.ToString("ss", CultureInfo.InvariantCulture),
                'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                'T' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
                'b' => time.ToString("MMM", CultureInfo.InvariantCulture),
                's' => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                'N' => (time.UtcTicks % TimeSpan.TicksPerSecond * 100).ToString("D9", CultureInfo.InvariantCulture),
                'Z' => "UTC",
                var other => other.ToString(),
            });
        }

        return text.ToString();
    }

    private static string Named(ContainerProcess process, string file, int id) =>
        Accounts.NameOf(process.Files, file, id) is { } name ? $"{id}({name})" : Text(id);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
