using System.Runtime.CompilerServices;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Rest;

/// <summary>Reads what Podman tells of a pull, a push or a build while it is under way: a line of JSON for each message.</summary>
internal static class RestStreamReader
{
    /// <summary>The messages as they come.</summary>
    /// <exception cref="RestErrorException">A message reports a failure, though the answer began with 200.</exception>
    public static async IAsyncEnumerable<RestStreamMessage> ReadMessagesAsync(
        this RestResponse response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stream body = await response.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            RestStreamMessage message = response.Parse(line, RestJson.Default.RestStreamMessage);
            string? error = message.Error is { Length: > 0 } ? message.Error : message.ErrorDetail?.Message;
            if (error is { Length: > 0 })
            {
                throw new RestErrorException((int)System.Net.HttpStatusCode.OK, error.Trim(), error.Trim());
            }

            yield return message;
        }
    }
}
