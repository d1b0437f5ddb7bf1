namespace Varlink;

/// <summary>
/// Under which names this library tells what it does, in traces and metrics: give them to OpenTelemetry, or to any other listener. Nothing is
/// measured while nobody listens. docs/telemetry.md lists the instruments and the attributes.
/// </summary>
public static class VarlinkTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>, for <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Varlink";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>, for <c>AddMeter</c>.</summary>
    public const string MeterName = "Varlink";
}
