using System.Text.Json;
using Podman.Tests.Libpod;
using Podman.Tests.Recordings;
using Varlink;

namespace Podman.Tests.Requests;

/// <summary>What every engine would refuse does not leave the client; everything else does.</summary>
public class RefusalTests : LibpodTest
{
    private static readonly CreateContainerOptions Good = new() { Image = "alpine" };

    private static readonly (CreateContainerOptions Options, string Message)[] Refused =
    [
        (new(), "CreateContainerOptions.Image is empty: a container is made from an image."),
        (new() { Image = " " }, "CreateContainerOptions.Image is empty"),
        (new() { Args = ["", "sh"] }, "CreateContainerOptions.Image is empty"),
        (Good with { Publish = ["8080:80", "abc"] }, "CreateContainerOptions.Publish[1] is 'abc', and 'abc' is neither a port (1 to 65535) nor a range of ports."),
        (Good with { Publish = ["x:80"] }, "'x' is neither a port"),
        (Good with { Publish = ["80:"] }, "the port of the container is missing"),
        (Good with { Publish = ["80:80/http"] }, "'http' is none of the protocols"),
        (Good with { Publish = ["here:80:80"] }, "'here' is no IP address"),
        (Good with { Publish = ["80-90:80-85"] }, "the ranges 80-90 and 80-85 are not of the same length"),
        (Good with { Publish = ["8000-8010:80"] }, "the ranges 8000-8010 and 80 are not of the same length"),
        (Good with { ExposedPorts = ["http"] }, "CreateContainerOptions.ExposedPorts[0] is 'http'"),
    ];

    private static readonly CreateContainerOptions[] Sent =
    [
        Good with { Name = "bad name!" },
        Good with { Publish = ["0:0", "80-90-100:80-90", "80/tcp/x", "80/", "010.0.0.08:80:80", "::1:80:80", "[::1]:80:80/SCTP"] },
        Good with { ExposedPorts = ["80-90/anything", "0"], Volumes = ["relative:/x"], StopTimeout = -1 },
        new() { Args = ["alpine"] },
    ];

    [TestCaseSource(nameof(Refused))]
    public void A_container_that_nobody_creates_is_not_asked_for((CreateContainerOptions Options, string Message) refused)
    {
        Assert.That(
            () => Client.CreateContainerAsync(refused.Options),
            Throws.ArgumentException.With.Message.Contains(refused.Message).And.Property("ParamName").EqualTo("create"));
        Assert.That(refused.Options.Validate, Throws.ArgumentException.With.Message.Contains(refused.Message));
        Assert.That(Server.Requests, Is.Empty);
    }

    [TestCaseSource(nameof(Sent))]
    public void What_one_engine_takes_is_left_to_the_engines(CreateContainerOptions options) => Assert.That(options.Validate, Throws.Nothing);

    [TestCase(-2)]
    [TestCase(128)]
    [TestCase(999)]
    public void A_signal_that_does_not_exist_is_not_sent(long signal) => Assert.That(
        () => Client.KillContainerAsync("web", signal),
        Throws.ArgumentException.With.Message.StartsWith($"There is no signal {signal}").And.Property("ParamName").EqualTo("signal"));

    [Test]
    public void A_build_of_nothing_is_not_asked_for()
    {
        var build = new BuildInfo { Dockerfile = ["/x/Dockerfile"], Tags = ["x"] };

        Assert.That(() => Client.BuildImageAsync(new BuildInfo()), Throws.ArgumentException.With.Message.StartsWith("BuildInfo.Dockerfile is empty"));
        Assert.That(() => Client.BuildImageStreamAsync(new BuildInfo()), Throws.ArgumentException, "a stream begins when it is read, and is refused before");
        Assert.That(() => Client.BuildImageAsync(build with { Memory = "lots" }), Throws.ArgumentException.With.Message.StartsWith("BuildInfo.Memory is 'lots'"));
        Assert.That((build with { Memory = "512m", MemorySwap = "-1" }).Validate, Throws.Nothing);
    }

    [Test]
    public void Below_the_client_nothing_is_checked() => Assert.That(
        async () => await Client.Caller.CallAsync(PodmanMethods.CreateContainer, new()), Throws.TypeOf<ErrorOccurredException>());

    /// <summary>A rule that a real daemon does not hold would show here.</summary>
    [Test]
    public void What_the_recorded_Podman_took_is_sent()
    {
        int taken = 0;
        foreach (string line in File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "podman-0.8.jsonl")))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string? text = row.RootElement.GetProperty("request").GetString();
            string? reply = row.RootElement.TryGetProperty("replies", out JsonElement replies) && replies.GetArrayLength() > 0 ? replies[0].GetString() : null;
            if (text is null || text.Contains('\0', StringComparison.Ordinal) || reply is null || reply.Contains("\"error\"", StringComparison.Ordinal))
            {
                continue;
            }

            taken += Check(text);
        }

        Assert.That(taken, Is.GreaterThan(100));
    }

    private static int Check(string request)
    {
        if (request.Contains("\"io.podman.CreateContainer\"", StringComparison.Ordinal))
        {
            Read(PodmanMethods.CreateContainer, request).Create.Validate();
            return 1;
        }

        if (request.Contains("\"io.podman.BuildImage\"", StringComparison.Ordinal))
        {
            Read(PodmanMethods.BuildImage, request).Build.Validate();
            return 1;
        }

        if (request.Contains("\"io.podman.KillContainer\"", StringComparison.Ordinal))
        {
            Assert.That(Podman.Requests.Refusals.OfSignal(Read(PodmanMethods.KillContainer, request).Signal), Is.Null, request);
            return 1;
        }

        return 0;
    }

    private static TParameters Read<TParameters, TReply>(VarlinkMethod<TParameters, TReply> method, string request)
    {
        using JsonDocument call = JsonDocument.Parse(request);
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(call.RootElement.GetProperty("parameters").GetRawText()));
        reader.Read();
        return method.ParametersDecoder!(ref reader, VarlinkParameterPolicy.Tolerant);
    }
}
