using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Varlink.Tool.Completion;
using Varlink.Tool.Connecting;
using Varlink.Tool.Terminal;

namespace Varlink.Tool.Commands;

/// <summary><c>varlink call ADDRESS/INTERFACE.METHOD [JSON]</c>.</summary>
internal sealed class CallCommand : ToolCommand
{
    private readonly Argument<string> _target = new("ADDRESS/INTERFACE.METHOD")
    {
        Description = "The address of the service, a slash and the full name of the method; the name alone with --bridge.",
    };

    private readonly Argument<string?> _parameters = new("JSON")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The parameters, a JSON object; @FILE reads them from a file, - from standard input. Default: none.",
    };

    private readonly Option<bool> _more = new("--more")
    {
        Arity = ArgumentArity.Zero,
        Description = "Ask for a stream, and print each reply when it comes. Ctrl-C ends it with status 130.",
    };

    private readonly Option<bool> _oneway = new("--oneway")
    {
        Arity = ArgumentArity.Zero,
        Description = "Send the call and wait for no reply: whether it worked is not known.",
    };

    private readonly Option<bool> _json = new("--json") { Arity = ArgumentArity.Zero, Description = "Print each reply on one line, for scripts." };

    private readonly Option<double?> _timeout = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long to wait for the reply, or for each one with --more. Default: 100, and no limit with --more.",
        CustomParser = ReadSeconds,
    };

    private readonly Option<string?> _bridge = ServiceOptions.CreateBridge();

    public CallCommand(IToolConsole console)
        : base("call", "Call a method, and print its reply. An error reply goes to standard error: its name, then its parameters.", console)
    {
        ServiceCompletion.AddTo(_target, ServicePart.Method);
        Add(_target);
        Add(_parameters);
        Add(_more);
        Add(_oneway);
        Add(_json);
        Add(_timeout);
        Add(_bridge);
        Validators.Add(result =>
        {
            if (result.GetValue(_more) && result.GetValue(_oneway))
            {
                result.AddError("Give --more or --oneway, not both: a call without a reply is no stream.");
            }
        });
        SetAction(RunAsync);
    }

    public override IReadOnlyList<string> Examples =>
    [
        "varlink call unix:/run/podman/io.podman/io.podman.Ping",
        """varlink call unix:/run/kettle/org.example.kettle.Fill '{"litres": 1.5}'""",
        """varlink call --more --json unix:/run/kettle/org.example.kettle.Heat '{"target": 90}' | jq .temperature""",
        "varlink call --bridge 'ssh host varlink bridge unix:/run/kettle' org.example.kettle.GetStatus",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? bridge = parsed.GetValue(_bridge);
        Target target = Target.Parse(parsed.GetRequiredValue(_target), bridge is not null);
        bool more = parsed.GetValue(_more);
        VarlinkMethod<JsonElement, JsonElement> method = MethodOf(target, more);
        VarlinkClientOptions options = OptionsOf(parsed.GetValue(_timeout));
        await using VarlinkClient client = new(ServiceOptions.CreateConnector(target.Address, bridge), options);
        JsonElement parameters = await CallParameters.ReadAsync(parsed.GetValue(_parameters), Terminal, cancellationToken);

        Func<JsonElement, string> format = parsed.GetValue(_json) ? JsonText.Compact : JsonText.Pretty;
        if (parsed.GetValue(_oneway))
        {
            await client.SendOnewayAsync(method, parameters, cancellationToken);
        }
        else if (more)
        {
            await foreach (JsonElement reply in client.StreamAsync(method, parameters, cancellationToken))
            {
                await Terminal.Out.WriteLineAsync(format(reply));
            }
        }
        else
        {
            await Terminal.Out.WriteLineAsync(format(await client.CallAsync(method, parameters, cancellationToken)));
        }

        return ExitStatus.Success;
    }

    private static VarlinkMethod<JsonElement, JsonElement> MethodOf(Target target, bool more)
    {
        try
        {
            return VarlinkRawMethod.Create(target.Name, more ? VarlinkMethodTraits.SupportsMore : VarlinkMethodTraits.None);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"'{target.Name}' is not the full name of a method: write the interface, a dot and the name, org.example.kettle.Fill for example.");
        }
    }

    private static VarlinkClientOptions OptionsOf(double? seconds)
    {
        VarlinkClientOptions options = new();
        if (seconds is { } limit)
        {
            options.CallTimeout = options.FirstReplyTimeout = options.NextReplyTimeout = TimeSpan.FromSeconds(limit);
        }

        return options;
    }

    private static double? ReadSeconds(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0.001 and <= 2_000_000)
        {
            return seconds;
        }

        result.AddError($"'{text}' is no time limit: --timeout takes seconds, 0.5 for example, from 0.001 to 2000000.");
        return null;
    }
}
