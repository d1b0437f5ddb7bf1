return await Varlink.Conformance.CertificationProgram.RunAsync(args, Console.Out, Console.Error);
