using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Varlink;

namespace Podman.Extensions.Tests;

[CancelAfter(30_000)]
public sealed class ConfigurationTests
{
    private static readonly string[] SetByServices =
        [nameof(VarlinkClientOptions.LoggerFactory), nameof(VarlinkClientOptions.TimeProvider), nameof(VarlinkClientOptions.ResiliencePipeline)];

    private static IEnumerable<PropertyInfo> Configurable =>
        typeof(VarlinkClientOptions).GetProperties().Where(property => !SetByServices.Contains(property.Name));

    [Test]
    public void Every_option_of_the_client_can_be_configured_and_has_the_same_default()
    {
        var services = new PodmanClientServiceOptions();
        var client = new VarlinkClientOptions();
        foreach (PropertyInfo property in Configurable)
        {
            PropertyInfo? counterpart = typeof(PodmanClientServiceOptions).GetProperty(property.Name);
            Assert.That(counterpart, Is.Not.Null, property.Name);
            Assert.That(counterpart!.GetValue(services), Is.EqualTo(property.GetValue(client)), property.Name);
        }
    }

    [Test]
    public void Every_option_in_a_section_reaches_the_client()
    {
        Dictionary<string, string?> settings = Configurable.ToDictionary(
            property => "Podman:" + property.Name,
            string? (property) => property.PropertyType == typeof(bool) ? "true" : property.PropertyType == typeof(int) ? "7" : "00:00:07");
        VarlinkClientOptions? seen = null;
        var services = new ServiceCollection();
        services.AddPodmanClient(Section(settings)).ConfigureVarlink(options => seen = options);
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IPodmanClient>();
        foreach (PropertyInfo property in Configurable)
        {
            Assert.That(property.GetValue(seen), Is.EqualTo(true).Or.EqualTo(7).Or.EqualTo(TimeSpan.FromSeconds(7)), property.Name);
        }
    }

    [Test]
    public async Task What_is_wrong_is_said_when_the_host_starts(CancellationToken token)
    {
        OptionsValidationException error = await StartAsync(
            new Dictionary<string, string?>
            {
                ["Podman:Address"] = "podman.sock",
                ["Podman:CallTimeout"] = "00:00:00",
                ["Podman:IdleTimeout"] = "25.00:00:00",
                ["Podman:DisposeTimeout"] = "10675199.02:48:05.4775807",
                ["Podman:MaxSharedConnections"] = "-1",
            },
            token);
        Assert.That(error.Failures, Has.Exactly(5).Items);
        Assert.That(error.Failures, Has.Some.StartsWith("PodmanClient: Address: ").And.Some.Contains("podman.sock"));
        Assert.That(error.Failures, Has.Some.EqualTo(
            "PodmanClient: CallTimeout is 00:00:00: it must be positive and at most 24.20:31:23.6470000, or -00:00:00.0010000 for no limit."));
        Assert.That(error.Failures, Has.Some.StartsWith("PodmanClient: IdleTimeout is 25.00:00:00: ").And.Some.StartsWith("PodmanClient: DisposeTimeout is 10675199."));
        Assert.That(error.Failures, Has.Some.EqualTo("PodmanClient: MaxSharedConnections is -1: it must be positive."));
    }

    [Test]
    public async Task What_is_mistyped_is_said_when_the_host_starts(CancellationToken token)
    {
        OptionsValidationException error = await StartAsync(
            new Dictionary<string, string?> { ["Podman:Adress"] = "unix:/run/podman/io.podman" }, token);
        Assert.That(error.Message, Does.StartWith("PodmanClient: Podman:Adress is no option of a client. There are: Address, CallTimeout, "));
    }

    [Test]
    public async Task A_section_in_place_of_a_value_is_said_when_the_host_starts(CancellationToken token)
    {
        OptionsValidationException error = await StartAsync(
            new Dictionary<string, string?> { ["Podman:Address:Path"] = "unix:/run/podman/io.podman", ["Podman:CallTimeout:Seconds"] = "30" }, token);
        Assert.That(error.Failures, Is.EquivalentTo(new[]
        {
            "PodmanClient: Podman:Address has parts of its own: it takes one value.",
            "PodmanClient: Podman:CallTimeout has parts of its own: it takes one value.",
        }));
    }

    [TestCase("30", "00:00:30 for seconds, or 30.00:00:00 if it is to be days")]
    [TestCase("-1", "-00:00:00.0010000 for no limit")]
    public async Task A_bare_number_is_no_time(string value, string meant, CancellationToken token)
    {
        OptionsValidationException error = await StartAsync(new Dictionary<string, string?> { ["Podman:CallTimeout"] = value }, token);
        Assert.That(error.Failures, Has.Some.EqualTo($"PodmanClient: Podman:CallTimeout is {value}, which would be days: write {meant}."));
    }

    [Test]
    public async Task Zero_is_a_time_in_any_unit(CancellationToken token)
    {
        using IHost host = Host(new Dictionary<string, string?> { ["Podman:DisposeTimeout"] = "0" });
        await host.StartAsync(token);
        await host.StopAsync(token);
    }

    [Test]
    public async Task What_is_no_time_is_said_when_the_host_starts(CancellationToken token)
    {
        using IHost host = Host(new Dictionary<string, string?> { ["Podman:CallTimeout"] = "soon" });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(token));
        Assert.That(error!.Message, Does.Contain("'Podman:CallTimeout'").And.Contains("TimeSpan"));
    }

    [Test]
    public async Task A_client_with_a_name_is_named_in_its_errors(CancellationToken token)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddPodmanClient();
        builder.Services.AddKeyedPodmanClient("build", "ssh://build.example/run/podman/podman.sock");
        using IHost host = builder.Build();
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(token));
        Assert.That(error!.Message, Does.StartWith("PodmanClient 'build': Address: ").And.Contains("ssh -N -L"));
    }

    [Test]
    public async Task What_is_right_starts(CancellationToken token)
    {
        using IHost host = Host(new Dictionary<string, string?>
        {
            ["Podman:address"] = "unix:///run/podman/podman.sock",
            ["Podman:CallTimeout"] = "-00:00:00.0010000",
        });
        await host.StartAsync(token);
        await host.StopAsync(token);
    }

    private static async Task<OptionsValidationException> StartAsync(Dictionary<string, string?> settings, CancellationToken token)
    {
        using IHost host = Host(settings);
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(token)))!;
    }

    private static IHost Host(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddPodmanClient(Section(settings));
        return builder.Build();
    }

    private static IConfigurationSection Section(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Podman");
}
