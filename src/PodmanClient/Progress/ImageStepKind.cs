namespace Podman;

/// <summary>What a step of a pull or of a build is about.</summary>
public enum ImageStepKind
{
    /// <summary>Anything that has no kind of its own: what a program in a build writes, for example.</summary>
    Message,

    /// <summary>A build begins an instruction of the Dockerfile.</summary>
    Instruction,

    /// <summary>A layer is copied.</summary>
    Layer,

    /// <summary>The configuration of the image is copied.</summary>
    Configuration,

    /// <summary>The manifest is written: what is left is the image's name.</summary>
    Manifest,

    /// <summary>The image is there. Always the last step.</summary>
    Completed,
}
