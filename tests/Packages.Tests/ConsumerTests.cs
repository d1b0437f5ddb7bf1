namespace Packages.Tests;

/// <summary>A program outside this tree that has nothing but the packages.</summary>
public class ConsumerTests
{
    private static readonly string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
            <!-- It would ask the network. -->
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.0" />
            <PackageReference Include="PodmanClient.Extensions" Version="{Feed.Version}" />
            <PackageReference Include="PodmanClient.Testing" Version="{Feed.Version}" />
            <PackageReference Include="Varlink.Introspection" Version="{Feed.Version}" />
          </ItemGroup>
          <ItemGroup>
            <Varlink Include="org.example.greeter.varlink" Namespace="Greeting" />
          </ItemGroup>
        </Project>
        """;

    [Test]
    public async Task A_program_is_made_with_the_packages_alone()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Feed.Root, "Consumer")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Packages.Tests", "Consumer")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Consumer.csproj"), Project);
        await Dotnet.RunAsync("dotnet", folder, "build", "-nologo", "--output", "out");
        string output = await Dotnet.RunAsync("dotnet", folder, Path.Combine("out", "Consumer.dll"));

        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo("""
            worker: working, 0
            There is no container 'web'.
            service: running
            Hello, world!
            org.example.greeter.NoName
            method Greet with 1 parameter
            3: 'Level' is not declared: declare it, or correct the name.

            """));
    }

    [Test]
    public async Task The_tool_is_installed_and_runs()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Feed.Root, "Tool")).FullName;
        await Dotnet.RunAsync(
            "dotnet", folder, "tool", "install", "Varlink.Tool", "--tool-path", folder, "--version", Feed.Version);
        string varlink = Path.Combine(folder, "varlink");

        string help = await Dotnet.RunAsync(varlink, folder, "--help");
        Assert.That(help, Does.Contain("validate").And.Contain("call"));

        string greeter = Path.Combine(Repository.Root, "tests", "Packages.Tests", "Consumer", "org.example.greeter.varlink");
        Assert.That(await Dotnet.RunAsync(varlink, folder, "validate", greeter), Is.Empty);
        Assert.That(await Dotnet.RunAsync(varlink, folder, "format", greeter), Is.EqualTo(await File.ReadAllTextAsync(greeter)));
    }
}
