using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>What is run on a sentence because it only asks changes nothing by being asked for: it works where nothing can be written.</summary>
public sealed class AskingTests
{
    public static TheoryData<string> Intents => [.. Topics.All.Where(topic => topic.OnlyAsks).Select(topic => topic.Intent)];

    [Theory, MemberData(nameof(Intents))]
    public async Task It_asks_and_writes_nothing(string intent)
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "你好");
        await bot.Ask("secretary", "你好");
        await bot.Ask("liaison", "你好");
        var topic = Topics.Find(intent)!;
        var asked = new[] { "甲", "secretary", "liaison" }.Count(who => stage.Database.Db.Read(tx =>
        {
            var incoming = new Incoming { DedupeKey = "typed", UserId = who, ChatId = who, Text = intent };
            var session = SessionStore.Peek(tx, bot.Channel.Name, incoming)!;
            var scene = new Scene(tx.As(new Actor(session.PersonId, 1)), session, incoming);
            return topic.IsFor(scene) && topic.Answer(scene, "").Text.Length > 0;
        }));
        Assert.True(asked > 0);
    }
}
