using System.Globalization;
using System.Text.Json;
using Varlink.Benchmarks.Ratios.Rows;

namespace Varlink.Benchmarks.Ratios;

/// <summary>Measures every row in interleaved rounds, and prints the median of each.</summary>
internal static class RatioProgram
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        string only = args.FirstOrDefault(static arg => arg.StartsWith("--only=", StringComparison.Ordinal))?["--only=".Length..] ?? "";
        if (args.Except(["--json", "--enforce", "--quick", "--only=" + only]).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"ratios knows no '{unknown}'. Usage: ratios [--json] [--enforce] [--quick] [--only=TEXT]");
            return 2;
        }

        // Quick says that it runs, not how fast: for CI, whose machines are busy.
        int scale = args.Contains("--quick") ? 50 : 1;
        var results = new List<RatioResult>();
        await using (var bench = await Bench.StartAsync(scale))
        {
            foreach (RatioRow row in bench.Rows().Where(row => row.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                RatioResult result = await MeasureAsync(row);
                results.Add(result);
                if (!args.Contains("--json"))
                {
                    Print(result);
                }
            }
        }

        if (args.Contains("--json"))
        {
            PrintJson(results);
        }

        return args.Contains("--enforce") && results.Any(static result => !result.IsMet) ? 1 : 0;
    }

    private static async Task<RatioResult> MeasureAsync(RatioRow row)
    {
        // The first round warms up: it is compiled in there.
        await row.Subject();
        await row.Baseline();
        var subject = new List<double>();
        var baseline = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            // Whoever comes second finds warmer caches and a fuller heap: they take turns.
            if (round % 2 == 0)
            {
                subject.Add(await MeasureOnceAsync(row.Subject));
                baseline.Add(await MeasureOnceAsync(row.Baseline));
            }
            else
            {
                baseline.Add(await MeasureOnceAsync(row.Baseline));
                subject.Add(await MeasureOnceAsync(row.Subject));
            }
        }

        return new RatioResult(
            row, [.. subject.Zip(baseline, static (a, b) => a / b)], RatioResult.Median(subject), RatioResult.Median(baseline));
    }

    private static Task<double> MeasureOnceAsync(Func<Task<double>> measure)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return measure();
    }

    private static void Print(RatioResult result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(result.IsMet ? "ok  " : "over")} {result.Ratio,7:0.000} (at most {result.Row.Bound:0.###})  {result.Row.Name}, against {result.Row.Against}: " +
        $"{result.Subject:0.###} to {result.Baseline:0.###} {result.Row.Unit}"));

    private static void PrintJson(List<RatioResult> results)
    {
        using var writer = new Utf8JsonWriter(Console.OpenStandardOutput(), new JsonWriterOptions { Indented = true });
        writer.WriteStartArray();
        foreach (RatioResult result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("name", result.Row.Name);
            writer.WriteString("against", result.Row.Against);
            writer.WriteNumber("ratio", result.Ratio);
            writer.WriteNumber("bound", result.Row.Bound);
            writer.WriteBoolean("met", result.IsMet);
            writer.WriteNumber("subject", result.Subject);
            writer.WriteNumber("baseline", result.Baseline);
            writer.WriteString("unit", result.Row.Unit);
            writer.WriteStartArray("rounds");
            foreach (double round in result.Rounds)
            {
                writer.WriteNumberValue(round);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        Console.WriteLine();
    }
}
