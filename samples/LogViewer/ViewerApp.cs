using LogViewer.Api;
using LogViewer.Demo;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Podman.Extensions;
using Varlink;

namespace LogViewer;

/// <summary>Puts the application together.</summary>
internal static class ViewerApp
{
    private const string Reference = "reference";
    private const string Podman = "podman";

    /// <summary>Makes the application; it does not run yet.</summary>
    /// <param name="args">The command line: <c>--engine reference</c>, <c>--Podman:Address unix:///run/podman/podman.sock</c>, <c>--urls ...</c>.</param>
    /// <param name="configure">Changes it before it is made; null for nothing. Tests put their engine in here.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ViewerApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddPodman(builder);
        AddTelemetry(builder);
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ViewerJson.Default));
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.Use(PageSecurity.AddHeadersAsync);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapHealthChecks("/health");
        ContainerEndpoints.Map(app.MapGroup("/api/containers"));
        return app;
    }

    private static void AddPodman(WebApplicationBuilder builder)
    {
        IPodmanClientBuilder podman = builder.Services.AddPodmanClient(builder.Configuration.GetSection("Podman"))
            .AddHealthCheck();

        if (builder.Configuration["Engine"] == Reference)
        {
            builder.Services.AddSingleton<DemoEngine>();
            builder.Services.AddHostedService(static services => services.GetRequiredService<DemoEngine>());
            podman.UseClient(static (services, options) => services.GetRequiredService<DemoEngine>().CreateClient(options));
        }
        else if (builder.Configuration["Engine"] is { } engine and not Podman)
        {
            throw new OptionsValidationException("Engine", typeof(string), [$"--engine {engine}: there are {Podman}, which is the default, and {Reference}."]);
        }
    }

    /// <summary>Traces and metrics of the requests and of the calls to Podman, on the console where <c>--telemetry console</c> asks for them.</summary>
    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Telemetry"] != "console")
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(static tracing => tracing
                .AddSource("Microsoft.AspNetCore", VarlinkTelemetry.ActivitySourceName)
                .AddConsoleExporter())
            .WithMetrics(static metrics => metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", VarlinkTelemetry.MeterName)
                .AddConsoleExporter());
    }
}
