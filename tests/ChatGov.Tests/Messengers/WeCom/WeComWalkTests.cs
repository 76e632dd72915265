using System.Net;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>A member's walk over WeCom: the whole bot with its webhook server against the strict server.</summary>
public sealed class WeComWalkTests
{
    [Theory, Databases]
    public async Task A_member_takes_a_task_by_card_and_gives_it_back(Provider provider)
    {
        await using var stage = await WeComStage.Start(provider);
        await stage.World.Publish(stage.World.Draft(stage.Database.Clock.GetUtcNow().AddDays(4)));
        await stage.Bind("ZhangSan", await stage.World.Member("张三"));
        await stage.Says("ZhangSan", "任务", "清扫公园沙尘");
        await stage.Chooses("zhangsan", "清扫公园沙尘", 0, "带上");
        await stage.Says("zhangsan", "认领", "领到了");
        await stage.Fake.Event("ZHANGSAN", "click", "my_claims");
        await stage.Hears("你领的任务");
        await stage.Says("zhangsan", "退领", "退掉了");
        Assert.True(stage.Fake.HasMenu);
        Assert.True(stage.Fake.CardsUpdated > 0);
        Assert.Equal(1, stage.Fake.TokensGiven);
    }

    [Fact]
    public async Task The_address_is_verified_and_nobody_else_is_heard()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        Assert.Equal((HttpStatusCode.OK, "1616140317555161061"), await stage.Fake.Verify("1616140317555161061"));
        Assert.Equal(HttpStatusCode.Forbidden, await stage.Fake.Post("msg_signature=x&timestamp=1&nonce=2", "<xml><Encrypt>AAAA</Encrypt></xml>"));
        foreach (var odd in new[] { "", "<xml>", "<!DOCTYPE x [<!ENTITY a \"b\">]><xml><Encrypt>&a;</Encrypt></xml>", "{}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await stage.Fake.Post("", odd));
        }

        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver("no xml at all"));
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(FakeWeCom.Inner("sys", "event", "<Event>close_inactive_agent</Event>")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox")));
    }

    [Fact]
    public async Task A_callback_that_comes_again_is_one_and_two_of_one_second_are_two()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        var inner = FakeWeCom.Inner("lisi", "event", "<Event>subscribe</Event>");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            Assert.Equal(HttpStatusCode.OK, await stage.Fake.Deliver(inner));
        }

        await stage.Fake.Deliver(inner.Replace("subscribe", "unsubscribe", StringComparison.Ordinal));
        Assert.Equal(2, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox")));
    }

    [Fact]
    public async Task A_token_that_ends_is_fetched_once_and_other_faults_are_what_they_mean()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await stage.Says("wangwu", "你好", "同意");
        stage.Fake.EndToken();
        await stage.Says("wangwu", "你好", "同意");
        Assert.Equal(2, stage.Fake.TokensGiven);
        stage.Fake.Fail(60020);
        var sends = stage.Fake.Sends.Count;
        await stage.Fake.Says("wangwu", "你好");
        await stage.Until(() => stage.Log.All.Contains("203.0.113.7", StringComparison.Ordinal));
        Assert.Equal(sends, stage.Fake.Sends.Count);

        // The line is written before the message is put off: one step of the clock could be too early.
        await stage.Until(() =>
        {
            stage.Database.Clock.MoveTo(stage.Database.Clock.GetUtcNow().AddSeconds(1));
            return stage.Fake.Sends.Count > sends;
        });

        stage.Fake.Unreachable.Add("wangwu");
        await stage.Fake.Says("wangwu", "你好");
        await stage.Until(() => stage.Database.Db.Read(tx => tx.Exists("SELECT COUNT(*) FROM outbox WHERE state = 'Unreachable' AND error_code = 'wecom_81013'")));
    }
}
