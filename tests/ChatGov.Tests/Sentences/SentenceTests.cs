using System.Text;
using ChatGov.Conversations;
using ChatGov.Sentences;

namespace ChatGov.Tests.Sentences;

/// <summary>How plain sentences are understood: the files of the features, those that only measure, and whatever anybody may type.</summary>
public sealed class SentenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<string> Wishes => [.. SentenceBook.Of.Wishes.Select(wish => wish.Name)];

    [Fact]
    public void Every_wish_speaks_of_kinds_that_have_words() => Assert.Empty(SentenceBook.Of.Unknown);

    [Fact]
    public void A_kind_without_words_is_named() =>
        Assert.Equal(["nobody_wrote_it"], SentenceBook.Read("kind a 甲\nwish w -> help rest asking nobody_wrote_it\n").Unknown);

    [Theory]
    [InlineData("  a b\n")]
    [InlineData("wish w -> help sometimes\n")]
    public void A_line_that_says_nothing_is_refused(string file) => Assert.Throws<FormatException>(() => SentenceBook.Read(file));

    [Theory, MemberData(nameof(Wishes))]
    public void Every_wish_is_answered_by_a_topic(string name) => Assert.NotNull(Topics.Find(SentenceBook.Of.Wishes.First(wish => wish.Name == name).Topic));

    [Theory, MemberData(nameof(Wishes))]
    public void What_is_given_as_an_example_is_understood_so(string name)
    {
        var wish = SentenceBook.Of.Wishes.First(each => each.Name == name);
        var role = wish.For.Count > 0 ? wish.For[0] : "any";
        Assert.NotEmpty(wish.Examples);
        Assert.All(wish.Examples, example => Assert.Contains(wish.Called, Offered(UnderstandCommand.Of(example, role, Now))));
    }

    /// <summary>The figures of README.md of the sentences: of the file that was watched, and of the one that only measures. Neither is learned.</summary>
    [Theory]
    [InlineData("developed.tsv", 0.93, 25)]
    [InlineData("measured.tsv", 0.93, 12)]
    public void What_is_not_learned_is_understood_as_well_as_the_page_says(string file, double least, int mostWrongAndSure)
    {
        var lines = WrittenIn(file);
        var said = lines.ConvertAll(line => (line.Intents, Said: UnderstandCommand.Of(line.Text, line.Role, Now)));
        var right = said.Count(each => each.Intents.Contains(Intent(each.Said)));
        var wrongAndSure = said.Count(each => each.Said.Confidence >= Confidence.Sure && !each.Intents.Contains(each.Said.Intent));
        Assert.True(right >= lines.Count * least, $"{right} of {lines.Count}");
        Assert.True(wrongAndSure <= mostWrongAndSure, $"{wrongAndSure} wrong and sure");
    }

    [Theory]
    [InlineData("developed.tsv")]
    [InlineData("measured.tsv")]
    public void What_only_measures_is_not_learned(string file)
    {
        var known = BuiltIn.Texts("known/").SelectMany(text => text.Split('\n')).Select(line => line.Split('\t')).Where(parts => parts.Length > 1).Select(parts => parts[1]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(WrittenIn(file), line => known.Contains(line.Text));
    }

    [Theory]
    [InlineData("认领1和2", "1,2")]
    [InlineData("前两个都给我报名", "1,2")]
    [InlineData("第三个我去", "3")]
    [InlineData("报①和③", "1,3")]
    [InlineData("sign me up for number 3", "3")]
    public void Numbers_of_a_list_are_found(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(',', UnderstandCommand.Of(text, "member", Now).Slots.N));

    [Fact]
    public void Whatever_is_typed_is_read()
    {
        var random = new Random(20_261_128);
        for (var i = 0; i < 300; i++)
        {
            var text = new StringBuilder();
            var length = random.Next(1, 4_097);
            while (text.Length < length)
            {
                text.Append(random.Next(4) switch
                {
                    0 => (char)random.Next(0x4E00, 0x9FFF),
                    1 => "报到任务明天0123号个人点到的，。"[random.Next(18)],
                    2 => (char)random.Next(32, 127),
                    _ => (char)random.Next(0, char.MaxValue + 1),
                });
            }

            Assert.NotNull(UnderstandCommand.Of(text.ToString(), "any", Now).Intent);
        }
    }

    private static IEnumerable<string> Offered(UnderstandCommand.Said said) => [said.Intent, .. said.Ask ?? []];

    private static string Intent(UnderstandCommand.Said said) => said.Confidence >= Confidence.Least ? said.Intent : "unclear";

    private static List<(string Text, string Role, string[] Intents)> WrittenIn(string file) =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sentences", file)).Select(line => line.Split('\t'))
            .Where(line => !line[3].Contains("context=", StringComparison.Ordinal)).Select(line => (line[0], line[1], line[2].Split('|'))),
    ];
}
