namespace Varlink;

/// <summary>Parameters that are none: a call without input, or a reply that says only that the call succeeded.</summary>
public readonly record struct VarlinkEmpty;
