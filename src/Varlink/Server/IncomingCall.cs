using System.Buffers;
using System.Text.Json;

namespace Varlink.Server;

/// <summary>A call as it came over the wire.</summary>
/// <param name="Route">Its method.</param>
/// <param name="ParametersKind">What its parameters are; <see cref="JsonTokenType.None"/> when there are none, or null.</param>
/// <param name="Parameters">The JSON of the parameters: a piece of the message.</param>
/// <param name="More">Whether it asks for a stream.</param>
/// <param name="Oneway">Whether it wants no reply.</param>
/// <param name="Upgrade">Whether it wants the connection after the reply.</param>
internal readonly record struct IncomingCall(
    MethodRoute Route, JsonTokenType ParametersKind, ReadOnlySequence<byte> Parameters, bool More, bool Oneway, bool Upgrade);
