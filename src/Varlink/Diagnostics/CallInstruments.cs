using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Varlink.Diagnostics;

/// <summary>What one side of calls is measured with.</summary>
internal sealed class CallInstruments
{
    private static readonly string? Version = typeof(CallInstruments).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(VarlinkTelemetry.ActivitySourceName, Version);
    private static readonly Meter Meter = new(VarlinkTelemetry.MeterName, Version);

    // The boundaries that the conventions ask for, in seconds.
    private static readonly InstrumentAdvice<double> Boundaries = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly ActivityKind _kind;

    private CallInstruments(string side, ActivityKind kind)
    {
        _kind = kind;
        Duration = Meter.CreateHistogram(
            $"rpc.{side}.call.duration", "s", "How long calls take, streams to their end.", tags: null, advice: Boundaries);
        ActiveCalls = Meter.CreateUpDownCounter<long>($"varlink.{side}.active_calls", "{call}", "How many calls are under way.");
        OpenConnections = Meter.CreateUpDownCounter<long>($"varlink.{side}.open_connections", "{connection}", "How many connections are open.");
    }

    public static CallInstruments Client { get; } = new("client", ActivityKind.Client);

    public static CallInstruments Server { get; } = new("server", ActivityKind.Server);

    /// <summary>How often calls were sent again.</summary>
    public static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("varlink.client.retries", "{retry}", "How often calls were sent again after their connection was lost.");

    public Histogram<double> Duration { get; }

    public UpDownCounter<long> ActiveCalls { get; }

    public UpDownCounter<long> OpenConnections { get; }

    /// <summary>Whether anybody wants to know of a call. While nobody does, a call costs this question and nothing more.</summary>
    public bool AreWanted => Source.HasListeners() || Duration.Enabled || ActiveCalls.Enabled;

    /// <summary>Begins a span, and makes it the current one; null where nobody wants it.</summary>
    public Activity? StartActivity(string method, in TagList tags) =>
        Source.HasListeners() ? Source.StartActivity(_kind, tags: tags, name: method) : null;

    /// <summary>Counts a call that is sent again.</summary>
    public static void CountRetry(VarlinkMethod method, string endpoint)
    {
        if (Retries.Enabled)
        {
            TagList tags = ServiceTags.Of(endpoint, isServer: false).Tags;
            tags.Add(TelemetryNames.Method, method.FullName);
            Retries.Add(1, tags);
        }
    }
}
