using Podman.Testing.Tests.Figures;

return await FiguresProgram.RunAsync(args);
