namespace Fuzz;

/// <summary>Spoils inputs. The same seed spoils them in the same way.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> dictionary)
{
    private const int MaxSize = 64 * 1024;

    /// <summary>An input: a seed, now and then as it is.</summary>
    public byte[] Next()
    {
        byte[] input = Pick(seeds);
        for (int count = random.Next(6); count > 0; count--)
        {
            input = Mutate(input);
        }

        return input.Length <= MaxSize ? input : input[..MaxSize];
    }

    private byte[] Mutate(byte[] input)
    {
        int start = random.Next(input.Length + 1);
        int length = Math.Min(Length(), input.Length - start);
        return random.Next(10) switch
        {
            0 => Flip(input),
            1 => Replace(input, start, length, []),
            2 => input[..start],
            3 => Replace(input, start, 0, input.AsSpan(start, length)),
            4 => Replace(input, start, 0, Repeated(input.AsSpan(start, Math.Min(length, 8)), 1 + random.Next(200))),
            5 => Splice(input, start),
            6 => Replace(input, start, length, RandomBytes(random.Next(9))),
            7 => Replace(input, start, 0, Pick(dictionary)),
            8 => Exchange(input),
            _ => Replace(input, start, length, Pick(dictionary)),
        };
    }

    private byte[] Flip(byte[] input)
    {
        if (input.Length == 0)
        {
            return RandomBytes(1);
        }

        byte[] flipped = [.. input];
        for (int count = 1 + random.Next(4); count > 0; count--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    /// <summary>The beginning of one and the end of another.</summary>
    private byte[] Splice(byte[] input, int start)
    {
        byte[] other = Pick(seeds);
        return [.. input.AsSpan(0, start), .. other.AsSpan(random.Next(other.Length + 1))];
    }

    /// <summary>Puts a word of the dictionary in the place of another that occurs.</summary>
    private byte[] Exchange(byte[] input)
    {
        byte[] word = Pick(dictionary);
        int from = random.Next(input.Length + 1);
        int found = word.Length == 0 ? -1 : input.AsSpan(from).IndexOf(word);
        return found < 0 ? Flip(input) : Replace(input, from + found, word.Length, Pick(dictionary));
    }

    private static byte[] Replace(byte[] input, int start, int length, ReadOnlySpan<byte> by) =>
        [.. input.AsSpan(0, start), .. by, .. input.AsSpan(start + length)];

    private static byte[] Repeated(ReadOnlySpan<byte> piece, int times)
    {
        byte[] all = new byte[piece.Length * times];
        for (int i = 0; i < times; i++)
        {
            piece.CopyTo(all.AsSpan(i * piece.Length));
        }

        return all;
    }

    private byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Mostly short, sometimes long.</summary>
    private int Length() => random.Next(4) == 0 ? random.Next(2000) : random.Next(12);

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[random.Next(from.Count)];
}
