using Podman.Testing;
using Varlink.Conformance.Replay.Recording;
using Varlink.Conformance.Replay.Timeline;
using Varlink.Conformance.Replay.Wire;

namespace Varlink.Conformance.Replay;

/// <summary>Replays a recording to an engine: one of its own in this process, or one that runs elsewhere.</summary>
internal static class ReplayRun
{
    /// <summary>Replays to a reference engine in this process, with compressed time.</summary>
    public static async Task<IReadOnlyList<StepResult>> AgainstReferenceEngineAsync(RecordingFile recording, PodmanQuirks quirks)
    {
        string folder = RecordedFiles.Prepare(recording.FilesFolder);
        try
        {
            await using var engine = new ReplayedEngine(quirks);
            ReplayAddress address = await engine.ListenAsync(folder);
            return await OnOwnThreadAsync(() =>
            {
                using var replayer = new Replayer(recording, address, new CompressedTimeline(engine.Clock), engine, folder);
                return replayer.Run();
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Replays to an engine that listens somewhere, in real time.</summary>
    public static async Task<IReadOnlyList<StepResult>> AgainstAsync(RecordingFile recording, string address)
    {
        string folder = RecordedFiles.Prepare(recording.FilesFolder);
        try
        {
            return await OnOwnThreadAsync(() =>
            {
                using var replayer = new Replayer(recording, new ReplayAddress(address), new RealTimeline(), new OtherWorld(), folder);
                return replayer.Run();
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The thread that moves the clock must be none of the thread pool's, whose rest it waits for.</summary>
    private static Task<T> OnOwnThreadAsync<T>(Func<T> run)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                result.SetResult(run());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "replay",
        };
        thread.Start();
        return result.Task;
    }

    /// <summary>Somebody else has set it up.</summary>
    private sealed class OtherWorld : IReplayedWorld
    {
        public IReadOnlyList<string> SearchedRegistries => [];

        public void Before(RecordedRow row)
        {
        }
    }
}
