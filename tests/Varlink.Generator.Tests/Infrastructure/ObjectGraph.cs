using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Varlink.Generator.Tests.Infrastructure;

/// <summary>Looks through everything that a value holds.</summary>
internal static class ObjectGraph
{
    /// <summary>Fails if the value holds a piece of the compiler: it would keep a whole compilation in memory, and never be equal to its successor.</summary>
    public static void AssertPlain(object value) => Visit(value, new HashSet<object>(ReferenceEqualityComparer.Instance), value.GetType().Name);

    private static void Visit(object? value, HashSet<object> visited, string path)
    {
        if (value is null || value is string || value is Type || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value))
        {
            return;
        }

        Assert.That(
            value, Is.Not.InstanceOf<Compilation>().And.Not.InstanceOf<SyntaxNode>().And.Not.InstanceOf<SyntaxTree>().And.Not.InstanceOf<ISymbol>()
                .And.Not.InstanceOf<Location>().And.Not.InstanceOf<Diagnostic>().And.Not.InstanceOf<SourceText>().And.Not.InstanceOf<AdditionalText>(),
            path);
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Visit(item, visited, path + "[]");
            }
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), visited, $"{path}.{field.Name}");
            }
        }
    }
}
