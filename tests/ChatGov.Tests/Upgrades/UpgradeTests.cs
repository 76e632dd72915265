using System.Net;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Needs;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using ChatGov.Timers;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Upgrades;

/// <summary>
/// Databases that earlier versions left with everything under way, opened by the program as it is now: all of it goes on, or is
/// answered kindly. Each test starts from a copy of its own; whatever version is recorded beside, it runs on.
/// </summary>
public sealed class UpgradeTests
{
    /// <summary>Tables whose number of rows may change by bringing them up to date, and why.</summary>
    private static readonly Dictionary<string, string> MayChange = new(StringComparer.Ordinal)
    {
        ["migration"] = "one row for each",
        ["setting"] = "what the program notes of itself",
        ["audit"] = "a change of a migration is one too",
        ["timer"] = "what a later version waits for",
        ["wrong_try"] = "counted for a hash since schema 43; what named an account lasted two days and is gone",
        ["counter"] = "a number that a later version hands out",
    };

    /// <summary>Tables that are gone, and where their rows went.</summary>
    private static readonly Dictionary<string, string> MovedTo = new(StringComparer.Ordinal)
    {
        ["invite_code"] = "access_code",
        ["link_code"] = "access_code",
        ["one_time_code"] = "access_code",
        ["place_code"] = "access_code",
        ["one_time_code_kind"] = "access_code_kind",
        ["place_code_kind"] = "access_code_kind",
    };

    private static readonly string[] Unkind = ["everyone.unclear", "everyone.button_stale", "everyone.step_answered"];

    public static IEnumerable<object[]> Each() => Recorded.Versions.SelectMany(
        _ => new DatabasesAttribute().GetData(null!), (version, provider) => (object[])[version, provider[0]]);

    [Theory, MemberData(nameof(Each))]
    public async Task It_is_brought_up_to_date_and_loses_no_row(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        var now = recorded.Database.Db.Read(tx => Schema.Counts(tx, provider));
        Assert.Equal(Migrator.CurrentVersion, recorded.Database.Db.Read(tx => tx.Count("SELECT MAX(number) FROM migration")));

        // A look-up table may have a code more.
        var codes = recorded.Database.Db.Read(tx => Schema.CodeColumns(tx, provider)).Select(column => column.Codes).ToHashSet(StringComparer.Ordinal);
        var stayed = recorded.CountsBefore.Where(table => now.ContainsKey(table.Key) || !MovedTo.ContainsKey(table.Key));
        Assert.Equal([], stayed
            .Where(table => !MayChange.ContainsKey(table.Key) && now.GetValueOrDefault(table.Key) is var count
                && (codes.Contains(table.Key) ? count < table.Value : count != table.Value))
            .Select(table => $"{table.Key}: {table.Value} before, {now.GetValueOrDefault(table.Key)} now"));
        Assert.Equal([], recorded.CountsBefore.ExceptBy(stayed.Select(table => table.Key), table => table.Key).GroupBy(table => MovedTo[table.Key], table => table.Value)
            .Where(moved => now[moved.Key] < moved.Sum()).Select(moved => moved.Key));
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Every_open_question_takes_its_next_answer(string version, Provider provider)
    {
        await using var town = new Resumed(Recorded.Open(version, provider));
        foreach (var question in town.Manifest.Questions)
        {
            var before = town.OpenIn(question.Chat);
            Assert.Equal((question.Flow, question.Step), (before.Flow, before.Step));
            var answer = question.Token is { } token ? await town.Press(question.Chat, token, question.Index) : await Town.Said(town.Bot, question.Chat, question.Next);
            IsKind($"{question.Chat}, “{question.Next}”", answer);
            Assert.True(question.Flow is null || town.OpenIn(question.Chat) != before || answer.Contains(Catalog.Say(Language.Chinese, "everyone.begin_again"), StringComparison.Ordinal),
                $"{question.Chat} stands where it stood after “{question.Next}”: {answer}");
        }

        town.HadNoFault();
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Every_button_answers_whoever_it_was_sent_to(string version, Provider provider)
    {
        await using var town = new Resumed(Recorded.Open(version, provider));
        foreach (var button in town.Manifest.Buttons)
        {
            IsKind($"{button.Chat}, [{button.Label}] {button.Action}", await town.Press(button.Chat, button.Token, button.Index));
        }

        town.HadNoFault();
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Every_timer_runs_when_its_time_comes(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        var (db, clock) = (recorded.Database.Db, recorded.Database.Clock);
        using var log = new CapturedLog();
        var runner = new TimerRunner(db, TimerHandlers.All, log.CreateLogger<TimerRunner>());
        var waiting = db.Read(tx => tx.All<WaitingTimer>("SELECT id, kind, due_at FROM timer WHERE state = 'Waiting'"));

        // Until each kind had its turn; those of one kind that are due later are no different.
        var end = waiting.GroupBy(timer => timer.Kind).Max(kind => kind.Min(timer => timer.DueAt)).AddDays(1);
        while (db.Read(tx => tx.First<DateTimeOffset?>("SELECT MIN(due_at) FROM timer WHERE state = 'Waiting'")) is { } due && due < end)
        {
            clock.MoveTo(due > clock.GetUtcNow() ? due : clock.GetUtcNow());
            Assert.NotEqual(0, await runner.RunDue(CancellationToken.None));
        }

        Assert.Equal([], log.Lines);
        Assert.Equal(0, db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE attempts > 0")));
        var still = db.Read(tx => tx.All<WaitingTimer>("SELECT id, kind, due_at FROM timer WHERE state = 'Waiting'")).ToDictionary(timer => timer.Id);
        Assert.Equal([], waiting.Where(timer => timer.DueAt < end && still.TryGetValue(timer.Id, out var same) && same.DueAt == timer.DueAt).Select(timer => timer.Kind));
        Assert.Equal([], waiting.Select(timer => timer.Kind).Distinct().Except(TimerHandlers.All.Keys));
    }

    [Theory, MemberData(nameof(Each))]
    public async Task What_was_not_handled_is_handled_and_what_waited_is_sent(string version, Provider provider)
    {
        await using var town = new Resumed(Recorded.Open(version, provider));
        var parked = town.Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked' AND payload IS NOT NULL");
        var waiting = town.Db.Read(tx => tx.All<long>("SELECT id FROM outbox WHERE state IN ('Waiting', 'Sending')"));
        Assert.NotEqual((0, 0), (parked, waiting.Count));

        await town.Bot.Quiet();
        Assert.Equal(0, town.Count("SELECT COUNT(*) FROM inbox WHERE state = 'Waiting'"));
        Assert.Equal(parked, town.Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked' AND payload IS NOT NULL"));
        Assert.Contains(town.Manifest.Words.Last(word => word.By == "patient").Word, Read(town, "banner-office", HelpRequestActs.ListOpen).Select(request => request.Text).Last(), StringComparison.Ordinal);

        town.Clock.Advance(TimeSpan.FromMinutes(90));
        await town.Settled();
        var left = town.Db.Read(tx => tx.All<string>("SELECT state FROM outbox WHERE id <= @last AND state IN ('Waiting', 'Sending')", new { last = waiting.Max() }));
        Assert.Equal([], left);
        Assert.NotEqual(0, town.Count($"SELECT COUNT(*) FROM outbox WHERE state = 'Sent' AND id IN ({string.Join(", ", waiting)})"));
        town.HadNoFault();
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Every_code_is_still_good(string version, Provider provider)
    {
        await using var town = new Resumed(Recorded.Open(version, provider));
        foreach (var code in town.Manifest.Codes.Where(code => code.Says.Length > 0))
        {
            var before = Had(town, code);
            var answer = await town.Bot.Ask(code.Chat, code.Says);
            answer = answer.Contains(Catalog.Say(Language.Chinese, "notice.yes"), StringComparison.Ordinal) ? await town.Bot.Ask(code.Chat, "同意") : answer;
            IsKind($"{code.Kind} {code.Says}", answer);
            switch (code.Kind)
            {
                case "invite":
                    await town.Bot.Ask(code.Chat, "贺兰");
                    await town.Bot.Ask(code.Chat, "1");
                    Assert.Equal(before + 1, Had(town, code));
                    break;
                case "link" or "stand-in" or "companion" or "bind":
                    Assert.True(before + 1 == Had(town, code), $"{code.Kind}: {answer}");
                    break;
                case "care":
                    Assert.Contains(Catalog.Say(Language.Chinese, "care_readings.head", ("lines", "")).Trim(), answer, StringComparison.Ordinal);
                    break;
                default:
                    Assert.NotNull(town.Db.Read(tx => PaperChecking.Check(tx, code.Code)).Digest ?? (code.Kind == "paper voided" ? "" : null));
                    break;
            }
        }

        town.HadNoFault();
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Every_token_lets_its_holder_in_and_a_repeated_request_gets_its_answer(string version, Provider provider)
    {
        await using var recorded = Recorded.Open(version, provider);
        await using var desk = await DeskSite.Open(recorded.Database);
        string TokenOf(string kind) => recorded.Manifest.Tokens.Single(token => token.Kind == kind).Secret;

        (await desk.Get("/api/v1/me", TokenOf("Token"))).Is(HttpStatusCode.OK);
        (await desk.Send(HttpMethod.Get, "/api/v1/me", token: null, body: null, ("Cookie", TokenOf("Session")))).Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", (await desk.Get(TokenOf("Calendar"), token: null)).Is(HttpStatusCode.OK).MediaType);
        var link = recorded.Manifest.Codes.Single(code => code.Kind == "sign-in").Code;
        Assert.Contains("Set-Cookie", (await desk.Send(HttpMethod.Post, "/sign-in/" + link, token: null)).Headers.Keys);
        var request = recorded.Manifest.Request!;
        var again = await desk.Post(request.Path, TokenOf("Token"), request.Body, ("Idempotency-Key", request.Key));
        Assert.Equal(request.Answer, again.Is(HttpStatusCode.Created).Text);
        for (var i = 0; i < 300 && recorded.Database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM roster_import WHERE state = 'Applying'")); i++)
        {
            await Task.Delay(20);
        }

        Assert.Equal(0, recorded.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import WHERE state = 'Applying'")));
    }

    [Theory, MemberData(nameof(Each))]
    public async Task What_is_sealed_opens_to_what_was_typed(string version, Provider provider)
    {
        await using var town = new Resumed(Recorded.Open(version, provider));
        var words = town.Manifest.Words.Select(word => word.Word).ToHashSet(StringComparer.Ordinal);
        var read = new List<string>();
        read.AddRange(from chat in new[] { "secretary", "other-secretary", "banner-office" } from help in Read(town, chat, HelpRequestActs.ListOpen) where help.Text is not null select help.Text);
        read.AddRange(Read(town, "secretary", tx => ObjectionDecisions.WaitingForMe(tx)).Select(objection => objection.Text).OfType<string>());
        read.AddRange(Read(town, "secretary", tx => Letters.ToSign(tx)).Select(letter => letter.Facts.Name));
        foreach (var need in Read(town, "secretary", tx => NeedLists.ToAnswer(tx)))
        {
            read.Add(await town.As("secretary", tx => NeedDecisions.ReadWords(tx, need.Id).Value));
        }

        foreach (var plan in town.Db.Read(tx => tx.All<long>("SELECT id FROM care_plan WHERE state = 'Active'")))
        {
            var door = await town.As("secretary", tx => CareDoorReading.ReadAsStaff(tx, plan, "问候").Value);
            read.AddRange([door.Name, door.Door, door.Phone, door.Handover]);
        }

        foreach (var person in town.Manifest.People.Where(person => person.Role == "member"))
        {
            read.AddRange(Read(town, person.Chat, OwnData.Copy).Lines.Where(line => line.Key == "my_data.needs").SelectMany(line => ((Several)line.Args[0].Value).All.Cast<Phrase>()).Select(need => need.Show("zh-CN")));
        }

        Assert.True(read.Count > 80, $"only {read.Count} were read");
        Assert.Equal([], read.Where(text => !words.Any(word => text.Contains(word, StringComparison.Ordinal))));
        await Photos(town);
        Phones(town);
    }

    [Theory, MemberData(nameof(Each))]
    public void Without_a_key_it_still_needs_it_is_refused_in_one_line(string version, Provider provider)
    {
        var refused = Assert.Throws<ConfigurationFault>(() => Recorded.Open(version, provider, TestKeys.Foreign));
        Assert.Contains("Database:KeyFile", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Answered, and not with a shrug.</summary>
    private static void IsKind(string what, string answer)
    {
        Assert.False(string.IsNullOrWhiteSpace(answer), what + " has no answer");
        var shrug = Unkind.SelectMany(_ => Language.All, (key, language) => Catalog.Say(language, key)).FirstOrDefault(text => answer.Contains(text, StringComparison.Ordinal));
        Assert.True(shrug is null, $"{what}: {answer}");
    }

    /// <summary>How many of what such a code gives the person behind a chat has.</summary>
    private static long Had(Resumed town, HandedCode code) => town.Count(
        (code.Kind switch
        {
            "invite" => "SELECT COUNT(*) FROM registration r JOIN chat_identity i ON i.person_id = r.person_id WHERE r.state = 'Active'",
            "link" => "SELECT COUNT(*) FROM chat_identity i WHERE 1 = 1",
            "bind" => "SELECT COUNT(*) FROM staff_role s JOIN chat_identity i ON i.person_id = s.person_id WHERE 1 = 1",
            _ => "SELECT COUNT(*) FROM claim c JOIN chat_identity i ON i.person_id = c.person_id WHERE c.state = 'Confirmed'",
        }) + $" AND i.channel = 'fake' AND i.user_id = '{code.Chat}'");

    private static T Read<T>(Resumed town, string chat, Func<Tx, T> look) => town.Db.Read(tx => look(tx.As(Actor.Person(town.Person(chat)))));

    private static async Task Photos(Resumed town)
    {
        var subjects = town.Db.Read(tx => tx.All<PhotoSubjectRow>("SELECT DISTINCT subject, subject_id FROM photo WHERE subject IS NOT NULL"));
        foreach (var of in subjects.Select(row => new PhotoOf(Enum.Parse<PhotoSubject>(row.Subject), row.SubjectId)))
        {
            var chat = Read(town, "secretary", tx => Album.List(tx, of).Ok) ? "secretary" : "banner-office";
            foreach (var photo in Read(town, chat, tx => Album.List(tx, of).Value))
            {
                Assert.NotNull(Pictures.Clean((await town.As(chat, tx => Album.Read(tx, of, photo.Id).Value)).Content));
            }
        }

        Assert.NotEmpty(subjects);
    }

    /// <summary>Those of rosters are found by the number, whichever key they were kept with; those of tasks are shown.</summary>
    private static void Phones(Resumed town)
    {
        var kept = town.Manifest.Words.Where(word => word.Where == "phone" && word.By.StartsWith("liaison", StringComparison.Ordinal)).ToList();
        var found = kept.Count(word => town.Db.Read(tx => Roster.FindByPhone(tx, word.Word, personId: 0)) is not null);
        Assert.Equal(town.Count("SELECT COUNT(*) FROM roster WHERE phone_hash IS NOT NULL AND left_at IS NULL AND person_id IS NULL"), found);
        foreach (var person in town.Db.Read(tx => tx.All<long>("SELECT id FROM person WHERE phone_hash IS NOT NULL")))
        {
            Assert.Contains(town.Manifest.Words, word => word.Word == town.Db.Read(tx => Persons.PhoneOf(tx, person)));
        }
    }

    private sealed record WaitingTimer
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset DueAt { get; init; }
    }

    private sealed record PhotoSubjectRow
    {
        public string Subject { get; init; } = "";

        public long SubjectId { get; init; }
    }
}
