using System.Text.Json;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Certification;

/// <summary>What each method of the certification answers with, and is handed in the next call.</summary>
internal static class CertificationValues
{
    public const bool Bool = true;
    public const long Int = 1;
    public const double Float = 1.0;
    public const string Ping = "ping";

    public static Test05Reply Several { get; } = new() { Bool = false, Int = 2, Float = Math.PI, String = "a lot of string" };

    public static Test06ReplyStruct Struct { get; } =
        new() { Bool = Several.Bool, Int = Several.Int, Float = Several.Float, String = Several.String };

    public static IReadOnlyDictionary<string, string> Map { get; } = new Dictionary<string, string> { ["foo"] = "Foo", ["bar"] = "Bar" };

    public static IReadOnlySet<string> Set { get; } = new HashSet<string> { "one", "two", "three" };

    public static MyType MyType { get; } = new()
    {
        Object = JsonElement.Parse("""{"method":"org.varlink.certification.Test09","parameters":{"map":{"foo":"Foo","bar":"Bar"}}}"""),
        Enum = MyTypeEnum.Two,
        Struct = new() { First = 1, Second = "2" },
        Array = ["one", "two", "three"],
        Dictionary = Map,
        Stringset = Set,
        Nullable = null,
        NullableArrayStruct = null,
        Interface = new()
        {
            Foo =
            [
                null,
                new Dictionary<string, InterfaceFoo> { ["foo"] = InterfaceFoo.Foo, ["bar"] = InterfaceFoo.Bar },
                null,
                new Dictionary<string, InterfaceFoo> { ["one"] = InterfaceFoo.Foo, ["two"] = InterfaceFoo.Bar },
            ],
            Anon = new() { Foo = true, Bar = false },
        },
    };

    public static IReadOnlyList<string> Replies { get; } = [.. Enumerable.Range(1, 10).Select(n => $"Reply number {n}")];

    /// <summary>What a client must hand back as the parameter of Test07, which is a type of its own with the same members.</summary>
    public static Test07ParametersStruct HandBack(Test06ReplyStruct value) =>
        new() { Bool = value.Bool, Int = value.Int, Float = value.Float, String = value.String };
}
