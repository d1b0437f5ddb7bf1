using Varlink;

namespace Greeting;

internal sealed class Greeter : GreeterServiceBase
{
    public override Task<string> GreetAsync(string name, VarlinkCallContext context, CancellationToken cancellationToken) =>
        name.Length > 0 ? Task.FromResult($"Hello, {name}!") : throw new NoNameException();
}
