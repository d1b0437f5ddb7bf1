using System.Runtime.Versioning;
using Varlink.TestKit;
using Varlink.Transports;

namespace Varlink.Tests.Server;

/// <summary>Who may connect.</summary>
[CancelAfter(60_000)]
public sealed class AdmissionTests
{
    private const int NotAdmitted = 2005;
    private const int AdmissionFailed = 2006;

    [Test]
    public async Task Who_is_not_admitted_is_disconnected_and_others_are_served([Values("unix", "tcp")] string kind, CancellationToken token)
    {
        int asked = 0;
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { MaxConnections = 1, Admit = _ => ++asked > 3 });
        await harness.ListenAsync(kind, token);

        // One after the other: each of those that are turned away gives the only place back.
        for (int i = 0; i < 3; i++)
        {
            await ExpectNothingAsync(() => harness.ConnectAsync(token), token);
        }

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Echo", "x"));
        await client.ExpectAsync(Harness.Reply("x"), token);
        Assert.That(asked, Is.EqualTo(4));
        Assert.That(harness.Logs.Entries.Count(entry => entry.Id == NotAdmitted), Is.EqualTo(3));
    }

    [Test]
    public async Task A_rule_that_fails_admits_nobody(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { Admit = _ => throw new InvalidOperationException("no rule") });
        await harness.ListenAsync("unix", token);

        await ExpectNothingAsync(() => harness.ConnectAsync(token), token);

        Assert.That(harness.Logs.Entries.Select(entry => entry.Id), Does.Contain(AdmissionFailed));
    }

    [Test]
    public async Task A_connection_that_is_handed_in_is_asked_for_too(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { Admit = peer => peer.Credentials is not null });
        (VarlinkTransportConnection mine, VarlinkTransportConnection theirs) = MemoryTransport.CreatePair();

        await harness.Server.ServeAsync(theirs);

        await ExpectNothingAsync(() => Task.FromResult(new PeerConnection(mine)), token);
    }

    [Test]
    public async Task In_process_nobody_is_asked_for(CancellationToken token)
    {
        await using Harness harness = Harness.Echo(new VarlinkServerOptions { Admit = _ => false });
        PeerConnection client = await harness.ConnectAsync(token);

        await client.SendAsync(token, Harness.Call("Echo", "x"));

        await client.ExpectAsync(Harness.Reply("x"), token);
    }

    [Test, Platform("Linux"), SupportedOSPlatform("linux")]
    public async Task The_rule_sees_the_user_that_the_system_vouches_for(CancellationToken token)
    {
        var seen = new TaskCompletionSource<VarlinkPeer>();
        await using Harness harness = Harness.Echo(new VarlinkServerOptions
        {
            Admit = peer => seen.TrySetResult(peer) && VarlinkAdmission.SameUserOrRoot(peer),
        });
        string endpoint = await harness.ListenAsync("unix", token);

        PeerConnection client = await harness.ConnectAsync(token);
        await client.SendAsync(token, Harness.Call("Echo", "x"));

        await client.ExpectAsync(Harness.Reply("x"), token);
        VarlinkPeer peer = await seen.Task;
        Assert.That(peer.Endpoint, Is.EqualTo(endpoint));
        Assert.That((peer.Credentials!.ProcessId, peer.Credentials.UserId), Is.EqualTo((Environment.ProcessId, Libc.EffectiveUser())));
    }

    [TestCase(1000u, 1000u, true)]
    [TestCase(0u, 1000u, true)]
    [TestCase(1001u, 1000u, false)]
    [TestCase(1000u, 0u, false)]
    [TestCase(0u, 0u, true)]
    public void The_same_user_and_root_are_admitted(uint peer, uint own, bool expected) =>
        Assert.That(VarlinkAdmission.IsSameUserOrRoot(peer, own), Is.EqualTo(expected));

    [Test]
    public void Who_has_no_credentials_is_not_the_same_user() =>
        Assert.That(VarlinkAdmission.SameUserOrRoot(new VarlinkPeer("tcp:127.0.0.1:1", null)), Is.False);

    private static async Task ExpectNothingAsync(Func<Task<PeerConnection>> connectAsync, CancellationToken token)
    {
        // The connection may be closed while it is made, while something is written, or later.
        try
        {
            PeerConnection client = await connectAsync();
            await client.SendAsync(token, Harness.Call("Echo", "x"));
            await client.ExpectEndAsync(token);
        }
        catch (Exception e) when (e is IOException or VarlinkConnectionException)
        {
        }
    }
}
