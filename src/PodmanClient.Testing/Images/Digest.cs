using System.Security.Cryptography;

namespace Podman.Testing.Images;

/// <summary>SHA-256, as images and their parts are named by it.</summary>
internal static class Digest
{
    private const string Prefix = "sha256:";

    /// <summary>64 hexadecimal digits.</summary>
    public static string Hex(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary><c>sha256:</c> and the digits.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Prefix + Hex(content);

    /// <summary>The digits alone, whether the prefix was there or not.</summary>
    public static string WithoutPrefix(string digest) =>
        digest.StartsWith(Prefix, StringComparison.Ordinal) ? digest[Prefix.Length..] : digest;
}
