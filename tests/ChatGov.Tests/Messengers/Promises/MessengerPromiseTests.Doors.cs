using System.Net;
using System.Text;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>Whoever is not the messenger is not heard, and nothing of anybody is in a log.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("wecom", HttpStatusCode.InternalServerError)]
    [InlineData("telegram", HttpStatusCode.ServiceUnavailable)]
    public async Task While_the_inbox_cannot_be_written_the_messenger_is_told_to_keep_it_and_afterwards_it_counts_once(string messenger, HttpStatusCode expected)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        var before = stage.Got(stage.Member).Count;
        var deliver = Delivery(stage, stage.Member, "投诉 不可记下的话");
        await stage.Database.Db.Write(tx => tx.Run("CREATE TRIGGER closed BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'closed'); END"));
        Assert.Equal(expected, await deliver());
        Assert.Equal(expected, await deliver());
        await stage.Database.Db.Write(tx => tx.Run("DROP TRIGGER closed"));
        Assert.Equal(HttpStatusCode.OK, await deliver());
        Assert.Equal(HttpStatusCode.OK, await deliver());
        await Settle(stage);

        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));
        Assert.Single(stage.Got(stage.Member).Skip(before));
        Assert.DoesNotContain("不可记下的话", stage.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_calls_without_the_exact_secret_is_401_and_leaves_no_trace()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        var before = Count(stage, "SELECT COUNT(*) FROM inbox");
        foreach (var secret in new[] { null, "", "x", WebhookSecret[..^1], WebhookSecret + "0", WebhookSecret.ToUpperInvariant(), WebhookSecret + "," + WebhookSecret })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Post(stage, Update(900_000_010, 501, "投诉 冒名的话"), secret));
        }

        await Settle(stage);
        Assert.Equal(before, Count(stage, "SELECT COUNT(*) FROM inbox"));
        Assert.Equal(HttpStatusCode.OK, await Post(stage, Update(900_000_010, 501, "投诉 真的话")));
        await Settle(stage);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));
    }

    [Fact]
    public async Task A_callback_whose_signature_fits_any_of_its_parts_not_is_403_and_leaves_no_trace()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Join(stage);
        var before = Count(stage, "SELECT COUNT(*) FROM inbox");
        var (query, body) = FakeWeCom.Wrap(Encoding.UTF8.GetBytes(FakeWeCom.Text(stage.Member, "投诉 真的话")));
        var (_, other) = FakeWeCom.Wrap(Encoding.UTF8.GetBytes(FakeWeCom.Text(stage.Member, "投诉 冒名的话")));
        var parts = query.Split('&');
        string Without(string name) => string.Join('&', parts.Where(part => !part.StartsWith(name, StringComparison.Ordinal)));
        string With(string name, Func<string, string> change) => string.Join('&', parts.Select(part => part.StartsWith(name + "=", StringComparison.Ordinal) ? $"{name}={change(part[(name.Length + 1)..])}" : part));
        (string Query, string Body)[] forged =
        [
            (query, other), ("", body), (Without("msg_signature"), body), (Without("timestamp"), body), (Without("nonce"), body),
            (With("msg_signature", value => value[..^1]), body), (With("msg_signature", value => (value[0] == '0' ? '1' : '0') + value[1..]), body),
            (With("msg_signature", _ => ""), body), (With("timestamp", value => value + "0"), body), (With("nonce", value => value + "0"), body),
        ];
        foreach (var (forgedQuery, forgedBody) in forged)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await stage.Fake.Post(forgedQuery, forgedBody));
        }

        Assert.Equal(before, Count(stage, "SELECT COUNT(*) FROM inbox"));
        Assert.Equal(HttpStatusCode.OK, await stage.Fake.Post(query, body));
        await Settle(stage);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task On_a_day_when_everything_breaks_the_log_holds_no_word_no_number_and_no_key(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        var member = await Join(stage);
        const string words = "绝不能记下的一句话";
        if (stage is WeComStage wecom)
        {
            wecom.Fake.Fail(40014, 60020, 45009, -1, 40058);
            wecom.Fake.EndToken();
        }
        else
        {
            var faults = ((WebhookBotStage)stage).Api.Faults;
            faults.Add(Moment.Received, "sendMessage", new Fault.Drop());
            faults.Add(Moment.Received, "sendMessage", new Fault.Html(502));
            faults.Add(Moment.Received, "sendMessage", new Fault.Api(400, $"Bad Request: {words} bot{TelegramSetup.Token}"));
            faults.Add(Moment.Received, "sendMessage", new Fault.Raw(200, $"{{\"ok\":tru {words}"));
        }

        for (var i = 0; i < 6; i++)
        {
            await stage.Say(stage.Member, $"投诉 {words} {Phone}");
            await Tell(stage, member, words);
            await Settle(stage);
            stage.Database.Clock.Advance(TimeSpan.FromMinutes(3));
            await Settle(stage);
        }

        await stage.Says(stage.Member, "帮助", "可以回数字");
        Assert.Equal(6, stage.Database.Db.Read(HelpTexts.All).Count);
        foreach (var secret in new[] { words, Phone, "王小明", "SECRET", TelegramSetup.Token, FakeWeCom.EncodingAesKey, "access_token=", stage.Member })
        {
            Assert.DoesNotContain(secret, stage.Log.All, StringComparison.Ordinal);
        }
    }
}
