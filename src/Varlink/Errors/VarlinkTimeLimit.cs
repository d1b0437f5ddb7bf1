namespace Varlink;

/// <summary>Which time limit passed. Each is an option of <see cref="VarlinkClientOptions"/>.</summary>
public enum VarlinkTimeLimit
{
    /// <summary><see cref="VarlinkClientOptions.CallTimeout"/>: the call was not answered in time.</summary>
    Call,

    /// <summary><see cref="VarlinkClientOptions.LeaseTimeout"/>: no connection became free for the call.</summary>
    Lease,

    /// <summary><see cref="VarlinkClientOptions.FirstReplyTimeout"/>: a stream did not begin in time.</summary>
    FirstReply,

    /// <summary><see cref="VarlinkClientOptions.NextReplyTimeout"/>: a stream that had begun sent nothing more in time.</summary>
    NextReply,
}
