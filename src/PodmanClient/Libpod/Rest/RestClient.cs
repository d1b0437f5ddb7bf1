using System.Text.Json.Serialization.Metadata;

namespace Podman.Libpod.Rest;

/// <summary>
/// Sends requests to Podman. Every failure is a <see cref="RestException"/>; a cancelled request is an
/// <see cref="OperationCanceledException"/>, and its connection is closed, which ends the work at Podman's side too.
/// </summary>
internal sealed class RestClient : IDisposable
{
    private readonly RestAddress _address;
    private readonly HttpMessageInvoker _reads;
    private readonly HttpMessageInvoker _effects;

    public RestClient(RestAddress address, TimeSpan connectTimeout)
    {
        _address = address;
        _reads = new HttpMessageInvoker(CreateHandler(address, connectTimeout, Timeout.InfiniteTimeSpan));

        // A connection that was used before may be dead, which shows only when the request is on its way: was it carried out? So requests with
        // effects get a new one each.
        _effects = new HttpMessageInvoker(CreateHandler(address, connectTimeout, TimeSpan.Zero));
    }

    /// <summary>Where requests go, for messages.</summary>
    public string Address => _address.Text;

    /// <summary>Asks for a document.</summary>
    public async Task<T> GetAsync<T>(RestPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using RestResponse response = await SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync(type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for a list.</summary>
    public async Task<IReadOnlyList<T>> GetListAsync<T>(RestPath path, JsonTypeInfo<IReadOnlyList<T>> type, CancellationToken cancellationToken)
    {
        using RestResponse response = await SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        return await response.ReadListAsync(type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for a text: a word, or a document that is handed on as it is.</summary>
    public async Task<string> GetTextAsync(RestPath path, CancellationToken cancellationToken)
    {
        using RestResponse response = await SendAsync(HttpMethod.Get, path, content: null, cancellationToken).ConfigureAwait(false);
        return await response.ReadTextAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes something happen, and reads what Podman says of it.</summary>
    public async Task<T> SendAsync<T>(
        HttpMethod method, RestPath path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using RestResponse response = await SendAsync(method, path, content, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync(type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes something happen.</summary>
    /// <returns>False where everything was as wanted already.</returns>
    public async Task<bool> PostAsync(RestPath path, CancellationToken cancellationToken)
    {
        using RestResponse response = await SendAsync(HttpMethod.Post, path, content: null, cancellationToken).ConfigureAwait(false);
        return !response.IsNotModified;
    }

    /// <summary>Sends a request, and gives the answer as soon as it begins.</summary>
    /// <exception cref="RestException">There is no answer, or it reports a failure.</exception>
    public async Task<RestResponse> SendAsync(HttpMethod method, RestPath path, HttpContent? content, CancellationToken cancellationToken)
    {
        bool hasEffect = method != HttpMethod.Get;

        // Where a connection closes without a byte of the answer, the runtime sends the request up to three times more, whatever its method; all but
        // those with a body. So whatever has an effect has a body, if an empty one.
        using var request = new HttpRequestMessage(method, new Uri(_address.BaseUri, path.ToString()))
        {
            Content = content ?? (hasEffect ? new ByteArrayContent([]) : null),
        };
        HttpResponseMessage message;
        try
        {
            message = await (hasEffect ? _effects : _reads).SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (content is StreamedContent { SourceFailure: { } failure })
        {
            throw new RestErrorException(0, failure.Message, failure.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw RestFailures.NoAnswer(_address, e, hasEffect);
        }

        var response = new RestResponse(_address, message, hasEffect);
        try
        {
            await response.ThrowUnlessSuccessfulAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _reads.Dispose();
        _effects.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(RestAddress address, TimeSpan connectTimeout, TimeSpan lifetime) => new()
    {
        ConnectCallback = async (_, token) => new ConnectionStream(await address.ConnectAsync(token).ConfigureAwait(false)),
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = lifetime,

        // Podman talks to itself only: what the environment says of proxies is not meant for it, and nothing of a trace either.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };

}
