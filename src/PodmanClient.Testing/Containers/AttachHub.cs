using System.Collections.Immutable;
using System.IO.Pipelines;

namespace Podman.Testing.Containers;

/// <summary>A connection to a container's streams.</summary>
internal interface IAttachment
{
    /// <summary>Takes what the program wrote.</summary>
    ValueTask SendAsync(bool isError, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>The program has ended.</summary>
    void Close();
}

/// <summary>Who is attached to a container, and what they type.</summary>
internal sealed class AttachHub
{
    private readonly Lock _gate = new();
    private ImmutableList<IAttachment> _attachments = [];
    private Pipe? _input;
    private bool _hasInputEnded;

    /// <summary>The main process's standard input: at its end at once, unless the container was created to be interactive.</summary>
    public Stream Input
    {
        get
        {
            lock (_gate)
            {
                return _input?.Reader.AsStream() ?? Stream.Null;
            }
        }
    }

    public void Open(bool isInteractive)
    {
        lock (_gate)
        {
            _hasInputEnded = false;
            _input = isInteractive ? new Pipe(new PipeOptions(useSynchronizationContext: false)) : null;
        }
    }

    /// <summary>Ends the input and hangs up on whoever is attached.</summary>
    public void Close()
    {
        ImmutableList<IAttachment> attachments;
        lock (_gate)
        {
            _input?.Writer.Complete();
            _input = null;
            attachments = _attachments;
            _attachments = [];
        }

        attachments.ForEach(attachment => attachment.Close());
    }

    public void Add(IAttachment attachment)
    {
        lock (_gate)
        {
            _attachments = _attachments.Add(attachment);
        }
    }

    public void Remove(IAttachment attachment)
    {
        lock (_gate)
        {
            _attachments = _attachments.Remove(attachment);
        }
    }

    /// <summary>Gives the main process something to read; what nobody can read is dropped.</summary>
    public async ValueTask TypeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        PipeWriter? writer;
        lock (_gate)
        {
            writer = _hasInputEnded ? null : _input?.Writer;
        }

        if (writer is not null)
        {
            await writer.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the main process's input.</summary>
    public void EndInput()
    {
        lock (_gate)
        {
            _hasInputEnded = true;
            _input?.Writer.Complete();
        }
    }

    public async ValueTask SendAsync(bool isError, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        ImmutableList<IAttachment> attachments;
        lock (_gate)
        {
            attachments = _attachments;
        }

        foreach (IAttachment attachment in attachments)
        {
            await attachment.SendAsync(isError, bytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
