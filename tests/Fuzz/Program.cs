using System.CommandLine;
using Fuzz;
using Fuzz.Targets;

Dictionary<string, Func<FuzzTarget>> targets = new(StringComparer.Ordinal)
{
    ["frame"] = () => new FrameTarget(),
    ["envelope"] = () => new EnvelopeTarget(),
    ["codec"] = () => new CodecTarget(),
    ["idl"] = () => new IdlTarget(),
    ["server"] = () => new ServerTarget(),
    ["client"] = () => new ClientTarget(),
};

var seconds = new Option<double>("--seconds") { Description = "How long in all; the targets share it.", DefaultValueFactory = _ => 60 };
var seed = new Option<int?>("--seed") { Description = "What the inputs are drawn from. Default: another one each time; it is printed." };
var target = new Option<string>("--target") { Description = "What is given the inputs.", DefaultValueFactory = _ => "all" };
var replay = new Option<FileInfo?>("--replay") { Description = "Runs the input in this file instead." };
target.AcceptOnlyFromAmong([.. targets.Keys, "all"]);
var command = new RootCommand("Feeds this library's readers with mutated inputs. Ends with 1 when one of them does what it must never do.") { seconds, seed, target, replay };
command.SetAction(async (result, cancellationToken) =>
{
    int chosen = result.GetValue(seed) ?? Random.Shared.Next();
    string name = result.GetValue(target)!;
    string[] names = name == "all" ? [.. targets.Keys] : [name];
    Console.WriteLine($"seed {chosen}");
    bool good = true;
    foreach (string each in names)
    {
        await using FuzzTarget subject = targets[each]();
        var campaign = new Campaign(subject, chosen);
        good &= result.GetValue(replay) is { } file
            ? await campaign.ReplayAsync(await File.ReadAllBytesAsync(file.FullName, cancellationToken))
            : await campaign.RunAsync(TimeSpan.FromSeconds(result.GetValue(seconds) / names.Length));
    }

    return good ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
