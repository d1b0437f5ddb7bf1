using Podman.Testing.Faults;
using Varlink;

namespace Podman.Testing;

/// <summary>
/// Plans what goes wrong with calls of a method: first which of them (<see cref="After"/>, <see cref="Times"/>, <see cref="Always"/>; without,
/// the next one), then what. Plans for the same call are carried out one by one: the second waits for a later call.
/// </summary>
public sealed class CallFaultPlan
{
    private readonly FaultBook _book;
    private readonly string? _method;
    private int _skip;
    private int? _times = 1;

    internal CallFaultPlan(FaultBook book, string? method)
    {
        _book = book;
        _method = method;
    }

    /// <summary>Lets some calls go well before.</summary>
    /// <param name="calls">How many; not negative.</param>
    /// <returns>This plan.</returns>
    public CallFaultPlan After(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        _skip = calls;
        return this;
    }

    /// <summary>Says how many calls go wrong. Default: 1.</summary>
    /// <param name="calls">How many; positive.</param>
    /// <returns>This plan.</returns>
    public CallFaultPlan Times(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        _times = calls;
        return this;
    }

    /// <summary>Lets all calls go wrong, until <see cref="PlannedFault.Cancel"/>.</summary>
    /// <returns>This plan.</returns>
    public CallFaultPlan Always()
    {
        _times = null;
        return this;
    }

    /// <summary>The connection closes when the call has arrived; it is not carried out.</summary>
    /// <returns>The planned fault.</returns>
    public PlannedFault CutBeforeCall() => Plan(FaultKind.CutBeforeCall);

    /// <summary>The call is carried out; then the connection closes without a reply.</summary>
    /// <returns>The planned fault.</returns>
    public PlannedFault CutBeforeReply() => Plan(FaultKind.CutBeforeReply);

    /// <summary>The call is carried out; the connection closes in the middle of the reply, in the first one of a stream.</summary>
    /// <param name="afterBytes">
    /// How many bytes the client gets; positive. It never gets all: of a shorter reply only the end is missing. Default: 1.
    /// </param>
    /// <returns>The planned fault.</returns>
    public PlannedFault CutInReply(int afterBytes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(afterBytes);
        return Plan(FaultKind.CutInReply, amount: afterBytes);
    }

    /// <summary>The connection closes after the reply.</summary>
    /// <param name="replies">After how many, for a stream; positive. Default: 1.</param>
    /// <returns>The planned fault.</returns>
    public PlannedFault CutAfterReply(int replies = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replies);
        return Plan(FaultKind.CutAfterReply, amount: replies);
    }

    /// <summary>The call is carried out later.</summary>
    /// <param name="delay">How much later, on the engine's clock (<see cref="ReferenceEngineOptions.TimeProvider"/>); not negative, at most
    /// <see cref="VarlinkClientOptions.MaxTimeLimit"/>.</param>
    /// <returns>The planned fault.</returns>
    public PlannedFault Delay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, VarlinkClientOptions.MaxTimeLimit);
        return Plan(FaultKind.Delay, delay: delay);
    }

    /// <summary>
    /// The call is neither carried out nor answered, and the connection stays: until the client hangs up, or <see cref="PlannedFault.Cancel"/>
    /// lets the call go on.
    /// </summary>
    /// <returns>The planned fault.</returns>
    public PlannedFault Stall() => Plan(FaultKind.Stall);

    /// <summary>The call is answered with an error, and not carried out.</summary>
    /// <param name="error">The error: <c>new ErrorOccurredException("no space left on device")</c> for example.</param>
    /// <returns>The planned fault.</returns>
    public PlannedFault Fail(VarlinkErrorException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Plan(FaultKind.Error, error: error);
    }

    /// <summary>
    /// The first reply comes many times. To a call that asked for a stream this is a flood, as some daemons send of empty replies; to any other it
    /// is a reply too many, which comes together with the first and which no client may take for that of the next call.
    /// </summary>
    /// <param name="replies">How many times in all; at least 2.</param>
    /// <returns>The planned fault.</returns>
    public PlannedFault Flood(int replies)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replies, 2);
        return Plan(FaultKind.Flood, amount: replies);
    }

    private PlannedFault Plan(FaultKind kind, int amount = 0, TimeSpan delay = default, VarlinkErrorException? error = null) =>
        _book.Plan(new PlannedFault(kind, _method, _skip, _times) { Amount = amount, Delay = delay, Error = error });
}
