using System.Diagnostics;
using System.Globalization;
using System.Text;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class PerformanceTests
{
    [Test]
    public void An_interface_of_the_largest_daemons_is_generated_in_no_time()
    {
        InterfaceFile file = new("/a/large.varlink", Interface(methods: 97, types: 42, fields: 20));
        GeneratorRun.Run("Consumer", file);

        var watch = Stopwatch.StartNew();
        GeneratorRun.Run("Consumer", file);

        // Some 30 ms on an ordinary machine. The bound only tells linear from quadratic, on a machine that does other things as well.
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(1000));
    }

    [Test]
    public void Types_that_hold_each_other_in_a_long_chain_take_no_long_time()
    {
        var text = new StringBuilder("interface org.example.chain\n");
        for (int i = 0; i < 2000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"type T{i} (next: T{(i + 1) % 2000})\n");
        }

        var watch = Stopwatch.StartNew();
        GeneratorRun.Run("Consumer", new InterfaceFile("/a/chain.varlink", text.ToString()));

        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(10_000));
    }

    private static string Interface(int methods, int types, int fields)
    {
        var text = new StringBuilder("# A large interface.\ninterface org.example.large\n");
        for (int i = 0; i < types; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# The type number {i}.\ntype Type{i} (\n");
            string[] members = [.. Enumerable.Range(0, fields).Select(field => $"  # The field number {field}.\n  field_{field}: {FieldType(i, field, types)}")];
            text.AppendJoin(",\n", members).Append("\n)\n");
        }

        for (int i = 0; i < methods; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n# The method number {i}.\n# It does this and that.\nmethod Method{i}(name: string, options: []string, depth: ?int) -> (result: Type{i % types})\n");
        }

        return text.ToString();
    }

    private static string FieldType(int type, int field, int types) => (field % 5) switch
    {
        0 => "string",
        1 => "int",
        2 => "[]string",
        3 => "[string]string",
        _ => type + 1 < types ? $"[]Type{type + 1}" : "bool",
    };
}
