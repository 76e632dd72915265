using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Inbox;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Walks;

/// <summary>What only shows something is made up beside the one who writes: it writes nothing, and says what it would have said there.</summary>
public sealed class ShowingTests
{
    private static readonly IReadOnlyList<Topic> Shows = [.. Topics.All.Where(topic => topic.OnlyShows)];

    [Theory, Databases]
    public async Task What_only_shows_says_the_same_where_nothing_can_be_written(Provider provider)
    {
        await using var town = await Town.Start(provider);
        var roles = provider == Provider.Sqlite ? Enum.GetValues<Role>() : [Role.Secretary];
        var walkers = new List<Walker> { await town.Member(), await town.Newcomer(), await town.Stranger() };
        foreach (var role in roles)
        {
            walkers.Add(await town.Holder(role, Ways.InForce));
        }

        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (topic, walker) in from topic in Shows from walker in walkers select (topic, walker))
        {
            foreach (var words in new[] { WordOf(topic), WordOf(topic) + " 1" })
            {
                if (Show(town, walker, words) is { } answered)
                {
                    Assert.Equal(Handled(town, walker, words), Said(answered));
                    shown.Add(topic.Intent);
                }
            }
        }

        Assert.Equal(Shows.Select(topic => topic.Intent).Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task A_topic_that_would_write_is_stopped_there(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => stage.Database.Db.Read(tx => tx.Run("UPDATE person SET name = ''")));
    }

    [Theory, Databases]
    public async Task Where_the_chat_moved_on_meanwhile_the_words_are_handled_where_it_stands(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        await using var bot = new TestBot(stage.Database.Db);
        await stage.World.Member("甲");
        await bot.Ask("甲", "任务");
        var moved = false;
        stage.Database.Db.Asked += (_, sql, _) =>
        {
            // It was looked at where the chat stood: the list comes after that.
            if (!moved && sql.Contains("FROM claim c JOIN task t", StringComparison.Ordinal))
            {
                moved = true;
                using var other = stage.Database.Db.OpenRaw();
                using var move = other.CreateCommand();
                move.CommandText = "UPDATE session SET row_version = row_version + 1";
                move.ExecuteNonQuery();
            }
        };

        var answer = await bot.Ask("甲", "我的");

        Assert.True(moved);
        Assert.Contains("没有", answer, StringComparison.Ordinal);
        Assert.Equal("", await bot.Answers("甲"));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled'")));
    }

    private static string WordOf(Topic topic) => Catalog.Of(Language.Chinese)["words." + topic.Intent].Split('|')[0].Trim('*');

    private static Answered? Show(Town town, Walker walker, string words) => town.Site.Database.Db.Read(tx => Conversation.Show(tx, new Waiting(1, walker.Channel.Name, walker.User, Typed(walker, words))));

    private static string Handled(Town town, Walker walker, string words)
    {
        var said = "";
        Assert.Throws<TrialOver>(() => town.Site.Database.Db.Write<bool>(tx =>
        {
            Conversation.Handle(tx.As(Actor.System), Assert.Single(InboxStore.Add(tx, walker.Channel.Name, "show", [Typed(walker, words)])));
            said = Said(new Answered(SessionStore.Peek(tx, walker.Channel.Name, Typed(walker, words))!, Written(tx)));
            throw new TrialOver();
        }).GetAwaiter().GetResult());
        return said;
    }

    private static Message Written(Tx tx)
    {
        var row = tx.First<Row>("SELECT row_key, body FROM outbox ORDER BY id DESC LIMIT 1")!;
        return SealedMessages.TryOpen(tx.Vault, row.RowKey, row.Body)!;
    }

    // A list carries the number of the message that asked for it.
    private static string Said(Answered answered) => string.Join('\n',
        answered.Message.Choices.Select(choice => $"{choice.Number} {choice.Label} {Intent.Of(choice.Action).Name}").Prepend(answered.Message.Text).Append($"{answered.Left.Flow?.Flow} {answered.Left.List?.Tasks.Count}"));

    private static Incoming Typed(Walker walker, string words) => new() { DedupeKey = "typed", UserId = walker.User, ChatId = walker.User, Text = words };

    private sealed record Row
    {
        public string RowKey { get; init; } = "";

        public byte[] Body { get; init; } = [];
    }

    private sealed class TrialOver : Exception;
}
