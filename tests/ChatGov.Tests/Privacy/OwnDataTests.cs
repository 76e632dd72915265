using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tests.Agreements;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Privacy;

/// <summary>我的数据 shows everything: each place in the schema where a person stands is shown, or says here why not.</summary>
public sealed class OwnDataTests
{
    /// <summary>The engine's.</summary>
    private static readonly Dictionary<string, string> NotShown = new(StringComparer.Ordinal)
    {
        ["outbox.person_id"] = "what was said to them is in their chat",
        ["prompt.person_id"] = "what they are just being asked is in their chat",
    };

    private static IEnumerable<PersonPlace> OfFeatures => Features.All.SelectMany(feature => feature.Holds);

    [Fact]
    public async Task Every_place_where_a_person_stands_is_shown_or_says_why_not()
    {
        await using var database = TestDatabase.Create(Provider.Sqlite);
        var places = database.Db.Read(tx => tx.All<string>(
            """
            SELECT m.name || '.' || f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" = 'person'
            UNION SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND (c.name = 'person_id' OR m.name = 'person')
            """));
        Assert.Equal(
            places.Order(StringComparer.Ordinal),
            NotShown.Keys.Concat(OfFeatures.SelectMany(place => place.Columns)).Order(StringComparer.Ordinal));
        Assert.All(OfFeatures, place => Assert.Single(new[] { place.Line is not null, place.Part.Length > 0, place.WhyNotShown.Length > 0 }, said => said));
        Assert.All(OfFeatures.Where(place => place.Part.Length > 0), place => Assert.NotNull(typeof(OwnDataCopy).GetProperty(place.Part)));
    }

    [Theory, Databases]
    public async Task What_was_left_out_is_said_as_well(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("王小明");
        await world.As(member, tx => NewsSwitches.Set(tx, News.PlaceFreed, on: false).Value);
        var task = await world.Publish(world.Draft(stage.Database.Clock.GetUtcNow().AddDays(3)));
        await stage.Database.Db.Write(tx =>
        {
            var args = new { member, task = task.Id, world.Helan, tx.Now };
            Preferences.PauseUntil(tx, member, tx.Now.AddDays(9));
            tx.Run("UPDATE person SET national_volunteer_no = '110000000001' WHERE id = @member", args);
            tx.Run("INSERT INTO role_tag_kind (code, label) VALUES ('door', '楼栋长')", args);
            tx.Run("INSERT INTO role_tag (person_id, org_id, tag) VALUES (@member, @Helan, 'door')", args);
            return tx.Run("INSERT INTO step_in_request (task_id, person_id, asked_at) VALUES (@task, @member, @Now)", args);
        });

        await using var bot = new TestBot(stage.Database.Db);
        var said = await bot.Ask("王小明", "我的数据");
        Assert.All(
            ["关掉的提醒：急缺人时问我", "暂停：到", "楼栋长（贺兰社区）", "全国志愿者编号：110000000001", "急缺人时问过你：1 次"],
            line => Assert.Contains(line, said, StringComparison.Ordinal));

        await AgreementTests.Signed(stage);
        Assert.Contains("协议的联系人", await bot.Ask("liaison", "我的数据"), StringComparison.Ordinal);
    }
}
