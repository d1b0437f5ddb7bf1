using System.Buffers;
using Varlink.Framing;

namespace Varlink.Messages;

/// <summary>What is said of replies that are wrong.</summary>
internal static class ReplyFaults
{
    public static VarlinkProtocolException Unasked(string endpoint) =>
        new($"{endpoint} sent a message that no call asked for. The connection is closed, because later replies could reach the wrong caller.", endpoint: endpoint);

    public static VarlinkProtocolException UnaskedContinues(string method, string endpoint) => new(
        $"{endpoint} answered {method} with a reply that says more will follow, which nobody asked for. The connection is closed.",
        "$.continues", method, endpoint);

    public static VarlinkProtocolException Describe(
        Exception fault, string? method, string endpoint, in ReadOnlySequence<byte> frame = default)
    {
        string call = method is null ? "a message" : $"a reply to {method}";
        return fault switch
        {
            FrameTooLargeException tooLarge => new VarlinkProtocolException(
                $"{endpoint} sent {call} that is larger than {tooLarge.Limit} bytes. If that is to be expected, raise " +
                $"{nameof(VarlinkClientOptions)}.{nameof(VarlinkClientOptions.MaxReceivedMessageSize)}.",
                path: null, method, endpoint, fault),
            VarlinkJsonException json => TypeFault(json, call, method, endpoint, frame),
            _ => new VarlinkProtocolException($"{endpoint} sent {call} that is not JSON: {JsonFaultText.Describe(fault)}.", path: null, method, endpoint),
        };
    }

    private static VarlinkProtocolException TypeFault(
        VarlinkJsonException fault, string call, string? method, string endpoint, in ReadOnlySequence<byte> frame)
    {
        string path = JsonPath.At(frame, fault.ByteOffset);
        return new VarlinkProtocolException(
            $"{endpoint} sent {call} that does not fit the interface: at {path}, {fault.Message}. The service may be of another version than the interface.",
            path, method, endpoint, fault);
    }
}
