using System.Diagnostics;

namespace Varlink.Diagnostics;

/// <summary>
/// One call that somebody wants to know of: its span, its duration, its part in the number of calls under way. Neither parameters nor replies, nor
/// the texts of exceptions, which may quote them, become attributes. Begin it in an async method: it becomes the current activity there.
/// </summary>
internal sealed class ObservedCall : IDisposable
{
    private const int LongestMethodName = 255;

    private readonly CallInstruments _instruments;
    private readonly TagList _serviceTags;
    private readonly string _method;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly Activity? _activity;
    private readonly bool _isCounted;
    private string? _errorType;
    private string? _status;
    private bool _methodIsUnknown;
    private int _ended;

    private ObservedCall(CallInstruments instruments, string method, string endpoint, TimeProvider clock)
    {
        _instruments = instruments;
        _serviceTags = ServiceTags.Of(endpoint, isServer: instruments == CallInstruments.Server).Tags;
        _method = method;
        _clock = clock;
        _started = clock.GetTimestamp();
        _isCounted = instruments.ActiveCalls.Enabled;
        if (_isCounted)
        {
            instruments.ActiveCalls.Add(1, _serviceTags);
        }

        TagList tags = _serviceTags;
        tags.Add(TelemetryNames.Method, method);
        _activity = instruments.StartActivity(method, tags);
    }

    public static ObservedCall StartClient(string method, string endpoint, TimeProvider clock) =>
        new(CallInstruments.Client, method, endpoint, clock);

    /// <summary>Begins a call on the server's side; null while nobody wants to know.</summary>
    public static ObservedCall? StartServer(string method, string endpoint, TimeProvider clock)
    {
        if (!CallInstruments.Server.AreWanted)
        {
            return null;
        }

        // Varlink carries no trace context, and whatever is current here is of whoever happened to make the connection, not the caller.
        Activity.Current = null;
        return new ObservedCall(CallInstruments.Server, method, endpoint, clock);
    }

    /// <summary>Says how the call failed. The first failure counts.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="errorName">The error reply that stands for it; null for its own name, if it is an error reply.</param>
    public void Fail(Exception exception, string? errorName = null)
    {
        if (_errorType is not null)
        {
            return;
        }

        var error = exception as VarlinkErrorException;
        _status = errorName ?? error?.ErrorName;
        _errorType = error?.ErrorName ?? exception.GetType().FullName!;
        _methodIsUnknown = _instruments == CallInstruments.Server && exception is MethodNotFoundException or InterfaceNotFoundException;
    }

    /// <summary>Ends the call, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        TagList tags = _serviceTags;
        tags.Add(TelemetryNames.Method, _methodIsUnknown ? TelemetryNames.OtherMethod : _method);
        if (_status is not null)
        {
            tags.Add(TelemetryNames.StatusCode, _status);
        }

        if (_errorType is not null)
        {
            tags.Add(TelemetryNames.ErrorType, _errorType);
        }

        // While the span is current, so that a measurement can name it as its example.
        _instruments.Duration.Record(_clock.GetElapsedTime(_started).TotalSeconds, tags);
        if (_isCounted)
        {
            _instruments.ActiveCalls.Add(-1, _serviceTags);
        }

        EndActivity();
    }

    private void EndActivity()
    {
        if (_activity is null)
        {
            return;
        }

        if (_methodIsUnknown)
        {
            _activity.DisplayName = TelemetryNames.OtherMethod;
            _activity.SetTag(TelemetryNames.Method, TelemetryNames.OtherMethod);
            _activity.SetTag(TelemetryNames.OriginalMethod, _method.Length <= LongestMethodName ? _method : _method[..LongestMethodName]);
        }

        if (_errorType is not null)
        {
            _activity.SetTag(TelemetryNames.StatusCode, _status);
            _activity.SetTag(TelemetryNames.ErrorType, _errorType);
            _activity.SetStatus(ActivityStatusCode.Error);
        }

        _activity.Dispose();
    }
}
