namespace Varlink.Server;

/// <summary>A message is no call. Where it should have ended is anybody's guess, so its connection ends.</summary>
internal sealed class MalformedCallException(string message, Exception? innerException = null) : Exception(message, innerException);
