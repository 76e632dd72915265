using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Registrations;

/// <summary>A code proves one roster row once: whoever holds it when the row has somebody gets nothing by it.</summary>
public sealed class InviteCodeTests
{
    [Theory, Databases]
    public async Task A_code_of_a_row_that_somebody_proved_by_contact_confirms_nobody_else(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (row, code) = await Invite(database, world, "李小红", "13912345678");
        await using var bot = new TestBot(database.Db);
        await bot.Ask("owner", "报到");
        await bot.Ask("owner", "同意");
        await bot.ShareContact("owner", "13912345678");
        await bot.Ask("owner", "贺兰");
        Has(await bot.Ask("owner", "1"), "报到好了");

        await bot.Ask("thief", "报到 " + code);
        await bot.Ask("thief", "同意");
        await bot.Ask("thief", "贺兰");
        Has(await bot.Ask("thief", "1"), "已经用过");

        Assert.Equal(1, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM registration WHERE roster_id = @row AND state = 'Active'", new { row })));
    }

    [Theory, Databases]
    public async Task A_new_code_of_a_row_ends_the_one_before(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (row, leaked) = await Invite(database, world, "李小红", "13912345678");
        var again = await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home).Value);
        await using var bot = new TestBot(database.Db);

        Has(await Register(bot, "thief", leaked), "作废了");
        Has(await Register(bot, "owner", again), "报到好了");
    }

    [Theory, Databases]
    public async Task Of_two_codes_of_one_row_the_second_confirms_nobody_but_who_has_the_row(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (row, code) = await Invite(database, world, "李小红", "13912345678");
        var other = await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.UnitPartner).Value);
        await using var bot = new TestBot(database.Db);
        Has(await Register(bot, "first", code), "报到好了");

        Has(await Register(bot, "second", other), "已经用过");

        await bot.Ask("first", "退出");
        await bot.Ask("first", "1");
        Has(await Register(bot, "first", other), "报到好了");
    }

    [Theory, Databases]
    public async Task A_deep_link_with_a_code_begins_the_registration_with_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (_, code) = await Invite(database, world, "李小红", "13912345678");
        await using var bot = new TestBot(database.Db);

        Has(await bot.Ask("m", "/start " + code), "同意吗");
        Has(await bot.Ask("m", "同意"), "哪个社区");
        await bot.Ask("m", "贺兰");
        Has(await bot.Ask("m", "1"), "报到好了");
    }

    [Theory, Databases]
    public async Task A_whole_banner_gets_its_codes_although_their_short_part_collides(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);

        // About one in a million for each pair: among so many rows a collision is next to certain.
        await database.Db.Write(tx =>
        {
            foreach (var i in Enumerable.Range(0, 2_500))
            {
                Assert.True(InviteCodes.Issue(tx, Roster.Add(tx, world.Unit, "成员", phone: null), RegistrationKind.Home).Ok);
            }
        });

        Assert.Equal(2_500, database.Db.Read(tx => tx.Count("SELECT COUNT(DISTINCT locator) FROM access_code")));
    }

    private static async Task<string> Register(TestBot bot, string user, string code)
    {
        await bot.Ask(user, "报到 " + code);
        await bot.Ask(user, "同意");
        await bot.Ask(user, "贺兰");
        return await bot.Ask(user, "1");
    }

    private static async Task<(long Row, string Code)> Invite(TestDatabase database, World world, string name, string phone)
    {
        var row = await database.Db.Write(tx => Roster.Add(tx, world.Unit, name, phone));
        return (row, await world.As(world.Liaison, tx => InviteCodes.Issue(tx, row, RegistrationKind.Home).Value));
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);
}
