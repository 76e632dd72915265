using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Papers;
using ChatGov.Papers.Printing;
using ChatGov.Tests.Papers;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Desk;

/// <summary>What every page and paper of ours owes to those who see badly or not at all.</summary>
public sealed partial class PageTests
{
    // WCAG 2.2, 1.4.3.
    private const double Readable = 4.5;

    [Fact]
    public async Task Every_colour_of_words_stands_out_from_what_is_behind_it()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var secretary = await site.TokenOf(site.World.Secretary);
        var member = await site.World.Member("王小明");
        await Service.Served(site.World, site.Database.Clock, member, Service.Saturday);
        var paper = await site.World.As(member, tx => PaperIssuing.Issue(tx, PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, site.World.Helan)).Value.Paper.Id).Value.Facts);
        string[] pages =
        [
            .. await Task.WhenAll(new[] { "/sign-in/x", "/check", "/check/" + paper.Number, $"/api/v1/organisations/{site.World.Helan}/year/page", $"/api/v1/agreements/{things.Ids["agreements"]}/document" }
                .Select(async path => (await site.Get(path, secretary)).Is(HttpStatusCode.OK).Text)),
            Encoding.UTF8.GetString(PaperPrint.Html(paper, Language.Chinese, "https://example.org").Content),
        ];
        foreach (var page in pages)
        {
            IsReadable(page);
            Assert.Contains("<main>", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("<th(?! scope=\"(col|row)\")[ >]", page);
        }
    }

    /// <summary>Words stand on the paper's white, on the colour of the page, or on that of their own rule.</summary>
    private static void IsReadable(string page)
    {
        var behind = Rule().Matches(page).Where(rule => rule.Groups[1].Value.Trim() is "body" or "th").Select(rule => Colour(rule, "background")).OfType<string>().Append("#ffffff").ToList();
        foreach (Match rule in Rule().Matches(page))
        {
            if (Colour(rule, "color") is { } words)
            {
                var grounds = Colour(rule, "background") is { } own ? [own] : behind;
                Assert.All(grounds, ground => Assert.True(Contrast(words, ground) >= Readable, $"{rule.Groups[1].Value.Trim()}: {words} on {ground} is {Contrast(words, ground):0.0}"));
            }
        }
    }

    private static string? Colour(Match rule, string name) => Regex.Match(rule.Groups[2].Value, $"(?:^|[;{{ ]){name}: ?(#[0-9a-f]{{3,6}})", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found
        ? found.Groups[1].Value
        : null;

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance(string colour)
    {
        var digits = colour.Length == 4 ? string.Concat(colour.Skip(1).Select(digit => new string(digit, 2))) : colour[1..];
        double Part(int at) => byte.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var part && part <= 0.03928
            ? part / 12.92
            : Math.Pow((part + 0.055) / 1.055, 2.4);
        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex(@"([^{}]+)\{([^{}]*)\}", RegexOptions.None, 1_000)]
    private static partial Regex Rule();
}
