namespace Podman.Libpod.Create;

/// <summary>Security options, "label=disable" for example, sorted by what they are about.</summary>
internal sealed class SecurityOptions
{
    public List<string> Selinux { get; } = [];

    public List<string> Mask { get; } = [];

    public List<string> Unmask { get; } = [];

    public string? Apparmor { get; private set; }

    public string? Seccomp { get; private set; }

    public bool NoNewPrivileges { get; private set; }

    /// <exception cref="ErrorOccurredException">An option is not known.</exception>
    public static SecurityOptions Parse(IReadOnlyList<string> options)
    {
        var result = new SecurityOptions();
        foreach (string option in options)
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            (string name, string value) = equals < 0 ? (option, "") : (option[..equals], option[(equals + 1)..]);
            result.Add(option, name, value);
        }

        return result;
    }

    private void Add(string option, string name, string value)
    {
        switch (name)
        {
            case "label" when value.Length > 0:
                Selinux.Add(value);
                break;
            case "apparmor" when value.Length > 0:
                Apparmor = value;
                break;
            case "seccomp" when value.Length > 0:
                Seccomp = value;
                break;
            case "no-new-privileges" when value is "" or "true" or "false":
                NoNewPrivileges = value != "false";
                break;
            case "mask" when value.Length > 0:
                Mask.AddRange(value.Split(':'));
                break;
            case "unmask" when value.Length > 0:
                Unmask.AddRange(value.Split(':'));
                break;
            default:
                throw new ErrorOccurredException($"invalid security option \"{option}\"");
        }
    }
}
