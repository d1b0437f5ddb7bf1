using OwnInterface;
using Varlink;

namespace Aot;

/// <summary>An interface of one's own: generated client and service over a unix socket, a stream, a typed error.</summary>
internal static class KettleScenario
{
    public static async Task RunAsync(string folder)
    {
        await using var server = new VarlinkServer(new VarlinkServerOptions { Product = "Kettle" }, new Kettle(TimeSpan.Zero));
        string address = $"unix:{folder}/kettle";
        await server.ListenAsync(address);
        await using VarlinkClient connection = await VarlinkClient.ConnectAsync(address);
        var kettle = new KettleClient(connection);

        NotEnoughWaterException dry = await Check.ThrowsAsync<NotEnoughWaterException>(
            async () => await HeatAsync(kettle, 60), "heating without water");
        Check.Equal(0.25, dry.Needed, "the member of a typed error");

        Check.Equal(1.5, await kettle.FillAsync(1.5, "fresh"), "a reply's value");
        Check.Equal("40 60", await HeatAsync(kettle, 60), "a stream");
        Status status = await kettle.GetStatusAsync();
        Check.Equal((60L, "fresh"), (status.Temperature, status.Note), "a record");
        Check.Equal(status, await kettle.GetStatusAsync(), "records with equal contents");

        VarlinkServiceInfo info = await connection.GetServiceInfoAsync();
        Check.Equal("Kettle", info.Product, "introspection");
        Check.Equal(KettleInterface.Description, await connection.GetInterfaceDescriptionAsync("org.example.kettle"), "the description");
    }

    private static async Task<string> HeatAsync(KettleClient kettle, long target)
    {
        List<long> temperatures = [];
        await foreach (long temperature in kettle.HeatStreamAsync(target))
        {
            temperatures.Add(temperature);
        }

        return string.Join(' ', temperatures);
    }
}
