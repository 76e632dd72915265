using System.Globalization;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Registrations;

/// <summary>A WeCom account that a unit's roster gives proves one row, and what is not quite that proves nothing.</summary>
public sealed class RosterAccountTests
{
    [Theory, Databases]
    public async Task An_account_on_the_roster_confirms_at_once_in_any_case_and_uses_the_invitation_up(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var row = await Add(database, world, "李小红", "lixiaohong");
        await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.UnitPartner).Value);
        var member = await world.Person("");

        var registration = (await world.As(member, tx => RegistrationRequests.Submit(tx, From(world, "LiXiaoHong")))).Value;

        Assert.Equal((RegistrationState.Active, row, RegistrationKind.Home), (registration.State, registration.RosterId!.Value, registration.Kind));
        Assert.Equal("李小红", database.Db.Read(tx => tx.First<string>("SELECT name FROM person WHERE id = @member", new { member })));
        Assert.Equal(["Active"], database.Db.Read(tx => tx.All<string>("SELECT state FROM registration")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE state = 'Waiting' AND kind LIKE 'registration%'")));
        Assert.True(Assert.Single((await world.As(world.Liaison, tx => RegistrationLists.OfUnit(tx, world.Unit))).Value).HasReported);
        AuditTrail.IsComplete(database.Db, RegistrationMachine.Table);
    }

    [Theory, Databases]
    public async Task Ones_own_contact_uses_the_invitation_up_as_well(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var row = await database.Db.Write(tx => Roster.Add(tx, world.Unit, "李小红", "19900001111"));
        await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.UnitPartner).Value);
        var member = await world.Person("");

        Assert.True((await world.As(member, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, OwnPhone = "19900001111" }))).Ok);

        Assert.Equal(["Active"], database.Db.Read(tx => tx.All<string>("SELECT state FROM registration")));
    }

    [Theory, Databases]
    public async Task One_account_on_two_rows_or_on_the_row_of_who_left_or_of_another_messenger_proves_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await Add(database, world, "甲", "twice");
        await Add(database, world, "乙", "twice");
        var left = await Add(database, world, "丙", "left");
        await database.Db.Write(tx => Roster.MarkLeft(tx, left));
        await Add(database, world, "丁", "once");

        foreach (var (account, channel) in new[] { ("twice", "wecom"), ("left", "wecom"), ("once", "fake"), ("nobody", "wecom"), ("", "wecom") })
        {
            var member = await world.Person($"{account}的人");
            var registration = (await world.As(member, tx => RegistrationRequests.Submit(tx, From(world, account) with { Account = new ChatOwner(channel, account, account) }))).Value;
            Assert.Equal((RegistrationState.Submitted, null), (registration.State, registration.RosterId));
        }

        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE person_id IS NOT NULL")));
    }

    [Theory, Databases]
    public async Task Of_two_rows_with_one_account_the_other_is_not_free_because_somebody_has_the_first(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var first = await Add(database, world, "甲", "twice");
        await Add(database, world, "乙", "twice");
        var code = await world.As(world.Liaison, tx => InviteCodes.Issue(tx, first, RegistrationKind.Home).Value);
        Assert.True((await world.As(await world.Person(""), tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, InviteCode = code }))).Ok);

        var second = (await world.As(await world.Person("丙"), tx => RegistrationRequests.Submit(tx, From(world, "twice")))).Value;

        Assert.Equal(RegistrationState.Submitted, second.State);
    }

    [Theory, Databases]
    public async Task Twenty_at_once_take_one_row_once_by_account_and_by_code(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var row = await Add(database, world, "李小红", "lixiaohong");
        var code = await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home).Value);
        var people = new List<long>();
        foreach (var i in Enumerable.Range(0, 20))
        {
            people.Add(await world.Person(string.Create(CultureInfo.InvariantCulture, $"人{i}")));
        }

        var outcomes = await Task.WhenAll(people.Select((each, i) => world.As(each, tx => RegistrationRequests.Submit(
            tx, i % 2 == 0 ? From(world, "lixiaohong") : new SubmitRequest { OrgId = world.Helan, InviteCode = code }))));

        Assert.Single(outcomes, outcome => outcome is { Ok: true, Value.State: RegistrationState.Active });
        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE roster_id = @row AND state IN ('Active', 'Invited')", new { row })));
        Invariants.Hold(database.Db);
    }

    [Theory, Databases]
    public async Task Who_is_erased_leaves_the_row_to_the_unit_and_is_known_again_when_they_come_back(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await Add(database, world, "李小红", "lixiaohong");
        var member = await world.Person("");
        await world.As(member, tx => RegistrationRequests.Submit(tx, From(world, "lixiaohong")).Value);
        Assert.True((await world.As(member, Erasing.Erase)).Ok);

        var again = (await world.As(await world.Person(""), tx => RegistrationRequests.Submit(tx, From(world, "lixiaohong")))).Value;

        Assert.Equal(RegistrationState.Active, again.State);
    }

    [Theory, Databases]
    public async Task Whose_row_the_unit_takes_back_while_they_are_asked_is_asked_for_a_code_and_keeps_the_other_answers(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var row = await Add(database, world, "李小红", "m");
        await using var bot = new TestBot(database.Db, null, new FakeChannel { Name = WeComAccount.Channel });
        await bot.Ask("m", "报到");
        Assert.Contains("李小红", await bot.Ask("m", "同意"), StringComparison.Ordinal);
        Assert.DoesNotContain("不用邀请码", await bot.Ask("m", "贺兰"), StringComparison.Ordinal);
        await database.Db.Write(tx => Roster.MarkLeft(tx, row));

        Assert.Contains("有邀请码", await bot.Ask("m", "1"), StringComparison.Ordinal);
        Assert.Contains("怎么称呼", await bot.Ask("m", "1"), StringComparison.Ordinal);
        Assert.Contains("BD-2026-000001", await bot.Ask("m", "李小红"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_mistyped_code_costs_whom_the_roster_knows_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await Add(database, world, "李小红", "m");
        await using var bot = new TestBot(database.Db, null, new FakeChannel { Name = WeComAccount.Channel });
        await bot.Ask("m", "报到 ABCD-EFGH-JKLM");
        await bot.Ask("m", "同意");
        await bot.Ask("m", "贺兰");
        Assert.Contains("报到好了", await bot.Ask("m", "1"), StringComparison.Ordinal);
    }

    private static Task<long> Add(TestDatabase database, World world, string name, string userId) =>
        database.Db.Write(tx => Roster.Add(tx, world.Unit, name, phone: null, userId));

    private static SubmitRequest From(World world, string userId) =>
        new() { OrgId = world.Helan, Account = new ChatOwner(WeComAccount.Channel, userId, userId), IdentityKey = "wecom/" + userId };
}
