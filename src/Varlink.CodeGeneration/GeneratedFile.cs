namespace Varlink.CodeGeneration;

/// <summary>A generated file.</summary>
/// <param name="Name">Its path below the folder of generated files, with forward slashes.</param>
/// <param name="Text">Its text, with LF as the line end.</param>
public sealed record GeneratedFile(string Name, string Text);
