using System.Net.Http.Json;
using LogViewer.Api;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LogViewer;

/// <summary>Starts the application, asks it over HTTP whether it works, and stops it: for a first try without a browser, and for CI.</summary>
internal static class SelfCheck
{
    /// <summary>Gives the exit code: 0 where Podman answers.</summary>
    public static async Task<int> RunAsync(WebApplication app, TextWriter output)
    {
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using HttpResponseMessage health = await http.GetAsync(new Uri("/health", UriKind.Relative));
        await output.WriteLineAsync($"/health: {await health.Content.ReadAsStringAsync()}");
        if (health.IsSuccessStatusCode)
        {
            var containers = await http.GetFromJsonAsync(new Uri("/api/containers", UriKind.Relative), ViewerJson.Default.IReadOnlyListContainerView);
            foreach (ContainerView container in containers!)
            {
                await output.WriteLineAsync($"  {container.Name}: {container.State}");
            }
        }

        await app.StopAsync();
        return health.IsSuccessStatusCode ? 0 : 1;
    }
}
