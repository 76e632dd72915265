using ChatGov;
using ChatGov.Access;
using ChatGov.Commands;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Hosting;
using ChatGov.Papers;
using ChatGov.People;

return await Starting.Run(async () =>
{
    var (command, options) = Command.Read(args);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = options, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogToStandardError();
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    var database = DatabaseSettings.Read(builder.Configuration);
    if (command is not null)
    {
        await command.Run(database, builder.Configuration, Console.Out);
        return;
    }

    await using var db = Databases.Open(database, TimeProvider.System);
    using var telemetry = Telemetry.Export(builder.Configuration, "chatgov-desk", db);
    Tombstones.Keep(db, database.ErasedFile);
    builder.Services.AddSingleton(db);
    builder.AddDesk();
    await CheckAddress.Keep(db, builder.Configuration);
    await DeskAddress.Keep(db, builder.Configuration);
    await DemoStart.Prepare(db, DemoStart.IsWanted(builder.Configuration));
    await using var app = builder.Build();
    app.UseDesk();
    app.MapDesk();
    await Listening.Start(app, db);
    await Welcome.Say(app, db);
    await app.WaitForShutdownAsync();
});
