using OwnInterface;
using Varlink;

string folder = Directory.CreateTempSubdirectory("kettle-").FullName;
try
{
    // The service, for any varlink client there is.
    await using var server = new VarlinkServer(
        new VarlinkServerOptions { Vendor = "Example", Product = "Kettle", Version = "1.0" },
        new Kettle(timePerStep: TimeSpan.FromMilliseconds(100)));
    string address = await server.ListenAsync($"unix:{folder}/kettle;mode=0600");

    // A client, which could as well be another program.
    await using VarlinkClient varlink = await VarlinkClient.ConnectAsync(address);
    await using var kettle = new KettleClient(varlink);

    VarlinkServiceInfo info = await varlink.GetServiceInfoAsync();
    Console.WriteLine($"{info.Product} {info.Version} offers {string.Join(", ", info.Interfaces)}");

    try
    {
        await HeatAsync(100);
    }
    catch (NotEnoughWaterException e)
    {
        Console.WriteLine($"There are {e.Level} l in it, and it needs {e.Needed} l: filling.");
        await kettle.FillAsync(1.5, note: "descale me");
        await HeatAsync(100);
    }

    Status status = await kettle.GetStatusAsync();
    Console.WriteLine($"{status.Level} l at {status.Temperature} °C, {status.State}; it says: {status.Note}");

    async Task HeatAsync(long target)
    {
        await foreach (long temperature in kettle.HeatStreamAsync(target))
        {
            Console.WriteLine($"{temperature,4} °C");
        }
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
