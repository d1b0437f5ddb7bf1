using Podman;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>Removes what a test has made, in whatever state the test has left it.</summary>
internal sealed class Tidying(PodmanClient client)
{
    public async Task RemoveContainersAsync(IEnumerable<string> containers)
    {
        foreach (string container in containers)
        {
            try
            {
                if ((await client.GetContainerAsync(container)).Status == "paused")
                {
                    await client.UnpauseContainerAsync(container);
                }

                await client.RemoveContainerAsync(container, true);
            }
            catch (ContainerNotFoundException)
            {
                // The test has removed it.
            }
        }
    }

    public async Task RemoveImagesAsync(IEnumerable<string> images)
    {
        foreach (string image in images)
        {
            try
            {
                await client.RemoveImageAsync(image, true);
            }
            catch (ImageNotFoundException)
            {
                // The test has removed it, or has not come so far as to make it.
            }
        }
    }
}
