using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.Papers.Printing;
using ChatGov.Texts;
using QRCoder;
using UglyToad.PdfPig;

namespace ChatGov.Tests.Papers;

/// <summary>The papers as files, read back by programs that are not ours.</summary>
public sealed partial class PrintTests
{
    private const string Address = "https://volunteer.example.org/check/";

    [Theory]
    [InlineData(PaperKind.Certificate, Language.Chinese)]
    [InlineData(PaperKind.Certificate, Language.English)]
    [InlineData(PaperKind.UnitLetter, Language.Chinese)]
    [InlineData(PaperKind.UnitLetter, Language.English)]
    public void Every_fact_stands_on_the_pdf_and_on_the_page(PaperKind kind, string language)
    {
        var facts = Facts(kind, "阿拉坦·其其格", 3);

        var (pdf, html) = (PdfText(Pdf(facts, language)), Plain(HtmlText(facts, language)));

        string[] expected =
        [
            facts.Number, facts.Name, facts.Issuer, facts.Digest(), facts.VolunteerNumber!, PaperFacts.Day(facts.IssuedOn), Address + facts.Number,
            .. facts.Lines.SelectMany(line => new[] { PaperFacts.Day(line.Day), line.Task, line.Community, Show.Hours(line.Minutes) }),
            Show.Hours(facts.Minutes), .. kind == PaperKind.UnitLetter ? new[] { facts.Unit! } : [],
        ];
        Assert.All(expected, fact => Assert.Contains(Plain(fact), pdf, StringComparison.Ordinal));
        Assert.All(expected, fact => Assert.Contains(Plain(fact), html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PaperKind.Certificate, true)]
    [InlineData(PaperKind.UnitLetter, false)]
    public void The_line_for_the_id_is_on_certificates_only_and_blank(PaperKind kind, bool hasLine) =>
        Assert.Equal(hasLine, PdfText(Pdf(Facts(kind, "王小明", 1), Language.Chinese)).Contains("证件类型及号码（本人手写）：", StringComparison.Ordinal));

    [Fact]
    public void A_letter_thanks_and_judges_nobody()
    {
        var letter = PdfText(Pdf(Facts(PaperKind.UnitLetter, "王小明", 2), Language.Chinese));

        Assert.Contains("感谢王小明同志", letter, StringComparison.Ordinal);
        Assert.All(["优秀", "良好", "合格", "积分", "排名", "评分", "等次"], word => Assert.DoesNotContain(word, letter, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 1)]
    [InlineData(60, 3)]
    [InlineData(600, 22)]
    public void A_long_record_goes_on_over_pages_and_each_names_the_paper(int lines, int pages)
    {
        var facts = Facts(PaperKind.Certificate, "王小明", lines);

        using var document = PdfDocument.Open(Pdf(facts, Language.Chinese).Content);

        Assert.InRange(document.NumberOfPages, pages, pages + (pages / 3));
        var texts = document.GetPages().Select(page => Plain(page.Text)).ToList();
        Assert.All(texts, text => Assert.Contains(Plain(facts.Number), text, StringComparison.Ordinal));
        Assert.All(document.GetPages().SelectMany(page => page.Letters), letter =>
            Assert.True(letter.BoundingBox.Left is >= 33 and <= 562 && letter.StartBaseLine.Y is >= 34 and <= 808, letter.Value));
        Assert.Equal(lines, texts.Sum(text => Regex.Count(text, "2026-[0-9]{2}-[0-9]{2}(清扫|教老人)", RegexOptions.None, TimeSpan.FromSeconds(5))));
        Assert.Contains(facts.Digest(), texts[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a (b) c\\d )(")]
    [InlineData("“引号”——破折号…")]
    [InlineData("Averyveryveryveryveryveryveryverylongwordwithoutanyspaceinitatall")]
    [InlineData("每个字都要放进一格里面去哪怕这个任务的名字长得谁都念不完一口气")]
    public void Whatever_a_task_is_called_it_can_be_read_back(string title)
    {
        var facts = Facts(PaperKind.Certificate, "王小明", 1);
        facts = facts with { Lines = [facts.Lines[0] with { Task = title }] };

        Assert.Contains(Plain(title), PdfText(Pdf(facts, Language.Chinese)), StringComparison.Ordinal);
        Assert.Contains(Plain(title), Plain(HtmlText(facts, Language.Chinese)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_font_cannot_show_is_marked_and_breaks_nothing()
    {
        var facts = Facts(PaperKind.Certificate, "𠀀\u0001\n明", 1);

        Assert.Contains("〓", PdfText(Pdf(facts, Language.Chinese)), StringComparison.Ordinal);
        Assert.Contains("𠀀", HtmlText(facts, Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_bring_markup_into_the_page()
    {
        var html = HtmlText(Facts(PaperKind.Certificate, "<script>alert(1)</script>", 1) with { Issuer = "\"><img src=x>" }, Language.Chinese, isPlain: false);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "://", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value).Distinct());
        Assert.DoesNotContain(" src=", html.Replace("&lt;", "", StringComparison.Ordinal).Replace("img src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_on_the_page_is_the_address_module_by_module()
    {
        var facts = Facts(PaperKind.Certificate, "王小明", 1);
        var path = Svg().Match(HtmlText(facts, Language.Chinese, isPlain: false)).Groups[1].Value;

        var drawn = Run().Matches(path).SelectMany(run => Enumerable.Range(Number(run, 1), Number(run, 3)).Select(x => (x, Number(run, 2)))).ToHashSet();

        using var data = QRCodeGenerator.GenerateQrCode(Address + facts.Number, QRCodeGenerator.ECCLevel.M);
        var dark = data.ModuleMatrix.SelectMany((row, y) => Enumerable.Range(0, row.Count).Where(x => row[x]).Select(x => (x, y))).ToHashSet();
        Assert.Equal(dark, drawn);

        using var document = PdfDocument.Open(Pdf(facts, Language.Chinese).Content);
        var code = document.GetPage(1).Paths.MaxBy(each => each.Count)!;
        Assert.Equal(Run().Count(path), code.Count);
    }

    [Fact]
    public void The_file_needs_no_font_and_no_other_file()
    {
        var file = Encoding.Latin1.GetString(Pdf(Facts(PaperKind.Certificate, "王小明", 1), Language.Chinese).Content);

        Assert.StartsWith("%PDF-1.7", file, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("/FontFile", file, StringComparison.Ordinal);
        Assert.DoesNotContain("/URI", file, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", file, StringComparison.Ordinal);
        Assert.Contains("/UniGB-UCS2-H", file, StringComparison.Ordinal);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static MessageFile Pdf(PaperFacts facts, string language) => PaperPrint.Pdf(facts, language, Address + facts.Number);

    private static string HtmlText(PaperFacts facts, string language, bool isPlain = true)
    {
        var html = Encoding.UTF8.GetString(PaperPrint.Html(facts, language, Address + facts.Number).Content);
        return isPlain ? System.Net.WebUtility.HtmlDecode(html) : html;
    }

    private static string PdfText(MessageFile file)
    {
        using var document = PdfDocument.Open(file.Content);

        // The reader knows these two by letters that look the same.
        return Plain(string.Concat(document.GetPages().Select(page => page.Text))).Replace('―', '—').Replace('⋯', '…');
    }

    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static PaperFacts Facts(PaperKind kind, string name, int lines) => new()
    {
        Kind = kind,
        Number = PaperNumber.Draw(kind),
        IssuedOn = new DateOnly(2026, 12, 7),
        Issuer = "测试旗东街道贺兰社区",
        Name = name,
        VolunteerNumber = "150000000123456",
        Unit = kind == PaperKind.UnitLetter ? "供电公司" : null,
        Lines = [.. Enumerable.Range(0, lines).Select(i => new PaperLine(
            new DateOnly(2026, 1, 1).AddDays(i % 365), i % 2 == 0 ? "清扫公园沙尘" : "教老人用手机", "贺兰社区", 30 + (i % 5 * 25)))],
    };

    [GeneratedRegex("<path d=\"([^\"]*)\"", RegexOptions.None, 1_000)]
    private static partial Regex Svg();

    [GeneratedRegex("M([0-9]+) ([0-9]+)h([0-9]+)v1h-[0-9]+z", RegexOptions.None, 1_000)]
    private static partial Regex Run();
}
