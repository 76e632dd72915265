using ChatGov;
using ChatGov.Access;
using ChatGov.Channels;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Hosting;
using ChatGov.Inbox;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Timers;

return await Starting.Run(async () =>
{
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = BotSettings.Read(builder.Configuration);
    builder.Logging.LogToStandardError();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    await using var db = Databases.Open(settings.Database, TimeProvider.System);
    using var telemetry = Telemetry.Export(builder.Configuration, "chatgov-bot", db);
    Tombstones.Keep(db, settings.Database.ErasedFile);
    await CheckAddress.Keep(db, builder.Configuration);
    await DeskAddress.Keep(db, builder.Configuration);
    var isDemo = await DemoStart.Prepare(db, settings.Demo);
    builder.Services.AddSingleton(db);
    builder.Services.AddSingleton(services => ChannelList.Create(services, settings, isDemo));
    builder.Services.AddSingleton<Intake>();
    builder.Services.AddSingleton<Sender>();
    builder.Services.AddSingleton(services => new TimerRunner(db, TimerHandlers.All, services.GetRequiredService<ILogger<TimerRunner>>()));
    builder.Services.AddSingleton<BotService>();
    builder.Services.AddHostedService(services => services.GetRequiredService<BotService>());
    using var host = builder.Build();
    ChannelList.ConnectTerminal(host.Services);
    settings.SayWhatIsMissing(db, host.Services.GetRequiredService<ILogger<BotSettings>>());
    var bot = host.Services.GetRequiredService<BotService>();
    await host.RunAsync();
    await bot.ExecuteTask!;
});
