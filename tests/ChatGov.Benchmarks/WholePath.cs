using System.Globalization;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Media;
using ChatGov.Messengers;
using ChatGov.Messengers.Telegram;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Timers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Telegram.Bot;

namespace ChatGov.Benchmarks;

/// <summary>
/// Updates a second through the whole path: Bot API JSON, inbox, conversation, claim, audit, outbox, commit, and the
/// answer handed back. Every update is a claim of another registered member; places never run out.
/// </summary>
internal static class WholePath
{
    private const string Schema = "chatgov_bench";
    private const int InFlight = 64;
    internal const int Tasks = 64;

    public static async Task Measure(string provider, string where, int updates)
    {
        await using var db = Stores.Open(provider, where);
        await Populate(db, updates);
        var raw = RawLimit.Measure(db, updates);
        Say($"{provider}: raw, groups of 64        {raw.Grouped,10:N0} claims/s (on two bare tables {raw.BareGrouped:N0})");
        Say($"{provider}: raw, one commit each     {raw.Single,10:N0} claims/s");
        var messenger = new Messenger(updates, updates / 4, InFlight, i => (1_000_000L + i, string.Create(CultureInfo.InvariantCulture, $"认领 {(i % Tasks) + 1}")));
        await Chat(db, messenger);

        var claims = db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'"));
        if (claims != updates)
        {
            throw new InvalidOperationException($"{claims} claims of {updates} updates");
        }

        var times = messenger.Milliseconds.Order().ToList();
        var rate = messenger.Milliseconds.Count / messenger.Seconds;
        Say($"{provider}: whole path               {rate,10:N0} updates/s   {rate / raw.Grouped:0.000} of raw groups ({rate / raw.BareGrouped:0.000} of bare), {rate / raw.Single:0.00} of raw single   p50 {times[times.Count / 2]:0.0} ms  p99 {times[times.Count * 99 / 100]:0.0} ms");
    }

    /// <summary>The bot, with all that is in it, until the messenger has its answers.</summary>
    internal static async Task Chat(Db db, Messenger messenger)
    {
        var timing = new TelegramTiming { Limits = new SendLimits(1_000_000, TimeSpan.Zero, 1) };
        using var http = new HttpClient(messenger);
        using var client = new BotClient(new TelegramBotClientOptions("7000001:AAbench-token"), http);
        using var channel = new TelegramChannel(client, timing, NullLogger<TelegramChannel>.Instance);
        using var intake = new Intake(db, new MediaFetcher(db, [channel], transcriber: null, NullLogger<MediaFetcher>.Instance), NullLogger<Intake>.Instance);
        using var sender = new Sender(db, [channel], NullLogger<Sender>.Instance);
        var timers = new TimerRunner(db, TimerHandlers.All, NullLogger<TimerRunner>.Instance);
        using var bot = new BotService(db, [channel], intake, sender, timers, new NoLifetime(), NullLogger<BotService>.Instance);

        await bot.StartAsync(CancellationToken.None);
        await messenger.Done;
        await bot.StopAsync(CancellationToken.None);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    internal static Task Populate(Db db, int members) => db.Write(tx =>
    {
        var banner = tx.Insert("INSERT INTO org (kind, name, created_at) VALUES ('Banner', 'b', 0) RETURNING id");
        var organiser = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('o', 'zh-CN', 0) RETURNING id");
        for (var i = 0; i < members; i++)
        {
            var person = tx.Insert("INSERT INTO person (name, language, created_at) VALUES ('m', 'zh-CN', 0) RETURNING id");
            var account = (1_000_000 + i).ToString(CultureInfo.InvariantCulture);
            tx.Run(
                "INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at) VALUES ('telegram', @account, @account, @person, 0)",
                new { account, person });
            tx.Run(
                "INSERT INTO session (channel, chat_id, user_id, language) VALUES ('telegram', @account, @account, 'zh-CN')", new { account });
            tx.Run("INSERT INTO consent (person_id, scope, version, given_at) VALUES (@person, 'Service', @CurrentVersion, 0)", new { person, Consents.CurrentVersion });
            tx.Run(
                "INSERT INTO registration (kind, person_id, org_id, state, created_at) VALUES ('Home', @person, @banner, 'Active', 0)",
                new { person, banner });
        }

        for (var i = 0; i < Tasks; i++)
        {
            tx.Run(
                """
                INSERT INTO task (org_id, title, place, bring, risk, risk_level, starts_at, ends_at, places, organiser_id, state, created_at)
                VALUES (@banner, 't', 'p', 'b', 'r', 'Low', @starts, @ends, @members, @organiser, 'Published', 0)
                """,
                new { banner, organiser, members, starts = tx.Now.AddDays(2), ends = tx.Now.AddDays(2).AddHours(2) });
        }
    });

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
            // The benchmark stops the bot itself.
        }
    }
}
