using Podman.Testing.State;

namespace Podman.Testing.Tests.State;

public class IdsAndNamesTests
{
    [Test]
    public void Ids_are_64_lower_case_hexadecimal_digits()
    {
        Assert.That(new RandomSource(null).NextId(), Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public void The_same_seed_gives_the_same_ids_and_names()
    {
        var one = new RandomSource(42);
        var two = new RandomSource(42);

        Assert.That(one.NextId(), Is.EqualTo(two.NextId()));
        Assert.That(NameGenerator.Next(one, _ => false), Is.EqualTo(NameGenerator.Next(two, _ => false)));
        Assert.That(new RandomSource(43).NextId(), Is.Not.EqualTo(new RandomSource(42).NextId()));
    }

    [Test]
    public void A_made_up_name_is_an_adjective_and_a_surname()
    {
        Assert.That(NameGenerator.Next(new RandomSource(1), _ => false), Does.Match("^[a-z]+_[a-z]+$"));
    }

    [Test]
    public void Names_that_are_taken_are_never_given_again()
    {
        var random = new RandomSource(7);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 20_000; i++)
        {
            Assert.That(taken.Add(NameGenerator.Next(random, taken.Contains)), Is.True);
        }
    }

    [Test]
    public void A_prefix_finds_the_only_one_that_begins_like_it()
    {
        var index = new IdIndex<string>();
        index.Add("abc1", "one");
        index.Add("abd2", "two");
        index.Add("b", "three");

        Assert.Multiple(() =>
        {
            Assert.That(index.FindPrefix("abc", out string? found), Is.EqualTo(PrefixMatch.One));
            Assert.That(found, Is.EqualTo("one"));
            Assert.That(index.FindPrefix("b", out found), Is.EqualTo(PrefixMatch.One));
            Assert.That(found, Is.EqualTo("three"));
            Assert.That(index.FindPrefix("ab", out found), Is.EqualTo(PrefixMatch.Many));
            Assert.That(found, Is.Null);
            Assert.That(index.FindPrefix("", out _), Is.EqualTo(PrefixMatch.Many));
            Assert.That(index.FindPrefix("ac", out _), Is.EqualTo(PrefixMatch.None));
            Assert.That(index.FindPrefix("c", out _), Is.EqualTo(PrefixMatch.None));
        });
    }

    [Test]
    public void What_is_listed_is_ordered_by_id_whatever_the_order_of_adding()
    {
        var index = new IdIndex<string>();
        foreach (string id in (string[])["c", "a", "d", "b"])
        {
            index.Add(id, id);
        }

        index.Remove("d");

        Assert.That(index.All, Is.EqualTo(new[] { "a", "b", "c" }));
    }
}
