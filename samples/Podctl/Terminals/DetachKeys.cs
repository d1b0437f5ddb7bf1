namespace Podctl.Terminals;

/// <summary>Finds Podman's keys for detaching, Ctrl-P Ctrl-Q, in what is typed. A Ctrl-P waits for the key after it.</summary>
internal sealed class DetachKeys
{
    private const byte CtrlP = 0x10;
    private const byte CtrlQ = 0x11;

    private bool _isHeld;

    /// <summary>Gives what goes to the container, and whether the keys were pressed; what was typed after them goes nowhere.</summary>
    public (byte[] Data, bool IsDetached) Filter(ReadOnlySpan<byte> typed)
    {
        var data = new List<byte>(typed.Length + 1);
        foreach (byte key in typed)
        {
            if (_isHeld && key == CtrlQ)
            {
                return ([.. data], true);
            }

            if (_isHeld)
            {
                data.Add(CtrlP);
            }

            _isHeld = key == CtrlP;
            if (!_isHeld)
            {
                data.Add(key);
            }
        }

        return ([.. data], false);
    }
}
