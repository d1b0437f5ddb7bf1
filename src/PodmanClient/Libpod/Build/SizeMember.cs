namespace Podman.Libpod.Build;

/// <summary>Sizes in members of requests, "512m", "2g", as command lines take them.</summary>
internal static class SizeMember
{
    /// <summary>The size in bytes; 0 for none; -1 means without a limit.</summary>
    /// <exception cref="ErrorOccurredException">It is no size.</exception>
    public static long Parse(string text, string member)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        string trimmed = text.Trim();
        bool isNegative = trimmed.StartsWith('-');
        return ByteSize.TryParse(isNegative ? trimmed[1..] : trimmed, out ByteSize size)
            ? isNegative ? -size.Bytes : size.Bytes
            : throw new ErrorOccurredException($"{member} is no size: \"{text}\"; sizes read 512m, 2g");
    }
}
