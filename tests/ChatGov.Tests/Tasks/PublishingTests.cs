using System.Text;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Tasks;

public sealed class PublishingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("来社区参加活动")]
    [InlineData("志愿服务")]
    [InlineData("主题党日活动")]
    [InlineData("大家来帮帮忙")]
    [InlineData("到社区报名参加志愿活动。")]
    [InlineData("Come and join our volunteering activity")]
    [InlineData("help the community")]
    [InlineData("")]
    [InlineData("……")]
    public void A_title_that_fits_every_task_says_nothing(string title) => Assert.False(TaskDraft.IsConcrete(title));

    [Theory]
    [InlineData("清扫公园沙尘")]
    [InlineData("扫雪")]
    [InlineData("社区义诊活动")]
    [InlineData("3号楼换灯泡")]
    [InlineData("Help elders with their phones")]
    [InlineData("四点半课堂看护")]
    public void A_title_that_says_what_to_do_is_taken(string title) => Assert.True(TaskDraft.IsConcrete(title));

    [Theory]
    [InlineData("待定", false)]
    [InlineData("社区", false)]
    [InlineData("到时候说", false)]
    [InlineData("TBD", false)]
    [InlineData("贺兰公园南门", true)]
    [InlineData("额鲁特社区居委会二楼", true)]
    public void A_place_can_be_found_or_is_none(string place, bool concrete) => Assert.Equal(concrete, TaskDraft.IsConcretePlace(place));

    [Fact]
    public void A_draft_tells_all_that_it_lacks()
    {
        Assert.Equal(
            [TaskPart.Title, TaskPart.Time, TaskPart.Place, TaskPart.Places, TaskPart.Bring, TaskPart.Contact, TaskPart.Risk],
            new TaskDraft().Missing());
        var whole = Whole();
        Assert.Empty(whole.Missing());
        Assert.Equal([TaskPart.Time], (whole with { EndsAt = whole.StartsAt }).Missing());
        Assert.Equal([TaskPart.Time], (whole with { EndsAt = whole.StartsAt!.Value.AddHours(25) }).Missing());
        Assert.Equal([TaskPart.Places], (whole with { TwoPeople = true, Places = 1 }).Missing());
        Assert.Equal([TaskPart.Places], (whole with { Places = 201 }).Missing());
        Assert.Equal([TaskPart.Contact], (whole with { ContactPhone = "12345" }).Missing());
        Assert.Equal([TaskPart.Insurance], (whole with { RiskLevel = RiskLevel.High }).Missing());
        Assert.Empty((whole with { RiskLevel = RiskLevel.Medium, InsuranceConfirmed = true }).Missing());
    }

    [Theory, Databases]
    public async Task A_vague_task_is_refused_with_what_is_missing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);

        var vague = await world.As(world.Secretary, tx => TaskPublishing.Publish(tx, world.Helan, Whole() with { Title = "来社区参加活动", Bring = " " }));

        Assert.Equal(TaskRefusal.TaskVague, vague.Refusal?.Code);
        Assert.Equal("还差这些，说清楚了大家才好来：具体做什么、要带什么。", Catalog.Say(Language.Chinese, vague.Refusal!));
        Assert.Equal(0, Tasks(database.Db));
    }

    [Theory, Databases]
    public async Task Personal_data_the_past_and_long_texts_are_refused(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);

        Assert.Equal(RefusalCode.PersonalDataInText, await Refusal(Whole() with { Place = "公园南门，打 13800001234" }));
        Assert.Equal(RefusalCode.PersonalDataInText, await Refusal(Whole() with { Risk = "有事打 138-0000-1234" }));
        Assert.Equal(RefusalCode.PersonalDataInText, await Refusal(Whole() with { Title = "看望 152921199001010011 老人" }));
        Assert.Equal(TaskRefusal.TaskInThePast, await Refusal(Whole() with { StartsAt = Saturday.AddDays(-7), EndsAt = Saturday.AddDays(-7).AddHours(1) }));
        Assert.Equal(TaskRefusal.TaskTextTooLong, await Refusal(Whole() with { Bring = new string('带', 201) }));
        Assert.Equal(0, Tasks(database.Db));

        async Task<RefusalCode?> Refusal(TaskDraft draft) =>
            (await world.As(world.Secretary, tx => TaskPublishing.Publish(tx, world.Helan, draft))).Refusal?.Code;
    }

    [Theory, Databases]
    public async Task Only_those_who_run_a_community_publish_there(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");

        foreach (var outsider in new[] { world.OtherSecretary, world.Liaison, member })
        {
            Assert.Equal(RefusalCode.NotFound, (await world.As(outsider, tx => TaskPublishing.Publish(tx, world.Helan, Whole()))).Refusal?.Code);
        }

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.BannerOffice, tx => TaskPublishing.Publish(tx, world.Unit, Whole()))).Refusal?.Code);
        Assert.True((await world.As(world.BannerOffice, tx => TaskPublishing.Publish(tx, world.Helan, Whole()))).Ok);
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
    }

    [Theory, Databases]
    public async Task The_contacts_phone_is_sealed_and_shown_only_to_those_who_come(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var task = await world.Publish(Whole());
        await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);

        var cipher = database.Db.Read(tx => tx.First<byte[]>("SELECT contact_phone_cipher FROM task"))!;
        Assert.DoesNotContain("0001234", Encoding.Latin1.GetString(cipher), StringComparison.Ordinal);
        Assert.Equal(("书*", "199****1234"), await Seen(member));
        database.Clock.MoveTo(Saturday.AddHours(-24));
        Assert.Equal(("书记甲", "19900001234"), await Seen(member));
        Assert.Equal(("书*", "199****1234"), await Seen(world.Liaison));
        Assert.Equal("199****1234", database.Db.Read(tx => TaskLists.Open(tx, task.Id).Value.ContactPhone));
        database.Clock.MoveTo(Saturday.AddHours(2 + 25));
        Assert.Equal(("书*", "199****1234"), await Seen(member));

        async Task<(string, string)> Seen(long person)
        {
            var details = (await world.As(person, tx => TaskLists.Open(tx, task.Id))).Value;
            return (details.ContactName, details.ContactPhone);
        }
    }

    [Theory, Databases]
    public async Task A_cancelled_task_frees_everybody_and_tells_them_at_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var task = await world.Publish(Whole());
        await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        database.Clock.MoveTo(Saturday.AddHours(-11));

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风"))).Refusal?.Code);
        Assert.Equal(RefusalCode.ReasonMissing, (await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, " "))).Refusal?.Code);
        var cancelled = (await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风"))).Value;
        var again = (await world.As(world.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风"))).Value;

        Assert.Equal(TaskState.Cancelled, cancelled.Task.State);
        Assert.Equal(TaskState.Cancelled, again.Task.State);
        Assert.Equal("王小明", Assert.Single(cancelled.ToCall).Name);
        var letter = Assert.Single(Mail.To(database.Db, member), letter => letter.Text.Contains("取消", StringComparison.Ordinal));
        Assert.Contains("大风", letter.Text, StringComparison.Ordinal);
        // 22:00, and the task is at nine: after the quiet hours it would be too late.
        Assert.Equal(Saturday.AddHours(-11), letter.NotBefore);
        Assert.Equal("Released", database.Db.Read(tx => tx.First<string>("SELECT state FROM claim")));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT taken FROM task")));
        Assert.Empty(await world.As(member, tx => ClaimLists.Mine(tx)));
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
    }

    private static TaskDraft Whole() => new()
    {
        Title = "清扫公园沙尘",
        StartsAt = Saturday,
        EndsAt = Saturday.AddHours(2),
        Place = "贺兰公园南门",
        Places = 5,
        Bring = "手套",
        ContactName = "书记甲",
        ContactPhone = "19900001234",
        Risk = "注意脚下台阶",
    };

    private static long Tasks(Db db) => db.Read(tx => tx.Count("SELECT COUNT(*) FROM task"));
}
