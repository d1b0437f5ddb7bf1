using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Podman.Libpod.Rest.Models;

namespace Podman.Libpod.Rest;

/// <summary>An answer of Podman, whose body is still to be read.</summary>
internal sealed class RestResponse(RestAddress address, HttpResponseMessage message, bool hasEffect) : IDisposable
{
    private const string VersionHeader = "Libpod-Api-Version";
    private const int ShownCharacters = 200;

    /// <summary>
    /// Whether a Podman before version 4 answers: by the same paths it says a few things in other words. Every answer tells its version.
    /// </summary>
    public bool IsFromBefore4 { get; } =
        message.Headers.TryGetValues(VersionHeader, out IEnumerable<string>? versions)
        && int.TryParse(versions.First().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
        && major < 4;

    public bool IsNotModified => message.StatusCode == HttpStatusCode.NotModified;

    /// <summary>Makes an exception of an answer that reports a failure.</summary>
    public async Task ThrowUnlessSuccessfulAsync(CancellationToken cancellationToken)
    {
        if (message.IsSuccessStatusCode || IsNotModified)
        {
            return;
        }

        string text = await ReadTextAsync(cancellationToken).ConfigureAwait(false);
        ErrorBody? body;
        try
        {
            body = JsonSerializer.Deserialize(text, RestJson.Default.ErrorBody);
        }
        catch (JsonException e)
        {
            throw NotPodman(text, e);
        }

        if (body is not { Message.Length: > 0 } and not { Cause.Length: > 0 })
        {
            throw NotPodman(text, exception: null);
        }

        string cause = body.Cause ?? "";
        throw new RestErrorException((int)message.StatusCode, cause, string.IsNullOrEmpty(body.Message) ? cause : body.Message);
    }

    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await ReadOrNullAsync(type, cancellationToken).ConfigureAwait(false) ?? throw NotAsPromised("null", exception: null);

    /// <summary>Reads a list: Podman writes null for one with nothing in it.</summary>
    public async Task<IReadOnlyList<T>> ReadListAsync<T>(JsonTypeInfo<IReadOnlyList<T>> type, CancellationToken cancellationToken) =>
        await ReadOrNullAsync(type, cancellationToken).ConfigureAwait(false) ?? [];

    /// <summary>Reads a document that is here already.</summary>
    public T Parse<T>(string text, JsonTypeInfo<T> type) => ParseOrNull(text, type) ?? throw NotAsPromised("null", exception: null);

    /// <summary>Reads a list that is here already.</summary>
    public IReadOnlyList<T> ParseList<T>(string text, JsonTypeInfo<IReadOnlyList<T>> type) => ParseOrNull(text, type) ?? [];

    public async Task<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await message.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RestFailures.BrokenOff(address, e, hasEffect);
        }
    }

    /// <summary>The body as a stream. Whoever reads it meets <see cref="RestUnavailableException"/> where it breaks off.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new RestBodyStream(body, e => RestFailures.BrokenOff(address, e, hasEffect));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RestFailures.BrokenOff(address, e, hasEffect);
        }
    }

    /// <summary>A failure to understand what a body says.</summary>
    public RestUnavailableException NotAsPromised(string what, Exception? exception) =>
        RestFailures.NotPodman(address, $"its answer is not what Podman's API promises: {what}", hasEffect, exception);

    public void Dispose() => message.Dispose();

    private T? ParseOrNull<T>(string text, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException e)
        {
            throw NotAsPromised(e.Message, e);
        }
    }

    private async Task<T?> ReadOrNullAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            Stream body = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (JsonException e)
        {
            throw NotAsPromised(e.Message, e);
        }
    }

    private RestUnavailableException NotPodman(string text, Exception? exception)
    {
        string shown = text.Length > ShownCharacters ? text[..ShownCharacters] + "..." : text;
        string what = message.StatusCode == HttpStatusCode.NotFound
            ? "it does not have the API of Podman 3 and later (/v4.0.0/libpod)"
            : "it answers, but not as Podman does";
        return RestFailures.NotPodman(address, $"{what}: {(int)message.StatusCode} {shown.Trim()}", hasEffect, exception);
    }
}
