using System.Reflection;
using System.Runtime.CompilerServices;

namespace Podman.Tests.Logs;

/// <summary>Daemons send floods of replies that bring nothing.</summary>
public class LogFloodTests
{
    [Test]
    [CancelAfter(20_000)]
    public async Task A_million_empty_replies_cost_no_memory(CancellationToken cancellationToken)
    {
        IPodmanClient client = FloodingPodman.Create();
        int lines = 0;
        int thread = Environment.CurrentManagedThreadId;
        long before = GC.GetAllocatedBytesForCurrentThread();
        await foreach (ContainerLogLine line in client.FollowLogsAsync("web", cancellationToken: cancellationToken))
        {
            lines++;
        }

        // The fake never waits, so all of it happens on this thread, whatever other tests have left running.
        Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(thread));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024 * 1024));
        Assert.That(lines, Is.EqualTo(1));
    }

    /// <summary>Any <see cref="IPodmanClient"/> has the log methods, a fake too.</summary>
    public class FloodingPodman : DispatchProxy
    {
        private static readonly IReadOnlyList<string> Log = ["2018-08-23T21:11:41.5Z stdout F last\n"];

        public static IPodmanClient Create() => Create<IPodmanClient, FloodingPodman>();

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
        {
            nameof(IPodmanClient.GetContainerLogsStreamAsync) => FloodAsync(CancellationToken.None),
            nameof(IPodmanClient.GetContainerLogsAsync) => Task.FromResult(Log),
            _ => throw new NotSupportedException(targetMethod?.Name),
        };

        private static async IAsyncEnumerable<IReadOnlyList<string>> FloodAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask.WaitAsync(cancellationToken);
            for (int i = 0; i < 1_000_000; i++)
            {
                yield return [];
            }

            throw new ErrorOccurredException("9cdf280eb2e2 is no longer running");
        }
    }
}
