namespace Varlink.Benchmarks.Ratios;

/// <summary>One promise: how one thing compares to another that is measured beside it, in the same rounds.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Against">What it is compared to.</param>
/// <param name="Bound">The ratio must not be larger.</param>
/// <param name="Subject">Measures the thing once.</param>
/// <param name="Baseline">Measures the other once, in the same unit.</param>
/// <param name="Unit">The unit, for people.</param>
internal sealed record RatioRow(
    string Name, string Against, double Bound, Func<Task<double>> Subject, Func<Task<double>> Baseline, string Unit);

/// <summary>What came out for a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Rounds">The ratio of each round.</param>
/// <param name="Subject">The median of the thing's own figures.</param>
/// <param name="Baseline">The median of the other's.</param>
internal sealed record RatioResult(RatioRow Row, IReadOnlyList<double> Rounds, double Subject, double Baseline)
{
    public double Ratio => Median(Rounds);

    public bool IsMet => Ratio <= Row.Bound;

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
