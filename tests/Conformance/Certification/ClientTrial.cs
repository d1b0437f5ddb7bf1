using System.Text.Json;
using Varlink.Conformance.Interface;

namespace Varlink.Conformance.Certification;

/// <summary>
/// How far one client has come. A call that is wrong is refused and leaves the client where it was; it may try again, but is not certified
/// any more.
/// </summary>
internal sealed class ClientTrial(string clientId)
{
    /// <summary>What a client has to call after Start, in this order.</summary>
    private static readonly VarlinkMethod[] Order =
    [
        CertificationMethods.Test01, CertificationMethods.Test02, CertificationMethods.Test03, CertificationMethods.Test04,
        CertificationMethods.Test05, CertificationMethods.Test06, CertificationMethods.Test07, CertificationMethods.Test08,
        CertificationMethods.Test09, CertificationMethods.Test10, CertificationMethods.Test11, CertificationMethods.End,
    ];

    private readonly Lock _gate = new();
    private int _done;
    private bool _failed;
    private CertificationErrorException? _unheard;

    /// <summary>What the client must give with every call.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>Takes a call of the client.</summary>
    /// <exception cref="CertificationErrorException">It is not what the client should have called.</exception>
    public void Take(VarlinkMethod method, JsonElement wants, JsonElement got)
    {
        lock (_gate)
        {
            VarlinkMethod expected = Order[_done];
            if (method != expected)
            {
                throw Fail(Encoding.Call(expected.FullName), got);
            }

            if (JsonElement.DeepEquals(wants, got))
            {
                _done++;
                return;
            }

            CertificationErrorException error = Fail(wants, got);
            if (method == CertificationMethods.Test11)
            {
                // Nobody hears the error of a one-way call: End tells.
                _unheard = error;
                _done++;
            }

            throw error;
        }
    }

    /// <summary>How it went, once End was taken.</summary>
    /// <returns>Whether every call was right.</returns>
    /// <exception cref="CertificationErrorException">The one-way call was wrong.</exception>
    public bool Conclude()
    {
        lock (_gate)
        {
            return _unheard is null ? !_failed : throw new CertificationErrorException(_unheard.Wants, _unheard.Got);
        }
    }

    private CertificationErrorException Fail(JsonElement wants, JsonElement got)
    {
        _failed = true;
        return new CertificationErrorException(wants, got);
    }
}
