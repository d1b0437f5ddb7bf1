namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for when a record has <c>init</c> members; netstandard2.0 does not bring it.</summary>
internal static class IsExternalInit
{
}
