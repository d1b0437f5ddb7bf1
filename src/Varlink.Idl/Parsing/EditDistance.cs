namespace Varlink.Idl.Parsing;

/// <summary>How many letters two words differ by.</summary>
internal static class EditDistance
{
    /// <summary>Longer words are not compared: no person mistypes them, and the time would grow with the square of their length.</summary>
    public const int LongestWord = 64;

    /// <summary>
    /// The number of letters to insert, remove, replace or swap with their neighbour to make one word of the other, upper and lower
    /// case being the same; <see cref="int.MaxValue"/> for words that are too long to be compared.
    /// </summary>
    public static int Between(string left, string right)
    {
        if (left.Length > LongestWord || right.Length > LongestWord)
        {
            return int.MaxValue;
        }

        int[] beforeLast = new int[right.Length + 1];
        int[] last = new int[right.Length + 1];
        int[] row = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], 1 + beforeLast[j - 2]);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
