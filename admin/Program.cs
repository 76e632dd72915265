using ChatGov.Data;
using ChatGov.Hosting;

return await Starting.Run(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogToStandardError();
    builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    await using var db = Databases.Open(DatabaseSettings.Read(builder.Configuration), TimeProvider.System);
    builder.Services.AddSingleton(db);
    await using var app = builder.Build();
    app.MapGet("/health/live", () => Results.Text("ok"));
    await app.RunAsync();
});
