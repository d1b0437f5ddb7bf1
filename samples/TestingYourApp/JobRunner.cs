using Podman;
using Varlink;

namespace TestingYourApp;

/// <summary>Runs jobs in containers. What it needs is handed in: a client, and a clock.</summary>
public sealed class JobRunner(IPodmanClient podman, TimeProvider time)
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public async Task<JobReport> RunAsync(Job job, CancellationToken cancellationToken = default)
    {
        await RemoveLeftoverAsync(job.Name, cancellationToken);
        await podman.CreateContainerAsync(
            new CreateContainerOptions { Image = job.Image, Name = job.Name, Command = job.Command, Labels = new Dictionary<string, string> { ["job"] = job.Name } },
            cancellationToken);
        await StartOnceAsync(job.Name, cancellationToken);
        JobOutcome outcome = await WaitAsync(job, cancellationToken);
        IReadOnlyList<ContainerLogLine> log = await podman.GetLogsAsync(job.Name, cancellationToken: cancellationToken);
        await podman.RemoveContainerAsync(job.Name, force: false, cancellationToken);
        return new JobReport(outcome, Lines(log, ContainerLogSource.StandardOutput), Lines(log, ContainerLogSource.StandardError));
    }

    private async Task RemoveLeftoverAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await podman.RemoveContainerAsync(name, force: true, cancellationToken);
        }
        catch (ContainerNotFoundException)
        {
            // The usual case: the last run has cleaned up.
        }
    }

    /// <summary>A job must not run twice: where a start may have happened, look before starting again.</summary>
    private async Task StartOnceAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await podman.StartContainerAsync(name, cancellationToken);
        }
        catch (VarlinkConnectionException e) when (e.MayHaveExecuted)
        {
            ListContainerData container = await podman.GetContainerAsync(name, cancellationToken);
            if (container.Status == ContainerState.Configured.Name)
            {
                await podman.StartContainerAsync(name, cancellationToken);
            }
        }
    }

    private async Task<JobOutcome> WaitAsync(Job job, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(job.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await podman.WaitContainerAsync(job.Name, either.Token) == 0 ? JobOutcome.Succeeded : JobOutcome.Failed;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await podman.StopContainerAsync(job.Name, TimeToStop, cancellationToken);
            return JobOutcome.TimedOut;
        }
    }

    private static IReadOnlyList<string> Lines(IReadOnlyList<ContainerLogLine> log, ContainerLogSource stream) =>
        [.. log.Where(line => line.Stream == stream).Select(line => line.Text)];
}
