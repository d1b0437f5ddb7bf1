using System.Reflection;
using System.Text.RegularExpressions;
using Podman;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>
/// Nothing of the interface is left out. What a test says it covers is checked when the test runs: see <see cref="BehaviourTest.Tidy_up"/>.
/// </summary>
public partial class CoverageTests
{
    private static IReadOnlyList<(string Name, IReadOnlyList<string> Covers)> Behaviours { get; } =
    [
        .. from type in typeof(BehaviourTest).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(BehaviourTest))
           from method in type.GetMethods()
           let behaviour = method.GetCustomAttribute<BehaviourAttribute>()
           where behaviour is not null
           select (method.Name, behaviour.Covers),
    ];

    private static string[] Promised { get; } = [.. Definition().Matches(PodmanInterface.Description).Select(match => match.Groups[1].Value)];

    [Test]
    public void Every_method_and_every_error_is_covered_by_a_behaviour()
    {
        Assert.That(Promised, Has.Length.EqualTo(41 + 4));
        Assert.That(Promised.Except(Behaviours.SelectMany(behaviour => behaviour.Covers)), Is.Empty);
    }

    [Test]
    public void Behaviours_cover_what_there_is()
    {
        string[] standard = ["MethodNotFound", "InvalidParameter"];
        Assert.That(Behaviours.SelectMany(behaviour => behaviour.Covers).Except(Promised).Except(standard), Is.Empty);
    }

    [Test]
    public void Known_lacks_are_lacks_of_behaviours_that_exist()
    {
        Assert.That(Behaviours.Select(behaviour => behaviour.Name), Is.Unique);
        Assert.That(KnownLacks.Behaviours.Except(Behaviours.Select(behaviour => behaviour.Name)), Is.Empty);
    }

    [GeneratedRegex(@"^(?:method|error) (\w+) ?\(", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
