namespace Varlink.Tool;

/// <summary>The command line means nothing, in a way that its grammar does not show.</summary>
internal sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause);
