namespace Podman.Testing.Programs.Shell;

/// <content>Pipelines: every stage is a subshell of its own, and all run at once.</content>
internal sealed partial class ShellInterpreter
{
    private async ValueTask<int> PipelineAsync(Pipeline pipeline, ProcessStreams streams)
    {
        var stages = new List<Task<int>>();
        ProcessPipe? left = null;
        for (int i = 0; i < pipeline.Commands.Count; i++)
        {
            ProcessPipe? right = i + 1 < pipeline.Commands.Count ? new ProcessPipe() : null;
            var stageStreams = new ProcessStreams(left?.Reader ?? streams.Input, right?.Writer ?? streams.Output, streams.Error);
            ShellNode command = pipeline.Commands[i];
            ProcessPipe? input = left;
            stages.Add(pipeline.Commands.Count == 1
                ? ConditionAsync(command, stageStreams).AsTask()
                : Task.Run(() => StageAsync(command, stageStreams, input, right)));
            left = right;
        }

        int[] statuses = await Task.WhenAll(stages).ConfigureAwait(false);
        int status = statuses[^1];
        return !pipeline.IsNegated ? status : status == 0 ? 1 : 0;
    }

    private async Task<int> StageAsync(ShellNode command, ProcessStreams streams, ProcessPipe? input, ProcessPipe? output)
    {
        try
        {
            return await Subshell(Process).CatchExitAsync(command, streams).ConfigureAwait(false);
        }
        catch (BrokenPipeException)
        {
            return BrokenPipeException.ExitCode;
        }
        finally
        {
            output?.CompleteWriter();
            input?.CompleteReader();
        }
    }
}
