using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Varlink.Tests.Telemetry;

/// <summary>Listens as an application does, with OpenTelemetry, and keeps everything. Read it once what is observed has ended.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    public TelemetryRecorder()
    {
        _tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(VarlinkTelemetry.ActivitySourceName)
            .AddInMemoryExporter(_spans)
            .Build();
        _metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter(VarlinkTelemetry.MeterName)
            .AddInMemoryExporter(_metrics)
            .Build();
    }

    public IEnumerable<Activity> ClientSpans => _spans.Where(span => span.Kind == ActivityKind.Client);

    public IEnumerable<Activity> ServerSpans => _spans.Where(span => span.Kind == ActivityKind.Server);

    /// <summary>Every attribute of every span, as text.</summary>
    public IEnumerable<string> AllText => _spans.SelectMany(span =>
        span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")
            .Concat(span.Events.SelectMany(e => e.Tags.Select(tag => $"{tag.Key}={tag.Value}")))
            .Append(span.DisplayName)
            .Append(span.StatusDescription ?? ""));

    public static string Describe(Activity span) => Describe(span.TagObjects);

    /// <summary>What an instrument has measured up to now, for each set of attributes: a sum, or how often a histogram was written to.</summary>
    public Dictionary<string, long> Measured(string name) =>
        Points(name).ToDictionary(point => Describe(point), point => point.Histogram ? point.Point.GetHistogramCount() : point.Point.GetSumLong());

    /// <summary>The sum of all that a histogram was given.</summary>
    public double Sum(string histogram) => Points(histogram).Sum(point => point.Point.GetHistogramSum());

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    private IEnumerable<(bool Histogram, MetricPoint Point)> Points(string name)
    {
        _metrics.Clear();
        _metering.ForceFlush();
        foreach (MetricSnapshot metric in _metrics.Where(metric => metric.Name == name))
        {
            foreach (MetricPoint point in metric.MetricPoints)
            {
                yield return (metric.MetricType == MetricType.Histogram, point);
            }
        }
    }

    private static string Describe((bool Histogram, MetricPoint Point) point)
    {
        List<KeyValuePair<string, object?>> tags = [];
        foreach (KeyValuePair<string, object?> tag in point.Point.Tags)
        {
            tags.Add(tag);
        }

        return Describe(tags);
    }

    private static string Describe(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
