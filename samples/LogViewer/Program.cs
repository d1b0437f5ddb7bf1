using LogViewer;
using Microsoft.Extensions.Options;

try
{
    await using WebApplication app = ViewerApp.Build(args);
    if (app.Configuration.GetValue<bool>("Check"))
    {
        return await SelfCheck.RunAsync(app, Console.Out);
    }

    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    // What is wrong with the configuration is for whoever typed it, not for a stack trace.
    foreach (string failure in e.Failures)
    {
        await Console.Error.WriteLineAsync(failure);
    }

    return 2;
}
