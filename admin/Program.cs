using System.Net.Sockets;
using ChatGov.PaperChecks;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Papers;

return await Starting.Run(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogToStandardError();
    builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    await using var db = Databases.Open(DatabaseSettings.Read(builder.Configuration), TimeProvider.System);
    builder.Services.AddSingleton(db);
    builder.Services.AddChecking(builder.Configuration);
    await CheckAddress.Keep(db, builder.Configuration);
    await using var app = builder.Build();
    app.MapChecking(db);
    app.MapGet("/health/live", () => Results.Text("ok"));
    var started = app.Lifetime.ApplicationStarted;
    try
    {
        await app.RunAsync();
    }
    catch (Exception exception) when (exception is IOException or SocketException or FormatException
        && !started.IsCancellationRequested)
    {
        throw new ConfigurationFault("Urls names an address that cannot be listened on: malformed, not of this machine, or taken by another program", exception);
    }
});
