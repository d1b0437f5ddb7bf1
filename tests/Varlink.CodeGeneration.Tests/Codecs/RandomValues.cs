using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Varlink.CodeGeneration.Tests.Codecs;

/// <summary>Makes random values of generated types, by their public members as a user would.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Random _random = new(seed);

    public object Record(Type type, int depth = 0)
    {
        object record = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties())
        {
            // Users leave most members as they are: runs of defaults, of every length and at every place.
            if (_random.Next(2) == 0 && property.GetValue(record) is { } value && CanBeSent(value))
            {
                continue;
            }

            property.SetValue(record, Value(property.PropertyType, Nullability.Create(property), depth + 1));
        }

        return record;
    }

    /// <summary>Whether the default of a member can be sent: no enum has one, and no <c>any</c>.</summary>
    private static bool CanBeSent(object value) => value switch
    {
        string or bool or long or double or IEnumerable => true,
        JsonElement json => json.ValueKind == JsonValueKind.Object,
        ValueType => false,
        _ => value.GetType().GetProperties().All(property => property.GetValue(value) is { } held
            ? CanBeSent(held)
            : Nullability.Create(property).ReadState == NullabilityState.Nullable),
    };

    private object? Value(Type type, NullabilityInfo nullability, int depth)
    {
        if (nullability.ReadState == NullabilityState.Nullable)
        {
            // A member that breaks a cycle must be set to be sent, so nesting ends by an exception: the caller tries again.
            if (_random.Next(depth + 1) > 0)
            {
                return null;
            }

            type = Nullable.GetUnderlyingType(type) ?? type;
        }

        if (type == typeof(bool))
        {
            return _random.Next(2) == 0;
        }

        if (type == typeof(long))
        {
            return _random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => _random.NextInt64(-9, 9) };
        }

        if (type == typeof(double))
        {
            return _random.Next(3) switch { 0 => double.MaxValue, 1 => double.Epsilon, _ => _random.Next(-9, 9) };
        }

        if (type == typeof(string))
        {
            return Text();
        }

        if (type == typeof(JsonElement))
        {
            return Json.Element("{\"k\":[1,null,{\"t\":\"x\"}]}");
        }

        return type.IsGenericType ? Collection(type, nullability, depth) : Generated(type, depth);
    }

    private object Generated(Type type, int depth)
    {
        if (!type.IsValueType)
        {
            return Record(type, depth);
        }

        PropertyInfo[] values = [.. type.GetProperties(BindingFlags.Static | BindingFlags.Public)];
        return _random.Next(4) == 0 ? Activator.CreateInstance(type, "x" + Text())! : values[_random.Next(values.Length)].GetValue(null)!;
    }

    private object Collection(Type type, NullabilityInfo nullability, int depth)
    {
        int count = depth > 4 ? 0 : _random.Next(4);
        Type element = type.GetGenericArguments()[^1];
        NullabilityInfo elementNullability = nullability.GenericTypeArguments[^1];
        Type kind = type.GetGenericTypeDefinition();
        if (kind == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
            for (int i = 0; i < count; i++)
            {
                map[Text()] = Value(element, elementNullability, depth + 1);
            }

            return map;
        }

        if (kind == typeof(IReadOnlySet<>))
        {
            return Enumerable.Range(0, count).Select(_ => Text()).ToHashSet();
        }

        Assert.That(kind, Is.EqualTo(typeof(IReadOnlyList<>)));
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (int i = 0; i < count; i++)
        {
            list.Add(Value(element, elementNullability, depth + 1));
        }

        return list;
    }

    private string Text() => _random.Next(5) switch { 0 => "", 1 => "a\"\\\n\u0001b", 2 => "ä🐙", 3 => "<&'+>", _ => Convert.ToHexString(BitConverter.GetBytes(_random.Next())) };
}
