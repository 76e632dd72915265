using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Conversations;

/// <summary>A list shows fifty at most; a button opens what it names, wherever that stands.</summary>
public sealed class LongListTests
{
    [Theory, Databases]
    public async Task The_newest_registration_is_named_by_its_button_however_many_wait_before_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        for (var i = 0; i < 51; i++)
        {
            await Submit(stage, $"居民{i:00}");
        }

        stage.Database.Clock.Advance(TimeSpan.FromHours(2));
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Quiet();
        await Submit(stage, "王小明");
        await bot.Quiet();
        var notice = bot.Channel.Sent.Last(sent => sent.ChatId == "secretary" && sent.Message.Text.Contains("（52 号）", StringComparison.Ordinal)).Message;
        Assert.Contains("王小明", await bot.Press("secretary", notice, 1), StringComparison.Ordinal);
    }

    private static async Task Submit(Stage stage, string name)
    {
        var person = await stage.World.Person(name);
        await stage.World.As(person, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = stage.World.Helan, Name = name }).Value);
    }
}
