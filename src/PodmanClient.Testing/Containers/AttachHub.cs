using System.Collections.Immutable;

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
    private IContainerInput? _input;
    private bool _isOpen;
    private Func<Task>? _admitPending;
    private Action? _retired;

    /// <summary>The main process's standard input: at its end at once where there is none.</summary>
    public Stream Input
    {
        get
        {
            lock (_gate)
            {
                return _input?.Reader ?? Stream.Null;
            }
        }
    }

    /// <summary>Takes attachments, and input for a program that may begin later.</summary>
    public void Open(IContainerInput? input)
    {
        lock (_gate)
        {
            _isOpen = true;
            _input = input;
        }
    }

    /// <summary>Ends the input and hangs up on whoever is attached.</summary>
    public void Close()
    {
        ImmutableList<IAttachment> attachments;
        IContainerInput? input;
        lock (_gate)
        {
            _isOpen = false;
            input = _input;
            _input = null;
            attachments = _attachments;
            _attachments = [];
        }

        input?.Close();
        attachments.ForEach(attachment => attachment.Close());
    }

    /// <summary>Whether the attachment was taken: there is a program, or is to be one.</summary>
    /// <param name="attachment">The attachment.</param>
    /// <param name="input">What it types into: that of this run, whatever it does later; null where there is none.</param>
    public bool TryAdd(IAttachment attachment, out IContainerInput? input)
    {
        lock (_gate)
        {
            input = _input;
            if (_isOpen)
            {
                _attachments = _attachments.Add(attachment);
            }

            return _isOpen;
        }
    }

    public void Remove(IAttachment attachment)
    {
        lock (_gate)
        {
            _attachments = _attachments.Remove(attachment);
        }
    }

    /// <summary>Says who knows of connections that are made and not yet taken, and who is to know that the container is gone.</summary>
    public void Serve(Func<Task> admitPending, Action retired)
    {
        lock (_gate)
        {
            _admitPending = admitPending;
            _retired = retired;
        }
    }

    /// <summary>Takes everybody who has connected so far: nothing of what a program writes from now on escapes them.</summary>
    public Task AdmitPendingAsync()
    {
        lock (_gate)
        {
            return _admitPending?.Invoke() ?? Task.CompletedTask;
        }
    }

    /// <summary>Closes for good: the container is gone.</summary>
    public void Retire()
    {
        Close();
        Action? retired;
        lock (_gate)
        {
            retired = _retired;
            _retired = null;
            _admitPending = null;
        }

        retired?.Invoke();
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
