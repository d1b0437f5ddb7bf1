using Podman.Libpod;
using Varlink;

namespace Podman.Tests.Gateway;

public class GatewayPlacesTests
{
    [TestCase(true, null, "unix:///run/podman/podman.sock", "unix:/run/podman/io.podman")]
    [TestCase(true, "/run/user/0", "unix:///run/podman/podman.sock", "unix:/run/podman/io.podman")]
    [TestCase(false, "/run/user/1000", "unix:///run/user/1000/podman/podman.sock", "unix:/run/user/1000/podman/io.podman")]
    public void Sockets_lie_where_Podman_has_them(bool isRoot, string? runtimeFolder, string podman, string varlink)
    {
        var places = new GatewayPlaces(isRoot, runtimeFolder, ContainerHost: null);

        Assert.That((places.Podman, places.Varlink), Is.EqualTo((podman, varlink)));
    }

    [Test]
    public void The_environment_may_name_another_Podman() =>
        Assert.That(new GatewayPlaces(IsRoot: true, null, "tcp://localhost:8888").Podman, Is.EqualTo("tcp://localhost:8888"));

    [Test]
    public void Without_a_folder_for_sockets_nothing_is_guessed()
    {
        var places = new GatewayPlaces(IsRoot: false, RuntimeFolder: null, ContainerHost: null);

        Assert.That(() => places.Podman, Throws.InvalidOperationException.With.Message.Contains("PodmanGatewayOptions.Podman"));
        Assert.That(() => places.Varlink, Throws.InvalidOperationException.With.Message.Contains("PodmanGatewayOptions.Address"));
    }

    [TestCase("unix:/run/x", "unix:/run/x;mode=0600")]
    [TestCase("unix:/run/x;mode=0660", "unix:/run/x;mode=0660")]
    [TestCase("unix:/run/x;other=1", "unix:/run/x;other=1;mode=0600")]
    [TestCase("unix:@x", "unix:@x")]
    [TestCase("tcp:127.0.0.1:1", "tcp:127.0.0.1:1")]
    public void A_socket_file_gets_a_mode(string address, string expected) =>
        Assert.That(GatewayPlaces.Protect(VarlinkAddress.Parse(address)).ToString(), Is.EqualTo(expected));
}
