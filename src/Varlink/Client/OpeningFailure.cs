using System.Runtime.CompilerServices;

namespace Varlink.Client;

/// <summary>What a call is told when it gets no connection.</summary>
internal static class OpeningFailure
{
    /// <summary>
    /// Waits for a connection. Calls may wait for the same one, so that its failure is theirs together: each is given an exception of its own.
    /// </summary>
    public static ValueTask<T> ForCall<T>(this ValueTask<T> opening, string method) =>
        opening.IsCompletedSuccessfully ? opening : WaitAsync(opening, method);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<T> WaitAsync<T>(ValueTask<T> opening, string method)
    {
        try
        {
            return await opening.ConfigureAwait(false);
        }
        catch (VarlinkConnectionException e)
        {
            throw e.ForCall(method);
        }
    }
}
