using System.Text.Json;
using System.Text.RegularExpressions;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Catalogs;

/// <summary>A number that the program holds to is named by texts, so that they follow it; one that stands there in letters or digits says here why.</summary>
public sealed partial class LimitTests
{
    /// <summary>By key or its beginning.</summary>
    private static readonly Dictionary<string, string> SaidPlainly = new(StringComparer.Ordinal)
    {
        ["like."] = "what people say",
        ["everyone.help.staff"] = "an example",
        ["form.say_the_whole"] = "an example",
        ["refusal.DateNotAhead"] = "an example",
        ["offer.amount_unclear"] = "an example",
        ["offer.ask.amount"] = "an example",
        ["need.accept.ask.amount"] = "an example",
        ["pause.ask"] = "an example",
        ["pause.unclear"] = "an example",
        ["pause.past"] = "an example",
        ["publish.ask.until"] = "an example",
        ["publish.until_unclear"] = "an example",
        ["publish.when_unclear"] = "an example",
        ["hours.ask.long"] = "an example",
        ["review_objection.ask_long"] = "an example",
        ["roster.ask"] = "an example",
        ["roster.unclear"] = "an example",
        ["refusal.MinutesUnclear"] = "an example beside the limit",
        ["desk.docs."] = "the page of the desk, step by step",
        ["visit.time."] = "a choice, named by its minutes",
        ["pause.two_"] = "a choice, named by its length",
        ["News."] = "a choice, named by its length",
        ["ReminderTime."] = "a choice, named by its length",
        ["poster.type"] = "the two letters of 报到",
        ["publish.when_ambiguous"] = "a weekend has two days",
        ["hours.check_which"] = "two, because more than one",
        ["refusal.LinkOfTwoPeople"] = "two, because of two accounts",
        ["agreement.notice.review"] = "the review has three questions",
        ["agreement.choice.review"] = "the review has three questions",
        ["care.notice.phone_today"] = "twice in a row, told when it happened",
        ["care.notice.major"] = "these days, and the limit beside it",
        ["refusal.TwoNeeded"] = "two adults: the law's, not ours",
        ["visit.waits_for_other"] = "two adults: the law's, not ours",
        ["refusal.NotTogether"] = "two, because the task is for two",
        ["publish.two_places"] = "two, because the task is for two",
        ["publish.special."] = "two, because the task is for two",
        ["task.notice.needs_two"] = "two, because the task is for two",
        ["review_objection.first"] = "one and another, and the limit beside it",
        ["emergency.answer."] = "what the authorities say",
        ["print.closing.Certificate"] = "an article of a regulation",
        ["import."] = "a mobile number has eleven digits; two rows of a file",
        ["care_pair.field.second"] = "a pair has two",
        ["refusal.SameTwice"] = "a pair has two",
        ["refusal.PhoneWrong"] = "a mobile number has eleven digits",
    };

    [Fact]
    public void Texts_name_the_numbers_that_the_program_holds_to()
    {
        var found = Raw().Where(text => Number().IsMatch(text.Words)).Select(text => text.Key).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal([], found.Where(key => !SaidPlainly.Keys.Any(said => Is(said, key))));
        Assert.Equal([], SaidPlainly.Keys.Where(said => !found.Exists(key => Is(said, key))));
    }

    [Fact]
    public void A_text_follows_the_constant_that_it_names()
    {
        var most = Limits.All["openClaims"];

        Assert.Contains(most, Catalog.Say(Language.Chinese, "refusal.TooManyClaims"), StringComparison.Ordinal);
        Assert.Contains(most, Catalog.Say(Language.English, "list.holds_enough"), StringComparison.Ordinal);
        Assert.All(Language.All.SelectMany(language => Catalog.Of(language).Values), text => Assert.DoesNotContain("{=", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_limit_is_named_in_both_languages() => Assert.All(Language.All, language => Assert.Equal(
        Limits.All.Keys.Order(StringComparer.Ordinal),
        Raw().Where(text => text.Language == language).SelectMany(text => Named().Matches(text.Words)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("你手上已经有三个任务了", true)]
    [InlineData("30 天内", true)]
    [InlineData("You have three tasks already", true)]
    [InlineData("within 7 days", true)]
    [InlineData("{=objectionDays} 天内", false)]
    [InlineData("回 1 同意", false)]
    public void A_number_that_is_spelled_is_found(string text, bool isFound) => Assert.Equal(isFound, Number().IsMatch(text));

    // What ends in a dot stands for all that begin so.
    private static bool Is(string said, string key) => said[^1] is '.' or '_' ? key.StartsWith(said, StringComparison.Ordinal) : key == said;

    private static IEnumerable<(string Language, string Key, string Words)> Raw() =>
        from language in Language.All
        from file in Directory.EnumerateFiles(Project.File("shared"), "*.json", SearchOption.AllDirectories)
        where Path.GetFileName(file) == $"texts.{language}.json" || Path.GetFileName(Path.GetDirectoryName(file)) == language
        from text in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
        select (language, text.Key, text.Value);

    [GeneratedRegex(@"(?:[两二三四五六七八九十百]+|\d[\d,]*) ?(?:个)?(?:天|日|小时|分钟|工作日|月|年|周|任务|字|张|元|MB|位|次|条|个)|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|\d[\d,]*)[ -](?:working )?(?:days?|hours?|minutes?|weeks?|months?|years?|tasks?|letters?|characters?|digits?|photos?|yuan|MB|people)\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\{=(\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
