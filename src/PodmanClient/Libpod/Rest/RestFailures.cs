using System.Net.Sockets;
using Varlink;

namespace Podman.Libpod.Rest;

/// <summary>Says what it means that Podman did not answer as it should.</summary>
internal static class RestFailures
{
    private const string Unknown = " Whether Podman has carried it out is not known.";

    /// <summary>No answer began.</summary>
    public static RestUnavailableException NoAnswer(RestAddress address, Exception exception, bool hasEffect)
    {
        (string what, VarlinkConnectionReason reason) = exception switch
        {
            HttpRequestException { InnerException: FileNotFoundException e } => ($"{e.Message}. {WhatToDo}", VarlinkConnectionReason.NotFound),
            HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
                ($"the connection was refused: no service listens there. {WhatToDo}", VarlinkConnectionReason.Refused),
            HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } =>
                ("permission denied: this user may not write to the socket. Rootless Podman listens below XDG_RUNTIME_DIR; root's is root's.",
                    VarlinkConnectionReason.PermissionDenied),
            HttpRequestException { InnerException: TimeoutException or OperationCanceledException } or OperationCanceledException =>
                ($"no connection was made within {nameof(LibpodEngineOptions)}.{nameof(LibpodEngineOptions.ConnectTimeout)}.",
                    VarlinkConnectionReason.TimedOut),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e =>
                ($"no connection: {Text(e)}", VarlinkConnectionReason.Unknown),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } e =>
                ($"what answers there does not speak HTTP: {Text(e)}" + (hasEffect ? Unknown : ""), VarlinkConnectionReason.Unknown),
            _ => ($"the connection broke before the answer: {Text(exception)}" + (hasEffect ? Unknown : ""), VarlinkConnectionReason.Broken),
        };
        return new RestUnavailableException($"Podman's REST service at {address.Text}: {what}", reason, exception);
    }

    /// <summary>The answer began, and broke off.</summary>
    public static RestUnavailableException BrokenOff(RestAddress address, Exception exception, bool hasEffect) => new(
        $"Podman's REST service at {address.Text}: the answer broke off: {Text(exception)}" + (hasEffect ? Unknown : ""),
        VarlinkConnectionReason.Broken,
        exception);

    /// <summary>The answer is not what Podman's API promises.</summary>
    public static RestUnavailableException NotPodman(RestAddress address, string what, bool hasEffect, Exception? exception = null) => new(
        $"Podman's REST service at {address.Text}: {what}" + (hasEffect ? Unknown : ""), VarlinkConnectionReason.Unknown, exception);

    private static string WhatToDo =>
        "Start it with 'systemctl start podman.socket' (rootless: 'systemctl --user start podman.socket'), or 'podman system service'.";

    /// <summary>The innermost text: the outer ones say that an error occurred.</summary>
    private static string Text(Exception exception)
    {
        Exception inner = exception;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        return inner.Message;
    }
}
