namespace Varlink.Idl.Parsing;

/// <summary>What a pair of parentheses stands for.</summary>
internal enum ListRole
{
    /// <summary>A type: a struct or an enum, as its first element says.</summary>
    Type,

    /// <summary>The parameters of a method, of its reply, or of an error: always a struct.</summary>
    Parameters,
}
