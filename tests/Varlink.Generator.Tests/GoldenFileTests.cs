using Microsoft.CodeAnalysis;
using Varlink.Generator.Tests.Infrastructure;

namespace Varlink.Generator.Tests;

public class GoldenFileTests
{
    [TestCase("org.varlink.certification")]
    [TestCase("org.example.nasty")]
    public void Generated_files_are_those_in_the_golden_folder(string name)
    {
        GeneratorRunResult result = GeneratorRun.Run("Consumer", TestFiles.Interface(name));

        GoldenFiles.AssertMatch(
            result.GeneratedSources.ToDictionary(source => Path.GetFileName(source.HintName), source => source.SourceText.ToString()), name);
    }
}
