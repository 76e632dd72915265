using System.Net;
using ChatGov.Messengers.WeCom;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>Every kind of callback there is: what a person said is answered, the rest is acknowledged, and nothing says where anybody is.</summary>
public sealed class InboundKindsTests
{
    [Fact]
    public async Task What_a_person_sends_is_answered_whatever_it_is()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Bind("lisi", await stage.World.Member("李四"));
        await stage.Says("lisi", "帮助", "可以回数字");
        (string Inner, string Answer)[] kinds =
        [
            (FakeWeCom.Location("lisi", 38.833, 105.667, "贺兰公园"), "只看得懂文字"),
            (FakeWeCom.Link("lisi", "链接", "说明", "https://example.org"), "只看得懂文字"),
            (FakeWeCom.Video("lisi", "video1", "thumb1"), "只看得懂文字"),
            (FakeWeCom.Voice("lisi", "voice1"), "请打字告诉我"),
            (FakeWeCom.Image("lisi", "image1"), "没有留"),
        ];
        foreach (var (inner, answer) in kinds)
        {
            var before = stage.Got("lisi").Count;
            Assert.Equal(HttpStatusCode.OK, (await stage.Fake.Call(inner)).Status);
            await stage.Hears("lisi", before, answer);
        }

        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE payload IS NOT NULL OR state <> 'Handled'")));
        PlainColumns.DoNotHold(stage.Database.Db, Provider.Sqlite, "105.667");
    }

    [Fact]
    public async Task What_nobody_said_is_acknowledged_and_not_kept()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        string[] events =
        [
            FakeWeCom.LocationReport("lisi", 38.833, 105.667), FakeWeCom.View("lisi", "https://example.org"),
            FakeWeCom.LocationSelect("lisi", "k", 38.833, 105.667, "贺兰公园"), FakeWeCom.SystemEvent("close_inactive_agent"), FakeWeCom.SystemEvent("reopen_inactive_agent"),
            FakeWeCom.SystemEvent("inactive_alert"), FakeWeCom.SystemEvent("low_active"), FakeWeCom.Inner("lisi", "event", "<Event>something_new</Event>"), FakeWeCom.Inner("lisi", "something_new", ""),
        ];
        foreach (var inner in events)
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(inner));
        }

        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox")));
    }

    [Fact]
    public async Task A_card_that_is_pressed_by_its_menu_is_explained()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Bind("lisi", await stage.World.Member("李四"));
        await stage.Says("lisi", "帮助", "可以回数字");
        var card = stage.Fake.Sends.Last(send => send.Kind == "template_card");
        var before = stage.Got("lisi").Count;
        await stage.Fake.Call(stage.Fake.MenuChoice("lisi", card, "not_ours"));
        await stage.Hears("lisi", before, "这个按钮已经用不了了");
    }

    /// <summary>Each of them says that who has the account next need not be who had it.</summary>
    public static TheoryData<string, string> Goodbyes => new()
    {
        { "unsubscribe", FakeWeCom.Inner("LiSi", "event", "<Event>unsubscribe</Event>") },
        { "delete_user", FakeWeCom.ContactChange("delete_user", "LiSi") },
        { "renamed", FakeWeCom.ContactChange("update_user", "lisi", FakeWeCom.NewUserId("lisi2")) },
        { "given to another", FakeWeCom.ContactChange("update_user", "zhaoliu", FakeWeCom.NewUserId("LiSi"), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) },
        { "disabled", FakeWeCom.ContactChange("update_user", "lisi", FakeWeCom.Status(2)) },
        { "left", FakeWeCom.ContactChange("update_user", "lisi", FakeWeCom.Status(5)) },
        { "made anew", FakeWeCom.ContactChange("create_user", "lisi", at: new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) },
    };

    [Theory]
    [MemberData(nameof(Goodbyes))]
    public async Task A_member_who_leaves_is_not_served_when_the_account_comes_back(string why, string goodbye)
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Bind("lisi", await stage.World.Member("李四"));
        await stage.Says("lisi", "我的数据", "李四");

        Assert.True((await stage.Fake.Call(goodbye)).IsTaken, why);
        await stage.Fake.Event("lisi", "subscribe");
        await stage.Bot.Quiet();
        var before = stage.Got("lisi").Count;
        await stage.Say("lisi", "我的数据");
        await stage.Hears("lisi", before, "这个账号离开过");

        Assert.DoesNotContain(stage.Got("lisi").Skip(before), words => words.Contains("李四", StringComparison.Ordinal));
    }

    /// <summary>What happens in a company every day and is no goodbye.</summary>
    [Fact]
    public async Task Other_news_of_contacts_changes_nothing()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Bind("lisi", await stage.World.Member("李四"));
        foreach (var news in new[]
        {
            FakeWeCom.ContactChange("update_user", "lisi"), FakeWeCom.ContactChange("update_user", "lisi", FakeWeCom.NewUserId("LiSi")),
            FakeWeCom.ContactChange("update_user", "lisi", FakeWeCom.Status(1)), FakeWeCom.ContactChange("create_user", "lisi", at: new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            FakeWeCom.ContactChange("create_party", ""), FakeWeCom.ContactChange("delete_party", ""), FakeWeCom.ContactChange("update_tag", ""), FakeWeCom.ContactChange("delete_user", ""),
            FakeWeCom.ContactChange("delete_user", "nobody-here"),
        })
        {
            Assert.True((await stage.Fake.Call(news)).IsTaken);
        }

        await stage.Bot.Quiet();
        await stage.Says("lisi", "我的数据", "李四");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM departure") + tx.Count("SELECT COUNT(*) FROM session WHERE user_id = 'nobody-here'")));
    }

    [Fact]
    public async Task A_success_that_names_the_member_as_invalid_is_none()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Bind("lisi", await stage.World.Member("李四"));
        stage.Fake.NamedInvalid.Add("lisi");
        await stage.Fake.Says("lisi", "帮助");
        await stage.Until(() => IsUnreachable(stage));
    }

    [Fact]
    public async Task Who_signs_in_at_a_page_is_told_by_a_code_that_works_once()
    {
        await using var fake = await FakeWeCom.Start();
        using var client = new WeComClient(
            new WeComSettings(FakeWeCom.CorpId, FakeWeCom.AgentId, FakeWeCom.Secret) { CallbackToken = "t", EncodingAesKey = FakeWeCom.EncodingAesKey, ApiUrl = new Uri(fake.BaseUrl) },
            TimeProvider.System);
        var code = fake.SignInCode("zhangsan");
        Assert.Equal("zhangsan", await client.GetUserInfo(code, CancellationToken.None));
        Assert.Equal(40029, (await Assert.ThrowsAsync<WeComFault>(() => client.GetUserInfo(code, CancellationToken.None))).Code);
        Assert.Null(await client.GetUserInfo(fake.SignInCode("outsider", isMember: false), CancellationToken.None));
    }

    private static bool IsUnreachable(WeComStage stage) =>
        stage.Database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM chat_identity WHERE channel = 'wecom' AND user_id = 'lisi' AND unreachable"));
}
