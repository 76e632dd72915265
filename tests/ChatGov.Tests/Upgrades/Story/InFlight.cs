using System.Text.Json.Nodes;
using ChatGov.Access;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tests.Desk;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>The last minutes: what is handed out and not used, what is sent and did not arrive, what came and was not handled.</summary>
internal static class InFlight
{
    private const string Gone = "gone/1/1";
    private static readonly DateTimeOffset Last = new(2026, 11, 26, 10, 2, 0, TimeSpan.FromHours(8));

    public static async Task Tell(Town town)
    {
        await Reporting.Files(town);
        await Parked(town);
        await Undelivered(town);
        await Reminder(town);
        await Codes(town);
        await HeldUp(town);
        await town.Stop();
        await Waiting(town);
        await LeftBehind(town);
        await WithoutCalendar(town);
        Buttons.Note(town);
        town.Manifest.Now = town.Now;
    }

    /// <summary>The messenger asks for patience with one chat, so that what comes at an hour is of no use when it may go.</summary>
    public static async Task Late(Town town, string chat, DateTimeOffset at, TimeSpan wait)
    {
        await town.Until(at.AddMinutes(-1));
        town.Channel.Answer = (to, _) => to == chat ? new SendResult.Wait(wait) : new SendResult.Sent("1");
        await town.Until(at.AddMinutes(1));
        town.Channel.Answer = (_, _) => new SendResult.Sent("1");
    }

    /// <summary>Tokens of each kind, a session, a calendar, and a request that may come once more.</summary>
    public static async Task Desk(Town town)
    {
        await using var desk = await DeskSite.Open(town.Database);
        var name = town.Words("secretary", "token name");
        var token = await town.Does(tx => ApiTokens.Create(tx, new NewToken(
            name, Appointments.OfPerson(tx, town.Person("secretary"))[0].Id, OrgId: null, Days: 90)).Value.Secret);
        town.Manifest.Tokens.Add(new HandedToken("Token", "secretary", token));
        var revoked = await town.Does(tx => ApiTokens.Create(tx, new NewToken("old", Appointments.OfPerson(tx, town.Person("secretary"))[0].Id, null, 90)).Value.Token.Id);
        await town.As("secretary", tx => ApiTokens.Revoke(tx, revoked, ApiTokenKind.Token).Value);
        var body = new JsonObject
        {
            ["orgId"] = town["helan"],
            ["title"] = town.Words("secretary", "task title", "铲雪"),
            ["startsAt"] = "2026-12-22T09:00:00+08:00",
            ["endsAt"] = "2026-12-22T11:00:00+08:00",
            ["place"] = town.Words("secretary", "task place", "公园南门"),
            ["capacity"] = 3,
            ["bring"] = town.Words("secretary", "task bring", "铁锹"),
            ["contactName"] = town.Name("secretary"),
            ["contactPhone"] = town.Phone("secretary"),
            ["risk"] = town.Words("secretary", "task risk", "路滑"),
        }.ToJsonString();
        var answer = await desk.Post("/api/v1/tasks", token, body, ("Idempotency-Key", "once"));
        answer.Is(System.Net.HttpStatusCode.Created);
        town.Manifest.Request = new SentRequest("/api/v1/tasks", body, "once", answer.Text);
        var calendar = await desk.Post("/api/v1/calendars", token, new { name = town.Words("secretary", "calendar name") });
        town.Manifest.Tokens.Add(new HandedToken("Calendar", "secretary", new Uri((string)calendar.Is(System.Net.HttpStatusCode.Created).Json["url"]!).AbsolutePath));
        var link = await SignInLink(town);
        var signedIn = await desk.Send(HttpMethod.Post, "/sign-in/" + link, token: null);
        town.Manifest.Tokens.Add(new HandedToken("Session", "secretary", signedIn.Headers["Set-Cookie"].Split(';')[0]));
    }

    private static async Task<string> SignInLink(Town town)
    {
        await town.Does("secretary", "登录");
        var link = town.LastRead("secretary");
        return link[(link.IndexOf("/sign-in/", StringComparison.Ordinal) + "/sign-in/".Length)..].Split('\n')[0];
    }

    private static async Task Codes(Town town)
    {
        town.Manifest.Codes.Add(new HandedCode("sign-in", "secretary", await SignInLink(town), ""));
        await town.As("m22", tx => ChatLinking.Issue(tx, new ChatOwner("fake", "m22", "m22")).Value);
        Hand(town, "link", "linked-account", await town.As("m22", tx => ChatLinking.Issue(tx, new ChatOwner("fake", "m22", "m22")).Value), "关联 ");
        Hand(town, "stand-in", "m20", await town.As("m08", tx => PlaceCodes.Make(tx, town["led"], PlaceCodeKind.StandIn).Value.Code), "找人替 ");
        Hand(town, "companion", "m19", await town.As("m18", tx => PlaceCodes.Make(tx, town["to postpone"], PlaceCodeKind.Companion).Value.Code), "同去 ");
        var used = await town.As("m20", tx => PlaceCodes.Make(tx, town["far ahead"], PlaceCodeKind.Companion).Value.Code);
        await town.Does("m24", "同去 " + used);
        var name = town.Name("banner-office");
        var appointment = await town.AtDesk("banner-office", tx => Organisations.Staff.Appoint(tx, new NewAppointment(name, null, Role.Deputy, town["garden"], null, town.Now.AddDays(90))).Value);
        Hand(town, "bind", "bound", await town.AtDesk("banner-office", tx => ChatBinding.Issue(tx, appointment.Id).Value), "绑定 ");
        await town.Does("bound", "你好", ">consent_yes");
        await town.Bot.Ask(town.Other, "on-two", "关联 " + await town.As("m23", tx => ChatLinking.Issue(tx, new ChatOwner("fake", "m23", "m23")).Value));
    }

    private static void Hand(Town town, string kind, string chat, string code, string says) =>
        town.Manifest.Codes.Add(new HandedCode(kind, chat, code, says + code));

    /// <summary>What a person said cannot be handled, because their conversation cannot be read.</summary>
    private static async Task Parked(Town town)
    {
        await town.Does("m17", "转人工");

        // Only a fault in the program, or in what it stands on, parks a message.
        await town.Does(tx => tx.Run("UPDATE session SET data = @broken WHERE user_id = 'm17'", new { broken = new byte[] { 1 } }));
        await town.Channel.Say("m17", town.Words("m17", "parked message"));
        for (var i = 0; i < 200 && town.Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked'") == 0; i++)
        {
            await Task.Delay(10);
            town.Database.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        await town.Bot.Quiet();
    }

    /// <summary>Blocked, refused, of unknown fate, and asked to wait.</summary>
    private static async Task Undelivered(Town town)
    {
        await town.Member("blocked");
        await town.Channel.Deliver(town.Channel.Text("blocked", "") with { Kind = IncomingKind.Blocked });
        await town.Bot.Quiet();
        var registration = town.Count($"SELECT id FROM registration WHERE person_id = {town.Person("blocked")}");
        await town.Saying("secretary", "end reason", (tx, words) => RegistrationEndings.EndBySecretary(tx, registration, words).Value);
        town.Channel.Answer = (chat, _) => chat switch
        {
            "uncertain" => new SendResult.Unknown("timeout"),
            "refused" => new SendResult.Refused("bad_request"),
            "patient" or "leave.sure.erase" => new SendResult.Wait(TimeSpan.FromHours(1)),
            "vanished" => new SendResult.Unreachable("no_such_user"),
            _ => new SendResult.Sent("1"),
        };
        foreach (var chat in new[] { "uncertain", "refused", "patient", "vanished" })
        {
            await town.Bot.Ask(chat, "帮助");
        }
    }

    /// <summary>Two hours before noon those who come are reminded; one of them is not reached yet.</summary>
    private static Task Reminder(Town town) => town.Until(Last);

    /// <summary>Another program has the duty for the timers: the clock of a place that is held begins when it runs them.</summary>
    private static async Task HeldUp(Town town)
    {
        await town.Does(tx => Leases.TryHold(tx, "instance " + Gone, Gone) && Leases.TryHold(tx, "timers", Gone));
        await town.Does("m02", "退领");
    }

    private static long Claim(Town town, string chat, string thing) => town.Db.Read(tx => Working.ClaimOf(tx, town, chat, town[thing]));

    /// <summary>Nobody sends any more: something of each kind waits.</summary>
    private static async Task Waiting(Town town)
    {
        await town.As("m17", tx => ClaimWithdrawals.Withdraw(tx, Claim(town, "m17", "at noon")).Value);
        await town.As("secretary", tx => RegistrationDecisions.Approve(tx, town["reported-2"]).Value);
        await town.Saying("m12", "need", (tx, words) => NeedRequests.Ask(tx, town["helan"], ResourceKind.Goods, words, NeedForm.Wish, forAnother: false).Value);
    }

    /// <summary>The work calendar of 2026 is there; where it is missing, the clock of a draft waits for it like this.</summary>
    private static Task WithoutCalendar(Town town) => town.Does(tx =>
    {
        var paper = tx.First<long>("SELECT MAX(id) FROM paper WHERE state = 'Drafted'");
        ChatGov.Deadlines.Timers.Cancel(tx, PaperMachine.PreviewEnds, paper);
        ChatGov.Deadlines.Timers.Move(tx, PaperMachine.CalendarMissing, paper, tx.Now.AddDays(1));
        return paper;
    });

    /// <summary>What programs leave that are killed, or that still run with the older key file.</summary>
    private static async Task LeftBehind(Town town)
    {
        var (words, asked) = (town.Words("patient", "help request"), town.Words("g2", "help request"));
        var (name, phone) = (town.Name("liaison-of-two"), town.Phone("liaison-of-two"));
        await town.Does(tx => InboxStore.Add(tx, "fake", Gone, [town.Channel.Text("patient", "转人工 " + words)]).Count);

        // Killed between taking a message and writing what became of it.
        await town.Does(tx => tx.Run(
            "UPDATE outbox SET state = 'Sending', owner = @Gone, attempts = 1, taken_at = @Now, calls = 1, sent_channel = 'fake', sent_chat_id = 'secretary' WHERE id = (SELECT MAX(id) FROM outbox WHERE state = 'Waiting' AND kind = 'Choice')",
            new { Gone, tx.Now }));
        await using var older = town.Database.OpenAgain(town.OldVault());
        await older.Write(tx =>
        {
            Roster.Add(tx, town["bank"], name, phone);
            HelpRequestActs.Open(tx.As(Actor.Person(town.Person("g2"))), HelpRequestKind.HandOff, new AskedFrom("fake", "g2"), asked);
        });
    }
}
