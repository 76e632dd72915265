using System.Net;
using System.Text.RegularExpressions;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Names;

/// <summary>A limit counts what people see as letters, not what a string is made of.</summary>
public sealed partial class LettersTests
{
    // Each is two units of a string.
    private const string Rare = "𬭎";

    private static readonly string TwoHundred = string.Concat(Enumerable.Repeat(Rare, 200));

    /// <summary>Not what people write: codes, cells of a file, what a messenger shows, how much is read at all.</summary>
    private static readonly string[] Technical =
    [
        "WeComAccount.cs", "OrgCells.cs", "WhenWords.cs", "FilterWords.cs", "TokenCreate.cs", "Idempotency.cs", "Slips.cs", "Book.cs", "PhoneCell.cs", "Rendering.cs", "Conversation.cs", "PlainText.cs", "ProgramAnswers.cs", "TimeMentions.cs", "Negation.cs",
    ];

    [Fact]
    public void A_letter_is_a_letter_and_none_is_cut_in_two()
    {
        Assert.Equal(200, TwoHundred.Letters());
        Assert.Equal("王𬭎", "王𬭎明".FirstLetters(2));
        Assert.Equal("王𬭎明", "王𬭎明".FirstLetters(3));
        Assert.Equal("", "王𬭎明".FirstLetters(0));
    }

    [Theory, Databases]
    public async Task Two_hundred_rare_letters_are_two_hundred_in_the_chat_and_at_the_desk(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var task = await site.World.Publish(site.World.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        await using var bot = new TestBot(site.Database.Db);
        await bot.Ask("secretary", $"取消任务 {task.Id}");
        Has(await bot.Ask("secretary", TwoHundred + Rare), "200 个字以内");
        await bot.Ask("secretary", TwoHundred);
        Has(await bot.Ask("secretary", "1"), "取消了");

        var other = await site.World.Publish(site.World.Draft(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.FromHours(8))));
        var token = await site.TokenOf(site.World.Secretary);
        (await site.Post($"/api/v1/tasks/{other.Id}/cancel", token, new { reason = TwoHundred + Rare })).IsProblem(HttpStatusCode.BadRequest);
        (await site.Post($"/api/v1/tasks/{other.Id}/cancel", token, new { reason = TwoHundred })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public void No_limit_on_what_people_write_counts_anything_else()
    {
        var root = Root();
        var sources = new[] { "shared", "bot", "admin" }.SelectMany(part => Directory.GetFiles(Path.Combine(root, part), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();

        Assert.True(sources.Count > 300, "the sweep finds the sources");
        Assert.Equal(
            [],
            sources.Where(file => File.ReadLines(file).Any(Counts().IsMatch)).Select(file => Path.GetFileName(file)).Except(Technical).Order(StringComparer.Ordinal));
        Assert.Matches(Counts(), "        if (reason.Trim().Length is 0 or > LongestReason)");
    }

    [GeneratedRegex("\\.Length (?:is|>|<=)[^=;]*Longest", RegexOptions.None, 2_000)]
    private static partial Regex Counts();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatGov.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the project");
        }

        return folder.FullName;
    }
}
