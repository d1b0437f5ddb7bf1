using System.Collections.ObjectModel;
using System.Text.Json;

namespace Varlink.Tests.Json.Objects;

/// <summary>Members of every type: at their defaults, at values that are as empty as the default but another instance, and filled in.</summary>
internal static class MemberCases
{
    public static IReadOnlyList<MemberCase> All { get; } =
    [
        .. new[] { false, true }.Select(value => new MemberCase(
            $"bool {value}", VarlinkMember.Flag, (ref members, i) => members.WriteBoolean(i, value), (w, name) => w.WriteBoolean(name, value))),
        .. new[] { 0, 1, -1, long.MaxValue, long.MinValue }.Select(value => new MemberCase(
            $"int {value}", VarlinkMember.Number, (ref members, i) => members.WriteNumber(i, value), (w, name) => w.WriteNumber(name, value))),
        .. new[] { 0.0, -0.0, 1.5, double.Epsilon }.Select(value => new MemberCase(
            $"float {value}", VarlinkMember.Number, (ref members, i) => members.WriteNumber(i, value, "M"), (w, name) => w.WriteNumber(name, value))),
        .. new[] { "", "plain", "\"\n", "π", new string('x', 500) }.Select(value => new MemberCase(
            $"string {value}", VarlinkMember.Text, (ref members, i) => members.WriteString(i, value, "M"), (w, name) => w.WriteString(name, value))),
        new("enum", VarlinkMember.WithoutDefault, (ref members, i) => members.WriteEnum(i, "red", "M"), (w, name) => w.WriteString(name, "red")),
        .. Lists().Select(value => new MemberCase(
            $"[]string {value.GetType().Name} {value.Count}",
            VarlinkMember.List,
            (ref members, i) => members.WriteStringList(i, value, "M"),
            (w, name) => WritePlainly(w, name, value, static (w, text) => w.WriteStringValue(text)))),
        .. Numbers().Select(value => new MemberCase(
            $"[]int {value.GetType().Name} {value.Count}",
            VarlinkMember.List,
            (ref members, i) => members.WriteList(i, value, WriteNumbers, "M"),
            (w, name) => WritePlainly(w, name, value, static (w, number) => w.WriteNumberValue(number)))),
        .. Maps("a").Select(value => new MemberCase(
            $"[string]string {value.GetType().Name} {value.Count}",
            VarlinkMember.Map,
            (ref members, i) => members.WriteStringMap(i, value, "M"),
            (w, name) => WritePlainly(w, name, value, static (w, text) => w.WriteStringValue(text)))),
        .. Maps(7L).Select(value => new MemberCase(
            $"[string]int {value.GetType().Name} {value.Count}",
            VarlinkMember.Map,
            (ref members, i) => members.WriteMap(i, value, WriteNumberMap, "M"),
            (w, name) => WritePlainly(w, name, value, static (w, number) => w.WriteNumberValue(number)))),
        .. new IReadOnlySet<string>[] { ReadOnlySet<string>.Empty, new HashSet<string>(), new HashSet<string> { "k" } }.Select(value => new MemberCase(
            $"[string]() {value.GetType().Name} {value.Count}",
            VarlinkMember.Map,
            (ref members, i) => members.WriteStringSet(i, value, "M"),
            (w, name) => WritePlainly(w, name, value.ToDictionary(static key => key), static (w, _) => WriteEmpty(w)))),
        .. new[] { Point.Default, new Point(), new Point { Label = "p", Tags = ["t"] } }.Select(value => new MemberCase(
            $"record {value}",
            static name => VarlinkMember.Record(name, Point.Default, Point.Write),
            (ref members, i) => members.WriteRecord(i, value, Point.Default, Point.Write, "M"),
            (w, name) => WritePlainly(w, name, value))),
        .. new bool?[] { null, false, true }.Select(value => Optional(
            "bool", value, (ref members, i) => members.WriteOptional(i, value), (w, name) => w.WriteBoolean(name, value!.Value))),
        .. new long?[] { null, 0, 5 }.Select(value => Optional(
            "int", value, (ref members, i) => members.WriteOptional(i, value), (w, name) => w.WriteNumber(name, value!.Value))),
        .. new double?[] { null, 0, 0.5 }.Select(value => Optional(
            "float", value, (ref members, i) => members.WriteOptional(i, value, "M"), (w, name) => w.WriteNumber(name, value!.Value))),
        .. new string?[] { null, "", "some" }.Select(value => Optional(
            "string", value, (ref members, i) => members.WriteOptional(i, value), (w, name) => w.WriteString(name, value))),
    ];

    private static MemberCase Optional(string type, object? value, MemberCase.Writer write, MemberCase.PlainWriter plain) => new(
        $"?{type} {value ?? "null"}", VarlinkMember.WithoutDefault, write, value is null ? WriteNothing : plain);

    private static IReadOnlyList<string>[] Lists() => [[], new List<string>(), VarlinkNull.List<string>(), ["a", "b"], new List<string> { "ä" }];

    private static IReadOnlyList<long>[] Numbers() => [[], new List<long>(), VarlinkNull.List<long>(), [1, 2], new List<long> { 0 }];

    private static IReadOnlyDictionary<string, T>[] Maps<T>(T value) =>
    [
        ReadOnlyDictionary<string, T>.Empty,
        new Dictionary<string, T>(),
        VarlinkNull.Map<T>(),
        new Dictionary<string, T> { ["k"] = value },
        new SortedDictionary<string, T> { ["k"] = value },
    ];

    /// <summary>As generated methods do it.</summary>
    private static void WriteNumbers(Utf8JsonWriter writer, IReadOnlyList<long> value, string member)
    {
        if (value is null)
        {
            throw VarlinkJson.NullMember(member);
        }

        if (!VarlinkJson.TryWriteNull(writer, value))
        {
            JsonSerializer.Serialize(writer, value);
        }
    }

    private static void WriteNumberMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, long> value, string member)
    {
        if (value is null)
        {
            throw VarlinkJson.NullMember(member);
        }

        if (!VarlinkJson.TryWriteNull(writer, value))
        {
            JsonSerializer.Serialize(writer, value);
        }
    }

    private static void WritePlainly<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> value, Action<Utf8JsonWriter, T> write)
    {
        if (value.GetType() == VarlinkNull.List<T>().GetType())
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (T item in value)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WritePlainly<T>(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, T> value, Action<Utf8JsonWriter, T> write)
    {
        if (value.GetType() == VarlinkNull.Map<T>().GetType())
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        foreach ((string key, T item) in value)
        {
            writer.WritePropertyName(key);
            write(writer, item);
        }

        writer.WriteEndObject();
    }

    private static void WritePlainly(Utf8JsonWriter writer, string name, Point value)
    {
        writer.WritePropertyName(name);
        Point.WritePlainly(writer, value);
    }

    private static void WriteNothing(Utf8JsonWriter writer, string name)
    {
    }

    private static void WriteEmpty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
