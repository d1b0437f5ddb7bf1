namespace Podman.Testing.FileSystem;

/// <summary>The modes that chmod takes: <c>755</c>, <c>+x</c>, <c>u+rw,go-w</c>.</summary>
internal static class ModeText
{
    /// <summary>Applies a mode.</summary>
    /// <returns>The new mode; null when the text is none.</returns>
    public static int? Change(int mode, string text)
    {
        if (text.Length > 0 && text.All(c => c is >= '0' and <= '7'))
        {
            return text.Length <= 4 ? Convert.ToInt32(text, 8) : null;
        }

        foreach (string clause in text.Split(','))
        {
            int at = clause.AsSpan().IndexOfAny("+-=");
            if (at < 0)
            {
                return null;
            }

            int who = Who(clause.AsSpan(0, at));
            int bits = Bits(clause.AsSpan(at + 1)) & who;
            mode = clause[at] switch
            {
                '+' => mode | bits,
                '-' => mode & ~bits,
                _ => (mode & ~who) | bits,
            };
        }

        return mode;
    }

    private static int Who(ReadOnlySpan<char> text)
    {
        int mask = 0;
        foreach (char c in text)
        {
            mask |= c switch
            {
                'u' => 0b111_000_000,
                'g' => 0b000_111_000,
                'o' => 0b000_000_111,
                _ => 0b111_111_111,
            };
        }

        return text.IsEmpty ? 0b111_111_111 : mask;
    }

    private static int Bits(ReadOnlySpan<char> text)
    {
        int bits = 0;
        foreach (char c in text)
        {
            bits |= c switch
            {
                'r' => 0b100_100_100,
                'w' => 0b010_010_010,
                'x' or 'X' => 0b001_001_001,
                _ => 0,
            };
        }

        return bits;
    }
}
