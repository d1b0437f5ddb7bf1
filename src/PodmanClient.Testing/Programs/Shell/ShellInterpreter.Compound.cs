namespace Podman.Testing.Programs.Shell;

/// <content>Branches and loops.</content>
internal sealed partial class ShellInterpreter
{
    private async ValueTask<int> IfAsync(IfCommand command, ProcessStreams streams)
    {
        if (await ConditionAsync(command.Condition, streams).ConfigureAwait(false) == 0)
        {
            return await ExecuteAsync(command.Then, streams).ConfigureAwait(false);
        }

        return command.Else is { } otherwise ? await ExecuteAsync(otherwise, streams).ConfigureAwait(false) : 0;
    }

    private async ValueTask<int> WhileAsync(WhileCommand command, ProcessStreams streams)
    {
        int status = 0;
        while ((await ConditionAsync(command.Condition, streams).ConfigureAwait(false) == 0) != command.IsUntil)
        {
            (bool goesOn, status) = await BodyAsync(command.Body, streams).ConfigureAwait(false);
            if (!goesOn)
            {
                break;
            }
        }

        return status;
    }

    private async ValueTask<int> ForAsync(ForCommand command, ProcessStreams streams)
    {
        IReadOnlyList<string> values = command.Words is { } words
            ? await Expander(streams).ExpandAsync(words).ConfigureAwait(false)
            : State.Parameters;
        int status = 0;
        foreach (string value in values)
        {
            State.Set(command.Name, value);
            (bool goesOn, status) = await BodyAsync(command.Body, streams).ConfigureAwait(false);
            if (!goesOn)
            {
                break;
            }
        }

        return status;
    }

    private async ValueTask<(bool GoesOn, int Status)> BodyAsync(ShellNode body, ProcessStreams streams)
    {
        try
        {
            return (true, await ExecuteAsync(body, streams).ConfigureAwait(false));
        }
        catch (ShellLoopJump jump)
        {
            return jump.Levels > 1 ? throw new ShellLoopJump(jump.Levels - 1, jump.IsContinue) : (jump.IsContinue, 0);
        }
    }

    private async ValueTask<int> CaseAsync(CaseCommand command, ProcessStreams streams)
    {
        WordExpander expander = Expander(streams);
        string subject = await expander.ExpandOneAsync(command.Subject).ConfigureAwait(false);
        foreach (CaseItem item in command.Items)
        {
            foreach (Word pattern in item.Patterns)
            {
                if (GlobPattern.IsMatch(await expander.ExpandPatternAsync(pattern).ConfigureAwait(false), subject))
                {
                    return await ExecuteAsync(item.Body, streams).ConfigureAwait(false);
                }
            }
        }

        return 0;
    }
}
