using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Varlink.Framing;
using Varlink.Transports;
using PropertiesAttribute = FsCheck.NUnit.PropertiesAttribute;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Varlink.Tests.Properties;

/// <summary>Messages, and the pieces in which their bytes come.</summary>
/// <param name="Messages">Without NULs of their own.</param>
/// <param name="Pieces">Sizes, used in turn.</param>
/// <param name="Capacity">How many bytes the connection holds.</param>
public sealed record Fragmented(byte[][] Messages, int[] Pieces, int Capacity)
{
    public override string ToString() =>
        $"messages of [{string.Join(", ", Messages.Select(message => message.Length))}] bytes in pieces of [{string.Join(", ", Pieces)}], {Capacity} at most";
}

/// <summary>Makes them, mostly small and now and then larger than the buffers are at first.</summary>
public static class FragmentedArbitrary
{
    public static Arbitrary<Fragmented> Any()
    {
        Gen<int> size = Gen.Frequency((8, Gen.Choose(0, 40)), (2, Gen.Choose(0, 5000)));
        Gen<byte[]> message = size.SelectMany(length => Gen.Choose(1, 255).Select(item => (byte)item).ArrayOf(length));
        return (from messages in message.ArrayOf()
                from pieces in Gen.Frequency((3, Gen.Choose(1, 9)), (1, Gen.Choose(1, 3000))).NonEmptyListOf()
                from capacity in Gen.Choose(1, 3000)
                select new Fragmented(messages, [.. pieces], capacity)).ToArbitrary();
    }
}

[Properties(Arbitrary = [typeof(FragmentedArbitrary)], MaxTest = 300, QuietOnSuccess = true)]
public sealed class FrameProperties
{
    [Property]
    public async Task Any_messages_in_any_pieces_are_the_same_messages(Fragmented any)
    {
        (VarlinkTransportConnection sender, VarlinkTransportConnection receiver) = MemoryTransport.CreatePair(capacity: any.Capacity);
        Task sending = SendAsync(sender, any);
        var received = new List<byte[]>();
        var frames = new FrameReader(receiver.Input, 5000);
        while (await frames.WaitAsync(CancellationToken.None))
        {
            while (frames.TryRead(out ReadOnlySequence<byte> frame))
            {
                received.Add(frame.ToArray());
            }
        }

        await sending;
        Assert.That(received, Is.EqualTo(any.Messages));
        Assert.That(frames.HasPartialFrame, Is.False);
    }

    private static async Task SendAsync(VarlinkTransportConnection sender, Fragmented any)
    {
        byte[] bytes = [.. any.Messages.SelectMany(message => message.Append((byte)0))];
        int start = 0;
        for (int i = 0; start < bytes.Length; i++)
        {
            int size = Math.Min(any.Pieces[i % any.Pieces.Length], bytes.Length - start);
            await sender.Output.WriteAsync(bytes.AsMemory(start, size));
            start += size;
        }

        await sender.Output.CompleteAsync();
    }
}
