namespace Varlink.Idl.Parsing;

/// <summary>What a character is to the language. Written out, so that no Unicode table of the running system has a say in it.</summary>
internal static class Characters
{
    public const char ByteOrderMark = '\uFEFF';

    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    public static bool IsBlank(char c) => c is ' ' or '\t' || (c > '\u007F' && IsUnicodeBlank(c));

    public static bool IsUpper(char c) => c is >= 'A' and <= 'Z';

    public static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsLetterOrDigit(char c) => IsLetter(c) || IsDigit(c);

    /// <summary>
    /// Whether the lexer takes the character into a word. More than any name may hold, so that <c>a-b</c>, <c>org.example.T</c> and
    /// <c>Größe</c> are reported whole, as bad names, and not as three pieces that mean nothing.
    /// </summary>
    public static bool IsWordPart(char c) => IsLetterOrDigit(c) || c is '_' or '.' or '-' || (c > '\u007F' && char.IsLetterOrDigit(c));

    private static bool IsUnicodeBlank(char c) =>
        c is '\u00A0' or '\u1680' or '\u180E' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' or ByteOrderMark;
}
