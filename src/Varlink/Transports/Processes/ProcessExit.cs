using System.Globalization;

namespace Varlink.Transports;

/// <summary>How a program ended; all null when the system did not tell.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Signal">The signal that ended it.</param>
internal readonly record struct ProcessExit(int? Code, int? Signal = null)
{
    /// <summary>Whether the program says that all went well.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>Takes the status apart that the system reports.</summary>
    public static ProcessExit FromStatus(int status) => (status & 0x7F) == 0
        ? new ProcessExit((status >> 8) & 0xFF)
        : new ProcessExit(null, status & 0x7F);

    public override string ToString() => this switch
    {
        { Code: { } code } => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}"),
        { Signal: { } signal } => string.Create(CultureInfo.InvariantCulture, $"was ended by signal {signal}"),
        _ => "ended",
    };
}
