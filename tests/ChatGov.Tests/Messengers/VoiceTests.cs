using System.Text;
using ChatGov.Media;
using ChatGov.Tests.Fakes;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Messengers;

/// <summary>A voice message is text where a transcription is configured, and a kind wish to type everywhere else.</summary>
public sealed class VoiceTests
{
    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Without_a_transcription_people_are_asked_to_type(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Bind(stage);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("时长"), "请打字告诉我");
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("灯坏了"), "什么事");
    }

    [Theory]
    [OnDatabase("wecom", Provider.Sqlite)]
    [OnDatabase("wecom", Provider.Postgres)]
    [OnDatabase("telegram", Provider.Sqlite)]
    [OnDatabase("telegram", Provider.Postgres)]
    public async Task What_was_said_is_read_back_and_then_counts_as_typed(string messenger, Provider provider)
    {
        await using var fake = await FakeTranscription.Start();
        var log = new CapturedLog();
        using var transcriber = Transcriber(fake, log);
        await using var stage = await MessengerStages.Start(messenger, provider, transcriber);
        await Bind(stage);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes(" 我的时长 "), "我听到的是：“我的时长”");
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("楼道灯坏了"), "已转给社区");
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("家里着火了"), "119");
        Assert.Equal(3, fake.Heard);
        Assert.DoesNotContain("楼道灯", stage.Log.All + log.All, StringComparison.Ordinal);
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled' OR payload IS NOT NULL")));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_did_not_agree_is_not_listened_to(string messenger)
    {
        await using var fake = await FakeTranscription.Start();
        using var transcriber = Transcriber(fake, new CapturedLog());
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite, transcriber);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("报到"), "请打字告诉我");
        Assert.Equal(0, fake.Heard);
    }

    [Fact]
    public async Task A_transcription_that_fails_is_tried_again_and_then_said()
    {
        await using var fake = await FakeTranscription.Start();
        var log = new CapturedLog();
        using var transcriber = Transcriber(fake, log);
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite, transcriber);
        await Bind(stage);
        fake.Failures.Enqueue(500);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("时长"), "我听到的是：“时长”");

        Array.ForEach([500, 503, 429], fake.Failures.Enqueue);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("时长"), "语音现在听不了");
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("   "), "没听到话");
        Assert.Contains("http_503", log.All, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Who_waits_sees_that_something_is_done(string messenger)
    {
        await using var fake = await FakeTranscription.Start();
        fake.Pause = TimeSpan.FromSeconds(1.5);
        using var transcriber = Transcriber(fake, new CapturedLog());
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite, transcriber);
        await Bind(stage);
        await stage.SendsVoice(stage.Member, Encoding.UTF8.GetBytes("时长"), "我听到的是：“时长”");
        if (stage is WebhookBotStage telegram)
        {
            Assert.NotEmpty(telegram.Api.ChatActions);
        }
        else
        {
            Assert.Single(stage.Got(stage.Member), words => words.Contains("正在处理", StringComparison.Ordinal));
        }
    }

    private static Transcriber Transcriber(FakeTranscription fake, CapturedLog log) =>
        new(new VoiceSettings(fake.Address, "whisper-1", FakeTranscription.Key), log.CreateLogger<Transcriber>());

    private static async Task Bind(IMessengerStage stage)
    {
        var member = await stage.World.Member("王小明");
        await stage.Database.Db.Write(tx => World.Bind(tx, stage.Channel, stage.Member, member));
    }
}
