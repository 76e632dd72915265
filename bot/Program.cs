using ChatGov;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.HelpRequests;
using ChatGov.Hosting;
using ChatGov.Inbox;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Sentences;
using ChatGov.Settings;
using ChatGov.Timers;
using ChatGov.Webhooks;

return await Starting.Run(async () =>
{
    if (HelpPage.For(args, ReadBy.Bot, [UnderstandCommand.Usage]) is { } help)
    {
        await Console.Out.WriteLineAsync(help);
        return;
    }

    var words = CommandLine.Read(args, ReadBy.Bot, [UnderstandCommand.Usage]);
    if (words.Command is not null)
    {
        await UnderstandCommand.Run(words.Options, Console.In, Console.Out);
        return;
    }

    using var stop = new EarlyStop();
    var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = words.Settings, ContentRootPath = AppContext.BaseDirectory });
    var values = SettingValues.Read(builder.Configuration);
    var settings = BotSettings.Read(values);
    builder.Logging.LogToStandardError();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
    await using var db = Databases.Open(settings.Database, TimeProvider.System);
    using var telemetry = Telemetry.Export(values, "chatgov-bot", db);
    Tombstones.Keep(db, settings.Database.ErasedFile);
    await CheckAddress.Keep(db, values);
    await DeskAddress.Keep(db, values);
    await OperatorName.Keep(db, values);
    await ProgramAnswers.Keep(db, values);
    var isDemo = await DemoStart.Prepare(db, values, ReadBy.Bot);
    if (values.Messengers.Any())
    {
        OperatorName.Demand(db);
    }

    builder.Services.AddSingleton(db);
    builder.Services.AddSingleton(services => ChannelList.Create(services, settings, isDemo));
    builder.Services.AddSingleton(services => MediaFetcher.Create(services, settings.Voice, settings.Model));
    builder.Services.AddSingleton<Intake>();
    builder.Services.AddSingleton<Sender>();
    builder.Services.AddSingleton(services => new TimerRunner(db, TimerHandlers.All, services.GetRequiredService<ILogger<TimerRunner>>()));
    builder.Services.AddSingleton<BotService>();
    builder.Services.AddHostedService(services => services.GetRequiredService<BotService>());
    builder.Services.AddHostedService(services => WebhookServer.Of(services.GetRequiredService<IReadOnlyList<IChannel>>(), settings.Listen, services.GetRequiredService<ILoggerFactory>()));
    using var host = builder.Build();
    ChannelList.ConnectTerminal(host.Services);
    settings.SayWhatIsMissing(db, host.Services.GetRequiredService<ILogger<BotSettings>>());
    var bot = host.Services.GetRequiredService<BotService>();
    await Starting.UntilStopped(host, stop, async () =>
    {
        await host.StartAsync();
        await host.WaitForShutdownAsync();
        await bot.ExecuteTask!;
    });
});
