using Microsoft.Extensions.Options;
using Polly.Telemetry;
using Varlink;

namespace Podman.Extensions;

/// <summary>
/// Keeps replies out of what Polly logs about any pipeline of the application: it would print their contents. Results of other calls than
/// those of this library are printed as before.
/// </summary>
internal sealed class ReplyHidingTelemetry : IPostConfigureOptions<TelemetryOptions>
{
    public void PostConfigure(string? name, TelemetryOptions options)
    {
        var format = options.ResultFormatter;
        options.ResultFormatter = (context, result) =>
            context.Properties.TryGetValue(VarlinkResilience.MethodKey, out _) ? result?.GetType().Name : format(context, result);
    }
}
