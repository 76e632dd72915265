using ChatGov.Api;
using ChatGov.Auth;
using ChatGov.Calendars;
using ChatGov.Http;
using ChatGov.Papers;
using ChatGov.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatGov;

/// <summary>The desk as a part of a web host: its door, its limits and its endpoints.</summary>
public static class DeskSetup
{
    private const long LargestBody = 1024 * 1024;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    public static void AddDesk(this WebApplicationBuilder builder, SettingValues settings)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        var services = builder.Services;
        services.AddSingleton(settings);
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton(new Misses(settings));
        services.AddSingleton<Rosters.FileReadings>();

        services.AddWebEncoders();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Door>();
        services.AddSingleton(new RequestLimit(settings));

        // The door is ours, and the framework does not know it for one.
        services.Configure<RouteOptions>(options => options.SuppressCheckForUnhandledSecurityMetadata = true);
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = LongestRequest, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
        services.AddChecking(settings);
        services.AddDocument();
        services.AddHostedService<Rosters.ImportService>();
    }

    /// <summary>Who asks is known before requests are counted, and counted before anything is done.</summary>
    public static void UseDesk(this WebApplication app)
    {
        app.Use(SafeHeaders.Set);
        app.Use(RequestIds.Mark);
        app.Use(Heads.Take);
        TrustedProxies.Use(app);
        Faults.Use(app);
        app.UseRouting();
        app.Use(Measuring.Measure);
        app.UseRequestTimeouts();
        app.Use(app.Services.GetRequiredService<Door>().Know);
        app.Use(app.Services.GetRequiredService<RequestLimit>().Count);
        app.Use(Door.Guard);
        app.Use(QueryCheck.Refuse);
        app.Use(Idempotency.Prepare);
    }

    public static void MapDesk(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization().WithMetadata(RequestLimit.Counted.Mark).AddEndpointFilter(Checked.Filter);
        Takes.Tell(api);
        SignInPages.MapSignOut(api);
        ToDoEndpoints.Map(api);
        foreach (var feature in DeskFeatures.All)
        {
            feature.Endpoints(api);
        }

        SignInPages.Map(app);
        CheckPages.Map(app);
        Health.Map(app);
        CalendarEndpoints.MapFeed(app);
        app.MapDocument();
    }
}
