namespace Podman.Testing.Tests.Concurrency;

/// <summary>
/// Looks for an order of calls that explains what their callers saw: each call takes effect at one moment while it was under way, so one that
/// ended before another began comes before it.
/// </summary>
internal sealed class OrderSearch(IReadOnlyList<Observation> observations, Model final)
{
    private readonly HashSet<(long Done, Model State)> _vain = [];

    /// <summary>Whether some order explains the results and the state at the end.</summary>
    public bool Succeeds() => Continue(0, Model.Empty);

    private bool Continue(long done, Model state)
    {
        if (done == (1L << observations.Count) - 1)
        {
            return state.Equals(final);
        }

        if (!_vain.Add((done, state)))
        {
            return false;
        }

        long firstEnd = Left(done).Min(observation => observation.End);
        for (int i = 0; i < observations.Count; i++)
        {
            Observation candidate = observations[i];
            if ((done & (1L << i)) != 0 || candidate.Begin > firstEnd)
            {
                continue;
            }

            (Model next, string result) = state.Apply(candidate.Step);
            if (result == candidate.Result && Continue(done | (1L << i), next))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<Observation> Left(long done) => observations.Where((_, i) => (done & (1L << i)) == 0);
}
