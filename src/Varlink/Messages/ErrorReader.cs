using System.Buffers;
using System.Text.Json;
using Varlink.Errors.Service;

namespace Varlink.Messages;

/// <summary>Makes exceptions of error replies.</summary>
internal static class ErrorReader
{
    /// <summary>Reads a message again, now that it is known to be an error.</summary>
    /// <param name="frame">The message.</param>
    /// <param name="errorName">Its error.</param>
    /// <param name="factory">Makes the exceptions of the method's interface; null when it declares none.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <returns>The typed exception where the error is known, and <see cref="VarlinkErrorException"/> itself where it is not.</returns>
    /// <exception cref="VarlinkJsonException">The parameters are not what the interface says.</exception>
    public static VarlinkErrorException Read(
        in ReadOnlySequence<byte> frame, string errorName, VarlinkErrorFactory? factory, string method, string endpoint)
    {
        JsonElement parameters = default;
        var reader = ReplyReader.Open(frame);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isParameters = VarlinkJson.TextEquals(ref reader, "parameters"u8);
            reader.Read();
            if (isParameters)
            {
                parameters = VarlinkJson.ReadElement(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        var reply = new VarlinkErrorReply(errorName, parameters, method, endpoint);
        return factory?.Invoke(reply) ?? ServiceErrors.Create(reply) ?? new VarlinkErrorException(reply);
    }
}
