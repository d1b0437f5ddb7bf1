using System.Text.Json;

namespace Varlink.Tests.Json.Objects;

/// <summary>A member with a value: how it is listed and written by what is tested, and how by plain calls of the JSON writer.</summary>
/// <param name="Text">What it is.</param>
/// <param name="List">Makes its entry in the table, by its name.</param>
/// <param name="Write">Writes it by its index.</param>
/// <param name="WritePlainly">Writes it by its name.</param>
internal sealed record MemberCase(string Text, Func<string, VarlinkMember> List, MemberCase.Writer Write, MemberCase.PlainWriter WritePlainly)
{
    public delegate void Writer(ref VarlinkObjectWriter members, int index);

    public delegate void PlainWriter(Utf8JsonWriter writer, string name);

    public override string ToString() => Text;
}
