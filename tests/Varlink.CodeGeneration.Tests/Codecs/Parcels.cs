namespace Varlink.CodeGeneration.Tests.Codecs;

/// <summary>A parcel that uses every member, and the JSON it is.</summary>
internal static class Parcels
{
    public const string FullJson =
        """
        {"id":"7","weight":1.5,"count":3,"fragile":true,"size":"large","to":{"street":"Main","city":"Ulm"},"from":{"street":"Side"},
        "tags":["a","b"],"labels":{"k":"v"},"marks":{"m":{},"n":{}},"stops":[{"street":"S1"},{"street":"S2","city":"C"}],
        "routes":{"r":[{"street":"R"}],"empty":[]},"grid":[[1,2],[],[3]],"extra":{"x":[1,{"y":null}]},"maybe":4,"note":"n",
        "number":9,"created":10,"sent":11}
        """;

    public static Parcel Full { get; } = new()
    {
        Id = "7",
        Weight = 1.5,
        Count = 3,
        Fragile = true,
        Size = Size.Large,
        To = new Address { Street = "Main", City = "Ulm" },
        From = new Address { Street = "Side" },
        Tags = ["a", "b"],
        Labels = new Dictionary<string, string> { ["k"] = "v" },
        Marks = new HashSet<string> { "n", "m" },
        Stops = [new Address { Street = "S1" }, new Address { Street = "S2", City = "C" }],
        Routes = new Dictionary<string, IReadOnlyList<Address>> { ["empty"] = [], ["r"] = [new Address { Street = "R" }] },
        Grid = [[1, 2], [], [3]],
        Extra = Json.Element("""{"x":[1,{"y":null}]}"""),
        Maybe = 4,
        Note = "n",
        Number = 9,
        Created = 10,
        Sent = 11,
    };
}
