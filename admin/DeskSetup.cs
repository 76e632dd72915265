using ChatGov.Api;
using ChatGov.Auth;
using ChatGov.Calendars;
using ChatGov.Http;
using ChatGov.Papers;
using ChatGov.Settings;
using Microsoft.AspNetCore.Authentication;
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

        // The core alone: the rest would make key files for cookies that we do not have.
        services.AddAuthenticationCore(options => options.DefaultScheme = TokenScheme.Name);
        services.AddWebEncoders();
        services.TryAddSingleton(TimeProvider.System);
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, TokenScheme>(TokenScheme.Name, null);
        services.AddAuthorizationBuilder().SetDefaultPolicy(
            new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(TokenScheme.Name).RequireAuthenticatedUser().RequireClaim(TokenScheme.InForce).Build());
        var limit = new RequestLimit(settings);
        services.AddSingleton(limit);
        services.AddRateLimiter(limiter => (limiter.GlobalLimiter, limiter.OnRejected) = (limit.Limiter, RequestLimit.Refuse));
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
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<RequestLimit>().Show);
        app.UseRateLimiter();
        app.UseAuthorization();
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
