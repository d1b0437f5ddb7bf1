using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Varlink.Conformance.Behaviour.Suite;

/// <summary>
/// A test of one behaviour. Where <see cref="KnownLacks"/> says that a target does not have it, the test must fail on that target: when it does
/// not, the table is wrong, and the test fails for that.
/// </summary>
/// <param name="methods">
/// The methods and errors of the interface that the behaviour is about. The test must really call, or get, each of them.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BehaviourAttribute(params string[] methods) : TestAttribute, IWrapSetUpTearDown
{
    public IReadOnlyList<string> Covers { get; } = methods;

    public TestCommand Wrap(TestCommand command) => new Judgement(command);

    private sealed class Judgement(TestCommand inner) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            TestResult result = innerCommand.Execute(context);
            string target = (string)Test.Parent!.Arguments[0]!;
            if (KnownLacks.Find(target, Test.Method!.Name) is { } reason)
            {
                switch (result.ResultState.Status)
                {
                    case TestStatus.Passed:
                        result.SetResult(ResultState.Failure, $"{target} has this behaviour. {nameof(KnownLacks)} says it has not: {reason}");
                        break;
                    case TestStatus.Failed:
                        result.SetResult(ResultState.Success, $"Known not to be so: {reason}\n{result.Message}");
                        break;
                }
            }

            return result;
        }
    }
}
