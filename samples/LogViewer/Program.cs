using LogViewer;
using Microsoft.AspNetCore.Builder;

await using WebApplication app = ViewerApp.Build(args);
if (app.Configuration.GetValue<bool>("Check"))
{
    return await SelfCheck.RunAsync(app, Console.Out);
}

await app.RunAsync();
return 0;
