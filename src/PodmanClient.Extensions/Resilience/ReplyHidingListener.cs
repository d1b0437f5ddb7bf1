using Polly;
using Polly.Telemetry;
using Varlink;

namespace Podman.Extensions;

/// <summary>
/// Passes on what resilience strategies tell, without replies and without the texts of error replies: those hold what Podman's containers
/// hold, their environment for example, and are never logged.
/// </summary>
/// <param name="inner">What would have been told all.</param>
internal sealed class ReplyHidingListener(TelemetryListener inner) : TelemetryListener
{
    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) =>
        inner.Write(new TelemetryEventArguments<TResult, TArgs>(args.Source, args.Event, args.Context, args.Arguments, Hide(args.Outcome)));

    private static Outcome<TResult>? Hide<TResult>(Outcome<TResult>? outcome) => outcome switch
    {
        null => null,
        { Exception: VarlinkErrorException error } => Outcome.FromException<TResult>(new VarlinkErrorException(error.ErrorName)),
        { Exception: { } exception } => Outcome.FromException<TResult>(exception),
        _ => Outcome.FromResult(default(TResult)!),
    };
}
