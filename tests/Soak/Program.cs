using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Soak;

var seconds = new Option<double>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
var callers = new Option<int>("--callers") { Description = "How many callers share a client.", DefaultValueFactory = _ => 64 };
var seed = new Option<int?>("--seed") { Description = "What calls and faults are drawn from. Default: another one each time; it is printed." };
var command = new RootCommand(
    "Drives services through faults and cancellations over unix sockets. Ends with 1 when a reply reached the wrong call, a call ran twice or hung, or sockets or memory grew.")
{
    seconds, callers, seed,
};
command.SetAction(async (result, _) =>
{
    int chosen = result.GetValue(seed) ?? Random.Shared.Next();
    TimeSpan duration = TimeSpan.FromSeconds(result.GetValue(seconds));
    Console.WriteLine($"seed {chosen}");

    // Code that is compiled and pools that are filled are no leak: what the process holds is compared with what it held after a first round.
    TimeSpan warmUp = TimeSpan.FromSeconds(Math.Min(duration.TotalSeconds / 4, 15));
    await new Phase(chosen, result.GetValue(callers), new Tally()).RunAsync(warmUp);
    await Task.Yield(); // Nothing of the round must be left on the stack.
    Resources start = Resources.Measure();

    var tally = new Tally();
    var phase = new Phase(unchecked(chosen + 1), result.GetValue(callers), tally);
    var clock = Stopwatch.StartNew();
    await phase.RunAsync(duration - warmUp);
    double took = clock.Elapsed.TotalSeconds;
    await Task.Yield();
    Resources end = Resources.Measure();

    tally.Print(Console.Out);
    string[] lines =
    [
        $"faults        {phase.Faults.Cuts,10} cuts, {phase.Faults.Stalls} stalls, {phase.Faults.Pieces} pieces",
        $"wrong         {tally.Wrong,10}",
        $"hung          {tally.Hung,10}",
        $"sockets       {start.Sockets,10} at start, {phase.MostSockets} at most, {end.Sockets} at end",
        $"memory        {start.Memory / 1024,10} KiB at start, {end.Memory / 1024} KiB at end",
        string.Create(CultureInfo.InvariantCulture, $"took          {took,10:0.0} s, {tally.Calls / took:0} calls a second"),
    ];
    foreach (string line in lines)
    {
        Console.WriteLine(line);
    }

    bool flat = end.Sockets <= start.Sockets && end.Memory <= start.Memory + (8 * 1024 * 1024);
    bool happened = tally.Calls > 0 && phase.Faults is { Cuts: > 0, Stalls: > 0, Pieces: > 0 };
    return tally.Wrong == 0 && tally.Hung == 0 && flat && happened ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
