using Microsoft.CodeAnalysis;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class GeneratedCodeCompilesTests
{
    [TestCase("org.varlink.certification")]
    [TestCase("org.example.nasty")]
    public void Interfaces_compile_without_a_warning(string name)
    {
        (_, IReadOnlyList<Diagnostic> complaints) = GeneratorRun.Compile("Consumer", [TestFiles.Interface(name)]);

        Assert.That(complaints, Is.Empty);
    }
}
