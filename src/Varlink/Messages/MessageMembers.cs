using System.Text.Json;

namespace Varlink.Messages;

/// <summary>The members of calls and replies.</summary>
internal static class MessageMembers
{
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    public static readonly JsonEncodedText Parameters = JsonEncodedText.Encode("parameters");
    public static readonly JsonEncodedText More = JsonEncodedText.Encode("more");
    public static readonly JsonEncodedText Oneway = JsonEncodedText.Encode("oneway");
    public static readonly JsonEncodedText Upgrade = JsonEncodedText.Encode("upgrade");
    public static readonly JsonEncodedText Continues = JsonEncodedText.Encode("continues");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
}
