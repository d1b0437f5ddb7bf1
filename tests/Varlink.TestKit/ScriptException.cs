namespace Varlink.TestKit;

/// <summary>A script met something else than it expects, or nothing at all. Fails the test.</summary>
public sealed class ScriptException(string message, Exception? innerException = null) : Exception(message, innerException);
