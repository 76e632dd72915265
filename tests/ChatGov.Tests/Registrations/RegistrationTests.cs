using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Registrations;

public sealed class RegistrationTests
{
    [Theory, Databases]
    public async Task The_secretary_of_the_community_confirms_and_nobody_elses(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Person("王小明");
        var submitted = (await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan }))).Value;

        Assert.Equal("BD-2026-000001", submitted.Number);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(8)), submitted.DueAt);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => RegistrationDecisions.Approve(tx, submitted.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(member, tx => RegistrationDecisions.Approve(tx, submitted.Id))).Refusal?.Code);
        Assert.Equal(RegistrationState.Active, (await world.As(world.Secretary, tx => RegistrationDecisions.Approve(tx, submitted.Id))).Value.State);
    }

    [Theory, Databases]
    public async Task Fifty_submits_of_one_person_at_once_make_one_registration(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Person("王小明");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => world.As(member, tx => RegistrationRequests.Submit(
            tx, new SubmitRequest { OrgId = i % 2 == 0 ? world.Helan : world.Garden }))));

        Assert.Single(outcomes, outcome => outcome.Ok);
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration")));
    }

    [Theory, Databases]
    public async Task A_right_code_confirms_at_once_and_works_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (member, second) = (await world.Person(""), await world.Person("别人"));
        var code = await IssueCode(world, "李小红");

        var first = await world.As(member, tx => RegistrationRequests.Submit(tx, Request(world, " " + code.ToLowerInvariant().Replace('-', ' '))));
        var again = await world.As(second, tx => RegistrationRequests.Submit(tx, Request(world, code)));

        Assert.Equal(RegistrationState.Active, first.Value.State);
        Assert.Equal("李小红", database.Db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @member", new { member })));
        Assert.Equal(RegistrationRefusal.InviteCodeUsed, again.Refusal?.Code);
        var report = (await world.As(world.Liaison, tx => RegistrationLists.OfUnit(tx, world.Unit))).Value;
        Assert.True(Assert.Single(report).HasReported);
    }

    [Theory, Databases]
    public async Task One_code_used_by_twenty_at_once_confirms_one(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var code = await IssueCode(world, "李小红");
        var people = new List<long>();
        foreach (var i in Enumerable.Range(0, 20))
        {
            people.Add(await world.Person($"人{i}"));
        }

        var outcomes = await Task.WhenAll(people.Select(each => world.As(each, tx => RegistrationRequests.Submit(tx, Request(world, code)))));

        Assert.Single(outcomes, outcome => outcome.Ok);
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE state = 'Active'")));
    }

    [Theory, Databases]
    public async Task Five_wrong_tries_a_day_and_then_even_the_right_code_waits(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Person("王小明");
        var code = await IssueCode(world, "李小红");
        var wrong = code[..5] + "ZZZZ-ZZZZ";

        foreach (var _ in Enumerable.Range(0, 5))
        {
            Assert.Equal(RegistrationRefusal.InviteCodeWrong, (await world.As(member, tx => RegistrationRequests.Submit(tx, Request(world, wrong)))).Refusal?.Code);
        }

        Assert.Equal(RefusalCode.TooManyTries, (await world.As(member, tx => RegistrationRequests.Submit(tx, Request(world, code)))).Refusal?.Code);
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await world.As(member, tx => RegistrationRequests.Submit(tx, Request(world, code)))).Ok);
    }

    [Theory, Databases]
    public async Task Who_knows_the_first_letters_of_a_code_locks_nobody_out_but_themselves(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var code = await IssueCode(world, "李小红");
        var (rival, owner) = (await world.Person("对头"), await world.Person("李小红"));

        foreach (var _ in Enumerable.Range(0, 6))
        {
            Assert.False((await world.As(rival, tx => RegistrationRequests.Submit(tx, Request(world, code[..5] + "ZZZZ-ZZZZ")))).Ok);
        }

        Assert.True((await world.As(owner, tx => RegistrationRequests.Submit(tx, Request(world, code) with { IdentityKey = "fake/owner" }))).Ok);
    }

    [Theory, Databases]
    public async Task A_contact_that_stands_on_two_rows_proves_nothing_whoever_has_the_other(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var other = await world.UnitOf("供热公司", "联络员二");
        var (bound, free) = await database.Db.Write(tx => (Roster.Add(tx, world.Unit, "李小红", "19900001111"), Roster.Add(tx, other, "别家的人", "19900001111")));
        var code = await world.As(world.Liaison, tx => InviteCodes.Issue(tx, bound, RegistrationKind.Home).Value);
        await using var bot = new TestBot(database.Db);
        await bot.Ask("owner", "报到 " + code);
        await bot.Ask("owner", "同意");
        await bot.Ask("owner", "贺兰");
        await bot.Ask("owner", "1");

        await bot.Ask("stranger", "报到");
        await bot.Ask("stranger", "同意");
        await bot.ShareContact("stranger", "19900001111");
        await bot.Ask("stranger", "贺兰");
        await bot.Ask("stranger", "1");
        await bot.Ask("stranger", "3");
        Assert.Contains("已交给贺兰社区", await bot.Ask("stranger", "李小红"), StringComparison.Ordinal);

        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE state = 'Submitted' AND roster_id IS NULL")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE id = @free AND person_id IS NOT NULL", new { free })));
    }

    [Theory, Databases]
    public async Task Ones_own_contact_on_the_roster_confirms_and_an_unknown_one_asks_the_secretary(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await database.Db.Write(tx => Roster.Add(tx, world.Unit, "李小红", "19900001111"));
        var (known, unknown) = (await world.Person(""), await world.Person("陌生人"));

        var first = await world.As(known, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, OwnPhone = "+86 199-0000-1111" }));
        var second = await world.As(unknown, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, OwnPhone = "19900002222" }));

        Assert.Equal(RegistrationState.Active, first.Value.State);
        Assert.Equal(RegistrationState.Submitted, second.Value.State);
    }

    [Theory, Databases]
    public async Task Returned_with_a_reason_it_can_be_submitted_again(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Person("王小明");
        var id = (await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan }))).Value.Id;

        Assert.Equal(RefusalCode.ReasonMissing, (await world.As(world.Secretary, tx => RegistrationDecisions.Return(tx, id, " "))).Refusal?.Code);
        Assert.Equal("不住这里", (await world.As(world.Secretary, tx => RegistrationDecisions.Return(tx, id, "不住这里"))).Value.Reason);
        var again = (await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Garden }))).Value;

        Assert.Equal((id, RegistrationState.Submitted, world.Garden), (again.Id, again.State, again.OrgId!.Value));
    }

    [Theory, Databases]
    public async Task A_transfer_needs_the_new_communitys_yes(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var moving = (await world.As(member, tx => CommunityTransfers.Request(tx, world.Garden))).Value;

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => RegistrationDecisions.Approve(tx, moving.Id))).Refusal?.Code);
        var begun = (await world.As(world.OtherSecretary, tx => RegistrationDecisions.Approve(tx, moving.Id))).Value;

        Assert.Equal((world.Garden, RegistrationState.Active), (begun.OrgId!.Value, begun.State));
        Assert.Equal(["Ended", "Active"], database.Db.Read(tx => tx.All<string>("SELECT state FROM registration ORDER BY id")));
    }

    [Theory, Databases]
    public async Task Time_reminds_lapses_and_gives_up_transfers(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var timers = new TimerRunner(database.Db, TimerHandlers.All, NullLogger<TimerRunner>.Instance);
        var (waiting, mover) = (await world.Person("王小明"), await world.Member("李小红"));
        var submitted = (await world.As(waiting, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan }))).Value;
        await world.As(mover, tx => CommunityTransfers.Request(tx, world.Garden));

        database.Clock.Advance(TimeSpan.FromDays(3));
        await timers.RunDue(CancellationToken.None);
        Assert.Equal(2, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE kind = 'registration.answer_due' AND state = 'Done'")));

        database.Clock.Advance(TimeSpan.FromDays(5));
        await timers.RunDue(CancellationToken.None);
        Assert.Equal("Active", State(database, "person_id = " + mover));

        database.Clock.Advance(TimeSpan.FromDays(7));
        await timers.RunDue(CancellationToken.None);
        Assert.Equal("Lapsed", State(database, "id = " + submitted.Id));
    }

    [Theory, Databases]
    public async Task Leaving_works_from_every_state_and_at_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var submitted = await world.Person("甲");
        await world.As(submitted, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan }));
        var suspended = await world.Member("乙");
        await world.As(suspended, tx => RegistrationPauses.Suspend(tx, new DateOnly(2026, 12, 20)));
        var moving = await world.Member("丙");
        await world.As(moving, tx => CommunityTransfers.Request(tx, world.Garden));
        var active = await world.Member("丁");

        foreach (var person in new[] { submitted, suspended, moving, active })
        {
            Assert.True((await world.As(person, RegistrationEndings.Leave)).Ok);
        }

        Assert.Equal(["Ended"], database.Db.Read(tx => tx.All<string>("SELECT DISTINCT state FROM registration")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE state = 'Waiting' AND kind LIKE 'registration%'")));
    }

    [Theory, Databases]
    public async Task Erasing_leaves_nothing_that_names_the_person(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");

        Assert.True((await world.As(member, Erasing.Erase)).Ok);

        Assert.Equal("", database.Db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @member", new { member })));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM chat_identity WHERE person_id = @member", new { member })));
    }

    private static SubmitRequest Request(World world, string code) =>
        new() { OrgId = world.Helan, InviteCode = code, IdentityKey = "fake/someone" };

    private static async Task<string> IssueCode(World world, string name)
    {
        var row = await world.As(world.Liaison, tx => Roster.Add(tx, world.Unit, name, phone: null));
        return (await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home))).Value;
    }

    private static string State(TestDatabase database, string where) =>
        database.Db.Read(tx => tx.First<string>($"SELECT state FROM registration WHERE {where} ORDER BY id DESC LIMIT 1"))!;
}
