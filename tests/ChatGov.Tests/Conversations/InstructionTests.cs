using System.Text.RegularExpressions;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Hours;
using ChatGov.Matching;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Conversations;

/// <summary>Whatever a text tells people to type leads somewhere.</summary>
public sealed partial class InstructionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<string> Languages => new(Language.All);

    [Theory, MemberData(nameof(Languages))]
    public void Every_word_that_a_text_tells_to_type_is_understood(string language)
    {
        var told = Catalog.Of(language).Where(pair => !pair.Key.StartsWith("words.", StringComparison.Ordinal))
            .SelectMany(pair => WordsToType(pair.Value).Select(word => (pair.Key, Word: word))).ToList();

        Assert.True(told.Count > 40, "the sweep reads the texts");
        Assert.Equal([], told.Where(each => !LeadsSomewhere(language, each.Word)).Select(each => $"{each.Key}: {each.Word}"));
    }

    [Fact]
    public void An_instruction_that_nobody_could_follow_is_found()
    {
        Assert.Equal(["任务", "打开它"], WordsToType("先回“任务”，再说“打开它”。比如“路滑”"));
        Assert.False(LeadsSomewhere(Language.Chinese, "打开它"));
        Assert.Equal(["tasks", "abracadabra"], WordsToType("Type “tasks” or “abracadabra”, for example “slippery”."));
        Assert.False(LeadsSomewhere(Language.English, "abracadabra"));
    }

    [Theory, Databases]
    public async Task The_word_by_which_a_held_place_is_taken_takes_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Now.AddDays(5), places: 1));
        var holder = await world.Member("甲");
        await world.As(holder, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(await world.Member("乙"), tx => WaitingList.Join(tx, task.Id).Value);
        await world.As(holder, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("乙");

        Has(await bot.Ask("乙", "我的"), "前回“我来”");
        Has(await bot.Ask("乙", "我来"), "位子是你的了");
    }

    private static List<string> WordsToType(string text) =>
        [.. Told().Matches(text).SelectMany(match => match.Groups["word"].Captures).Select(word => word.Value.Replace("{first}", "1", StringComparison.Ordinal)).Where(word => !word.Contains('{', StringComparison.Ordinal))];

    private static bool LeadsSomewhere(string language, string word) =>
        (Understanding.Read(word) is { } intent && Topics.Find(intent.Name) is not null)
        || FilterWords.Read(word, Now) is { IsEmpty: false, Words.Count: 0 }
        || RosterAnswer.Read(word) is not null
        || Catalog.Of(language).Any(pair => pair.Value == word || pair.Value.StartsWith(word + "（", StringComparison.Ordinal) || pair.Value.StartsWith(word + " (", StringComparison.Ordinal));

    // 回“都到了”或“除了3号”, type “tasks” or “mine”: but not what follows 比如 or "for example".
    [GeneratedRegex(
        "(?:回复?|发|说|点|打)(?:一句|一次)?“(?<word>[^”]+)”(?:(?:，|、|或|和|也可以说|再说)*“(?<word>[^”]+)”)*"
        + "|\\b(?:[Tt]ype|[Rr]eply|[Ss]end|[Pp]ress)(?: with)? “(?<word>[^”]+)”(?:(?:,? (?:or|and)|,) “(?<word>[^”]+)”)*",
        RegexOptions.None, 2_000)]
    private static partial Regex Told();
}
