using System.Globalization;
using System.Text.Json;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>
/// Every role through every topic, by the buttons that were sent while it lasted: nobody meets a fault. What becomes of them when
/// the office is over: <see cref="EndedOfficeTests"/>.
/// </summary>
public sealed class EveryTopicTests
{
    [Theory, Databases]
    public async Task Whatever_anybody_asks_for_is_answered(Provider provider)
    {
        await using var town = await Town.Start(provider);
        foreach (var role in Enum.GetValues<Role>())
        {
            var holder = await town.Holder(role, Ways.InForce);
            await holder.IsAnswered(await holder.PressesEverything());
        }

        foreach (var plain in new[] { await town.Stranger(), await town.Newcomer(), await town.Member() })
        {
            var heard = await plain.PressesEverything();
            await plain.IsAnswered(heard);
            Assert.All(town.Secrets, secret => Assert.DoesNotContain(secret, string.Join('\n', heard), StringComparison.Ordinal));
        }

        // What must not be heard later on is heard now, or this proves nothing.
        Assert.All(town.Secrets, secret => Assert.Contains(secret, town.AllHeard, StringComparison.Ordinal));
        town.HasNoFaults();
    }
}

/// <summary>How an office ends.</summary>
internal static class Ways
{
    public const string InForce = "in force";
    public const string Dismissed = "dismissed";
    public const string TermOver = "term over";
    public const string Moved = "moved";
    public const string Replaced = "replaced";
    public const string Suspended = "suspended";
    public const string Erased = "erased";

    public static readonly string[] Ends = [Dismissed, TermOver, Moved, Replaced, Suspended, Erased];
}

/// <summary>Somebody who holds a role, with every button that the program knows in their chat.</summary>
internal sealed class Walker(Town town, FakeChannel channel, string user, long? personId, List<string> actions)
{
    private Message? _buttons;

    public string User => user;

    public FakeChannel Channel => channel;

    public long? PersonId => personId;

    public Incoming Press(string action) => new()
    {
        DedupeKey = Guid.CreateVersion7().ToString(), UserId = user, ChatId = user, Kind = IncomingKind.Button, Token = _buttons!.Token, ChoiceIndex = actions.IndexOf(action),
    };

    public async Task TakesButtons()
    {
        await channel.Say(user, "你好");
        await town.Bot.Quiet();
        await town.Site.Database.Db.Write(tx =>
        {
            var session = tx.First<long>("SELECT id FROM session WHERE channel = @Name AND user_id = @user", new { channel.Name, user });
            tx.Reply(new ChatAddress(channel.Name, user, session), personId, new Message("按钮") { Choices = [.. actions.Select(action => new Choice(action, action))] });
            return 0;
        });
        await town.Bot.Quiet();
        _buttons = channel.Sent.Last(sent => sent.ChatId == user).Message;
    }

    /// <summary>One press after the other, as fast as they come.</summary>
    public async Task<IReadOnlyList<string>> PressesEverything()
    {
        var before = channel.Sent.Count(sent => sent.ChatId == user);
        await channel.Deliver([.. actions.Select(Press)]);
        await town.Bot.Quiet();
        var heard = channel.Sent.Where(sent => sent.ChatId == user).Skip(before)
            .Select(sent => sent.Message.Text + string.Concat(sent.Message.Choices.Select(choice => "\n" + choice.Label))).ToList();
        town.Heard(heard);
        return heard;
    }

    public Task IsAnswered(IReadOnlyList<string> heard)
    {
        Assert.True(heard.Count >= actions.Count, $"{user}: {heard.Count} answers to {actions.Count}");
        Assert.All(heard, words => Assert.False(string.IsNullOrWhiteSpace(words), user));
        return Task.CompletedTask;
    }
}

/// <summary>A banner with one of each thing, a bot on two messengers, and the desk.</summary>
internal sealed class Town : IAsyncDisposable
{
    private static readonly string[] Kept =
    [
        "registration", "task", "claim", "service_record", "objection", "paper", "need", "offer", "list_match", "agreement", "commitment", "delivery", "meeting",
        "agenda_item", "care_plan", "care_visit", "ledger_case", "help_request", "roster", "org", "staff_role",
    ];

    // Which thing an action is about, by the word in its name; a task where there is none.
    private static readonly (string Word, string Thing)[] Abouts =
    [
        ("case", "cases"), ("reporter", "cases"), ("call", "cases"), ("care", "care-plans"), ("visit", "care-visits"), ("pair", "care-visits"), ("need", "needs"), ("community", "needs"), ("offer", "offers"), ("match", "matches"), ("propose", "offers"),
        ("agreement", "agreements"), ("delivery", "deliveries"), ("meeting", "meetings"), ("point", "meetings"), ("agenda", "agenda-items"), ("claim", "claims"), ("objection", "objections"),
        ("letter", "letters"), ("paper", "letters"), ("help", "help-requests"), ("photo", "help-requests photo"), ("review", "registrations"), ("approve", "registrations"), ("return", "registrations"),
    ];

    private readonly FakeChannel _fake = new();
    private readonly FakeChannel _wecom = new() { Name = "wecom" };
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private readonly CapturedLog _log = new();
    private long _street;
    private long _otherStreet;
    private long _otherUnit;
    private long _lastRequest;

    private Town(DeskSite site, Things made)
    {
        (Site, Made) = (site, made);
        Bot = new TestBot(site.Database.Db, _log, _fake, _wecom);
    }

    public DeskSite Site { get; }

    public Things Made { get; }

    public TestBot Bot { get; }

    /// <summary>What only offices of 贺兰 and of the unit read.</summary>
    public IReadOnlyList<string> Secrets { get; } = ["求助的话", "志愿者一", "名册成员"];

    public string AllHeard => string.Join('\n', _heard);

    public static async Task<Town> Start(Provider provider)
    {
        var site = await DeskSite.Start(provider, ("Api:WrongTokensPerMinute", "1000000"));
        var town = new Town(site, await Desk.Things.Make(site));
        (town._street, town._otherStreet) = site.Database.Db.Read(tx => (
            tx.Count("SELECT parent_id FROM org WHERE id = @Helan", new { site.World.Helan }), tx.Count("SELECT parent_id FROM org WHERE id = @Garden", new { site.World.Garden })));
        town._otherUnit = await site.World.UnitOf("供热公司", "另一个联络员");
        town._lastRequest = site.Database.Db.Read(tx => tx.Count("SELECT MAX(id) FROM help_request"));
        return town;
    }

    public void Heard(IEnumerable<string> words) => _heard.UnionWith(words);

    public async Task<Walker> Holder(Role role, string way)
    {
        var (user, db) = ($"{role} {way}", Site.Database.Db);
        var person = await Site.World.Person(user);
        var channel = way == Ways.Suspended ? _wecom : _fake;
        await db.Write(tx =>
        {
            tx.Run("UPDATE chat_identity SET channel = @Name WHERE person_id = @person", new { channel.Name, person });
            Staff.Appoint(tx, person, role, PlaceOf(role), tx.Now, until: null);
        });
        return await Taking(new Walker(this, channel, user, person, Actions()));
    }

    public async Task<Walker> Stranger() => await Taking(new Walker(this, _fake, "stranger", null, Actions()));

    public async Task<Walker> Newcomer() => await Taking(new Walker(this, _fake, "newcomer", await Site.World.Person("newcomer"), Actions()));

    public async Task<Walker> Member() => await Taking(new Walker(this, _fake, "member", await Site.World.Member("member", Site.World.Garden), Actions()));

    public async Task End(Walker holder, string way)
    {
        var (db, person) = (Site.Database.Db, holder.PersonId!.Value);
        var appointment = db.Read(tx => Appointments.OfPerson(tx, person))[0];
        switch (way)
        {
            case Ways.Dismissed:
                await db.Write(tx => Staff.Dismiss(tx, appointment.Id).Value);
                break;
            case Ways.TermOver:
                await db.Write(tx => Staff.SetEnd(tx, appointment.Id, tx.Now.AddMinutes(1)).Value);
                Site.Database.Clock.Advance(TimeSpan.FromMinutes(1));
                break;
            case Ways.Moved:
                await db.Write(tx => Staff.Dismiss(tx, appointment.Id).Value);
                if (ElsewhereOf(appointment.Role) is { } elsewhere)
                {
                    await db.Write(tx => Staff.Appoint(tx, person, appointment.Role, elsewhere, tx.Now, until: null).Value);
                }

                break;
            case Ways.Replaced:
                await db.Write(tx => Staff.Dismiss(tx, appointment.Id).Value);
                await db.Write(tx => Staff.Appoint(tx, new NewAppointment("接任的人", null, appointment.Role, appointment.OrgId, null, null)).Value);
                break;
            case Ways.Suspended:
                await _wecom.Deliver(new Incoming { DedupeKey = Guid.CreateVersion7().ToString(), UserId = holder.User, ChatId = holder.User, Kind = IncomingKind.Left });
                break;
            case Ways.Erased:
                await Site.World.As(person, tx => Erasing.Erase(tx).Value);
                break;
            default:
                throw new InvalidOperationException($"{way}: say here how it comes about");
        }

        await Bot.Quiet();
    }

    /// <summary>Every endpoint that asks who one is.</summary>
    public List<Call> Calls() => EveryEndpointTests.Calls(Site);

    /// <summary>Nothing of it was changed, and nothing is there besides.</summary>
    public void HasOnly(List<string> before)
    {
        var now = Things();
        var changed = now.Except(before).Concat(before.Except(now)).ToList();
        Assert.True(changed.Count == 0, string.Join('\n', changed));
    }

    /// <summary>All that the offices run, row by row. To ask for help is anybody's right: of requests those that were there.</summary>
    public List<string> Things() => Site.Database.Db.Read(tx => Kept.SelectMany(table => tx.All<dynamic>(
        $"SELECT * FROM {table} {(table == "help_request" ? $"WHERE id <= {_lastRequest}" : "")} ORDER BY id")
        .Select(row => $"{table} {JsonSerializer.Serialize((IDictionary<string, object>)row)}")).ToList());

    public void HasNoFaults()
    {
        Assert.Equal(0, Site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE state = 'Parked' OR attempts > 0")));
        Assert.DoesNotContain("Exception", _log.All, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Site.DisposeAsync();
    }

    private static async Task<Walker> Taking(Walker walker)
    {
        await walker.TakesButtons();
        return walker;
    }

    /// <summary>Every action, in an order that stays when topics move.</summary>
    public static IEnumerable<string> Sorted(Town town) => town.Actions().Order(StringComparer.Ordinal);

    // Who is asked to be gone is asked last.
    private List<string> Actions() =>
    [
        .. Topics.All.Select(topic => topic.Intent),
        .. Topics.All.Select(topic => string.Create(CultureInfo.InvariantCulture, $"{topic.Intent}:{About(topic.Intent)}")),
    ];

    private long About(string intent) => Made.Ids[Abouts.FirstOrDefault(each => intent.Contains(each.Word, StringComparison.Ordinal)).Thing ?? "tasks"];

    private long PlaceOf(Role role) => role switch
    {
        Role.Secretary or Role.Deputy or Role.GridWorker => Site.World.Helan,
        Role.UnitLiaison => Site.World.Unit,
        Role.StreetOffice => _street,
        Role.BannerOffice => Site.World.Banner,
        _ => throw new InvalidOperationException($"{role}: say here where it is held"),
    };

    /// <returns>Null for a role that is held in one place only.</returns>
    private long? ElsewhereOf(Role role) => role switch
    {
        Role.Secretary or Role.Deputy or Role.GridWorker => Site.World.Garden,
        Role.UnitLiaison => _otherUnit,
        Role.StreetOffice => _otherStreet,
        _ => null,
    };
}
