return args is ["replay", .. string[] rest]
    ? await Varlink.Conformance.Replay.ReplayCommand.RunAsync(rest, Console.Out, Console.Error)
    : await Varlink.Conformance.CertificationProgram.RunAsync(args, Console.Out, Console.Error);
