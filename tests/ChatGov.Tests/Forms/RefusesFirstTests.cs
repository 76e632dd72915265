using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Forms;

/// <summary>Nobody answers questions about what they cannot do whatever they answer: who only agreed to the notice is told so first.</summary>
public sealed class RefusesFirstTests
{
    private const int MostQuestions = 12;

    private static readonly string[] BecauseOfWho =
        [.. new[] { RegistrationRefusal.NotRegistered, RegistrationRefusal.ServingMembersOnly, RegistrationRefusal.PartyMembersOnly, RefusalCode.NotAllowed }
            .Select(code => Catalog.Say(Language.Chinese, new Refusal(code)))];

    [Fact]
    public async Task Who_reported_nowhere_is_refused_before_they_are_asked()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        await using var bot = new TestBot(stage.Database.Db);
        var (late, answered) = (new List<string>(), 0);
        foreach (var (topic, at) in Topics.All.Where(topic => topic.For.Count == 0).Select((topic, at) => (topic, at)))
        {
            if (Catalog.Of(Language.Chinese).GetValueOrDefault("words." + topic.Intent)?.Split('|')[0] is not { } word)
            {
                continue;
            }

            var who = string.Create(CultureInfo.InvariantCulture, $"newcomer {at}");
            await stage.World.Person(who);
            await bot.Ask(who, word);
            var asked = 0;
            var said = "";
            for (; asked < MostQuestions && OpenIn(stage, who) is { } answer; asked++)
            {
                said = await bot.Ask(who, answer);
            }

            answered += asked;
            if (asked > 0 && BecauseOfWho.Any(why => said.Contains(why, StringComparison.Ordinal)))
            {
                late.Add(topic.Intent);
            }
        }

        Assert.True(answered > 10);
        Assert.True(late.Count == 0, "asked first and refused then: " + string.Join(", ", late));
    }

    /// <summary>What answers the question that is open; null where no form is.</summary>
    private static string? OpenIn(Stage stage, string who)
    {
        var (flow, step) = stage.Database.Db.Read(tx => tx.First<Open>("SELECT flow, step FROM session WHERE user_id = @who AND flow IS NOT NULL", new { who })) is { } open
            ? (open.Flow, open.Step) : ("", "");
        return Flows.Forms.FirstOrDefault(form => form.Name == flow) is not { } form ? null : form.Find(step) switch
        {
            CommunityQuestion => "园林",
            DayQuestion => "两周",
            TextQuestion { Nothing: null } => "一句话说明白",
            _ => "1",
        };
    }

    private sealed record Open
    {
        public string Flow { get; init; } = "";

        public string Step { get; init; } = "";
    }
}
