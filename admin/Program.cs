using ChatGov;
using ChatGov.Access;
using ChatGov.Commands;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Hosting;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Settings;

return await Starting.Run(async () =>
{
    if (HelpPage.For(args, ReadBy.Desk, Command.Usages) is { } help)
    {
        await Console.Out.WriteLineAsync(help);
        return;
    }

    var words = CommandLine.Read(args, ReadBy.Desk, Command.Usages);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = words.Settings, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.LogToStandardError();
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    var settings = SettingValues.Read(builder.Configuration);
    var database = DatabaseSettings.Read(settings);
    if (words.Command is { } command)
    {
        await Command.Of(command).Run(database, new Options(words.Options), Console.Out);
        return;
    }

    using var stop = new EarlyStop();
    await using var db = Databases.Open(database, TimeProvider.System);
    using var telemetry = Telemetry.Export(settings, "chatgov-desk", db);
    Tombstones.Keep(db, database.ErasedFile);
    await OperatorName.Keep(db, settings);
    builder.Services.AddSingleton(db);
    builder.AddDesk(settings);
    await CheckAddress.Keep(db, settings);
    await DeskAddress.Keep(db, settings);
    await DemoStart.Prepare(db, settings, ReadBy.Desk);
    await using var app = builder.Build();
    app.UseDesk();
    app.MapDesk();
    await Starting.UntilStopped(app, stop, async () =>
    {
        await Listening.Start(app, db);
        await Welcome.Say(app, db, settings);
        await app.WaitForShutdownAsync();
    });
});
