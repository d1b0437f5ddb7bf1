namespace Varlink;

/// <summary>A method with its types: how to write and read its parameters and its reply. The generator makes one per method.</summary>
/// <typeparam name="TParameters">The parameters of the call; <see cref="VarlinkEmpty"/> when there are none.</typeparam>
/// <typeparam name="TReply">The reply; <see cref="VarlinkEmpty"/> when it carries nothing.</typeparam>
public sealed class VarlinkMethod<TParameters, TReply> : VarlinkMethod
{
    /// <summary>Describes a method.</summary>
    /// <param name="interfaceName">The interface, <c>io.podman</c> for example.</param>
    /// <param name="name">The method, <c>Ping</c> for example.</param>
    /// <param name="traits">What the comments of the interface say about it.</param>
    /// <param name="parametersEncoder">Writes the parameters; null when there are none.</param>
    /// <param name="parametersDecoder">Reads the parameters; null when there are none.</param>
    /// <param name="replyEncoder">Writes the reply's parameters; null when it carries nothing.</param>
    /// <param name="replyDecoder">Reads the reply's parameters; null when it carries nothing.</param>
    /// <param name="errors">Makes the interface's exceptions; null when it declares no error.</param>
    public VarlinkMethod(
        string interfaceName,
        string name,
        VarlinkMethodTraits traits,
        VarlinkEncoder<TParameters>? parametersEncoder,
        VarlinkParametersDecoder<TParameters>? parametersDecoder,
        VarlinkEncoder<TReply>? replyEncoder,
        VarlinkDecoder<TReply>? replyDecoder,
        VarlinkErrorFactory? errors)
        : base(interfaceName, name, traits)
    {
        ParametersEncoder = parametersEncoder;
        ParametersDecoder = parametersDecoder;
        ReplyEncoder = replyEncoder;
        ReplyDecoder = replyDecoder;
        Errors = errors;
    }

    /// <summary>Writes the parameters of the call.</summary>
    public VarlinkEncoder<TParameters>? ParametersEncoder { get; }

    /// <summary>Reads the parameters of the call.</summary>
    public VarlinkParametersDecoder<TParameters>? ParametersDecoder { get; }

    /// <summary>Writes the parameters of the reply.</summary>
    public VarlinkEncoder<TReply>? ReplyEncoder { get; }

    /// <summary>Reads the parameters of the reply.</summary>
    public VarlinkDecoder<TReply>? ReplyDecoder { get; }

    /// <summary>Makes the typed exceptions of the interface.</summary>
    public VarlinkErrorFactory? Errors { get; }
}
