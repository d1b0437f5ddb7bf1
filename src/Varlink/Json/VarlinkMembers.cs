using System.Text;
using System.Text.Json;

namespace Varlink;

/// <summary>
/// The members of a record, in the order of the interface. Daemons write them in that order, so the one that is expected next is tried
/// first, and only when it is another one are the others searched.
/// </summary>
public sealed partial class VarlinkMembers
{
    private readonly byte[][] _names;

    /// <summary>Lists the members.</summary>
    /// <param name="members">The members, each once.</param>
    public VarlinkMembers(params VarlinkMember[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _names = [.. members.Select(static member => member.Name.EncodedUtf8Bytes.ToArray())];
        _encodedNames = [.. members.Select(static member => member.Name)];
        _offsets = new int[members.Length + 1];
        _defaults = Join(members, _offsets);
        _defaultDepth = members.Select(static member => DepthOf(member.Default)).DefaultIfEmpty().Max();
    }

    /// <summary>Goes on to the next member of an object.</summary>
    /// <param name="reader">Stands on the opening brace or the last token of a value; is left on the next value, or on the closing brace.</param>
    /// <param name="expected">The member that most likely comes next; begin with 0.</param>
    /// <param name="member">Which one it is; -1 for one that is not listed.</param>
    /// <returns>Whether there is another member.</returns>
    public bool MoveNext(ref Utf8JsonReader reader, ref int expected, out int member)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            member = -1;
            return false;
        }

        member = Find(ref reader, expected);
        if (member >= 0)
        {
            expected = member + 1;
        }

        reader.Read();
        return true;
    }

    /// <summary>Goes on to the next parameter of a call, and refuses one that is not listed unless the policy says otherwise.</summary>
    /// <param name="reader">Stands on the opening brace or the last token of a value; is left on the next value, or on the closing brace.</param>
    /// <param name="policy">What to do with parameters that are not listed.</param>
    /// <param name="expected">The parameter that most likely comes next; begin with 0.</param>
    /// <param name="member">Which one it is; -1 for one that is not listed.</param>
    /// <returns>Whether there is another parameter.</returns>
    /// <exception cref="VarlinkJsonException">The method has no such parameter.</exception>
    public bool MoveNext(ref Utf8JsonReader reader, VarlinkParameterPolicy policy, ref int expected, out int member)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            member = Find(ref reader, expected);
            if (member >= 0)
            {
                expected = member + 1;
                reader.Read();
                return true;
            }

            VarlinkJson.UnknownParameter(ref reader, policy);
        }

        member = -1;
        return false;
    }

    private int Find(ref Utf8JsonReader reader, int expected)
    {
        byte[][] names = _names;
        if (reader.ValueIsEscaped || reader.HasValueSequence)
        {
            return FindSlowly(VarlinkJson.ReadName(ref reader));
        }

        ReadOnlySpan<byte> name = reader.ValueSpan;
        if ((uint)expected < (uint)names.Length && name.SequenceEqual(names[expected]))
        {
            return expected;
        }

        // Members that a daemon leaves out are the usual reason to come here: the next one present is close behind.
        for (int i = expected + 1; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return i;
            }
        }

        for (int i = 0; i < names.Length && i < expected; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Nobody escapes such names without need, and the transport gives messages in one piece; and the reader cannot compare an escape that is
    /// half of a surrogate pair.
    /// </summary>
    private int FindSlowly(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        return Array.FindIndex(_names, candidate => candidate.AsSpan().SequenceEqual(utf8));
    }
}
