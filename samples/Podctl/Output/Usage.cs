namespace Podctl.Output;

/// <summary>What a container used between two readings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CpuPercent">Processor time in percent of one processor.</param>
/// <param name="MemoryBytes">Memory now.</param>
/// <param name="MemoryPercent">The same in percent of its limit.</param>
/// <param name="NetInputBytes">Received so far.</param>
/// <param name="NetOutputBytes">Sent so far.</param>
/// <param name="NetBytesPerSecond">Received and sent, per second since the reading before.</param>
/// <param name="Processes">Processes now.</param>
internal sealed record Usage(
    string Name,
    double CpuPercent,
    long MemoryBytes,
    double MemoryPercent,
    long NetInputBytes,
    long NetOutputBytes,
    double NetBytesPerSecond,
    long Processes);
