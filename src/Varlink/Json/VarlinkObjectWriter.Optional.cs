namespace Varlink;

/// <content>Members that may be missing: null leaves them out, and anything else is written, whether it is a default of its type or not.</content>
public ref partial struct VarlinkObjectWriter
{
    /// <summary>Writes a <c>?bool</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value; null leaves it out.</param>
    public void WriteOptional(int index, bool? value)
    {
        if (value is { } some)
        {
            WriteFilled(index, some);
        }
    }

    /// <summary>Writes a <c>?int</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value; null leaves it out.</param>
    public void WriteOptional(int index, long? value)
    {
        if (value is { } some)
        {
            WriteFilled(index, some);
        }
    }

    /// <summary>Writes a <c>?float</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value; null leaves it out.</param>
    /// <param name="member">The member that has it.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void WriteOptional(int index, double? value, string member)
    {
        if (value is { } some)
        {
            WriteFilled(index, some, member);
        }
    }

    /// <summary>Writes a <c>?string</c>.</summary>
    /// <param name="index">Which member it is; later than all before.</param>
    /// <param name="value">The value; null leaves it out.</param>
    public void WriteOptional(int index, string? value)
    {
        if (value is not null)
        {
            PlainText.Write(_writer, Take(index), value);
        }
    }
}
