using Podctl.Output;
using Varlink;

namespace Podctl.Commands;

/// <summary>Does something to several containers, one after the other.</summary>
internal static class EachContainer
{
    /// <summary>Does it, and prints the ids. One container that fails is told, and does not keep the others from it.</summary>
    /// <returns>The exit status: that of the first failure.</returns>
    public static async Task<int> DoAsync(Shell shell, IEnumerable<string> names, Func<string, Task<string>> operation)
    {
        int status = ExitStatus.Success;
        foreach (string name in names)
        {
            string id;
            try
            {
                id = await operation(name);
            }
            catch (Exception e) when (e is VarlinkErrorException or InvalidOperationException && Failure.Describe(e) is not null)
            {
                Failure failure = Failure.Describe(e)!;
                shell.Fail(failure.Text);
                status = status == ExitStatus.Success ? failure.ExitStatus : status;
                continue;
            }

            shell.Out.WriteLine(id);
        }

        return status;
    }
}
