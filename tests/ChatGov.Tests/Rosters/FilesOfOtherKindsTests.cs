using System.Net;
using System.Text;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>A file that is no table, or another one than its name says, is called by its name in one sentence.</summary>
public sealed class FilesOfOtherKindsTests
{
    public static TheoryData<string, string, byte[]> Kinds()
    {
        var kinds = new TheoryData<string, string, byte[]>
        {
            { "网页", "HTML", Utf8("<html><head><meta charset=\"utf-8\"></head><table><tr><td>姓名</td></tr></table></html>") },
            { "网页", "HTML", Utf8("\uFEFF  <table border=1><tr><td>姓名</td></tr></table>") },
            { "网页", "HTML", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<!DOCTYPE html><html></html>")] },
            { "MHTML", "MHTML", Utf8("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>") },
            { "Excel 2003", "Excel 2003", Utf8("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>") },
            { "ODS", "ODS", Fixture("roster.ods") },
            { "PDF", "PDF", Utf8("%PDF-1.7\n1 0 obj") },
            { "Word", "Word", Workbook.Zip(new Dictionary<string, byte[]> { ["[Content_Types].xml"] = [], ["word/document.xml"] = [] }) },
            { "Word", "Word", Ole("WordDocument") },
            { "Word", "Word", Utf8("{\\rtf1 x}") },
            { "演示文稿", "presentation", Workbook.Zip(new Dictionary<string, byte[]> { ["ppt/presentation.xml"] = [] }) },
            { "xlsb", "xlsb", Workbook.Zip(new Dictionary<string, byte[]> { ["xl/workbook.bin"] = [] }) },
            { "Numbers", "Numbers", Workbook.Zip(new Dictionary<string, byte[]> { ["Index/Document.iwa"] = [] }) },
            { "密码", "password", Ole("EncryptedPackage") },
            { "压缩包", "archive", Workbook.Zip(new Dictionary<string, byte[]> { ["名册.xlsx"] = Workbook.Of("") }) },
            { "压缩包", "archive", [.. "Rar!"u8, 0x1A, 0x07, 0x01, 0x00] },
            { "图片", "picture", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] },
            { "图片", "picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
            { "空文件", "empty", [] },
            { "空文件", "empty", Utf8(" \r\n\r\n") },
        };
        return kinds;
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task It_is_said_what_it_is_and_what_to_send(string chinese, string english, byte[] file)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        foreach (var path in new[] { "/api/v1/roster-imports", "/api/v1/organisations/import" })
        {
            foreach (var (language, word) in new[] { ("zh-CN", chinese), ("en", english) })
            {
                var answer = (await site.Send(HttpMethod.Post, path, token, new ByteArrayContent(file), ("Accept-Language", language))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileOtherKind");
                Assert.Contains(word, (string?)answer.Json["detail"], StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("MZ\u0090\0\u0003\0\0\0")]
    [InlineData("\0\0\0\0")]
    public async Task What_nobody_knows_is_refused_with_what_to_do(string bytes)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        (await FilesAsShownTests.Send(site, Encoding.Latin1.GetBytes(bytes))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileUnreadable");
        (await FilesAsShownTests.Send(site, Ole("Something"))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileUnreadable");
        (await FilesAsShownTests.Send(site, Ole("Workbook"))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileUnreadable");
    }

    /// <summary>Both by another program than Excel: with a title, a tab before, a merged unit, a filtered row and numbered formulas.</summary>
    [Theory]
    [InlineData("roster.xls")]
    [InlineData("roster.xlsx")]
    public async Task A_real_workbook_old_or_new_is_read_as_it_shows(string name)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        var import = (await FilesAsShownTests.Send(site, Fixture(name), site.World.BannerOffice)).Is(HttpStatusCode.Created).Json;
        Assert.Equal(
            ["TitleRows 名册 1", "HiddenRows 名册 1", "MergedCells 名册 1", "TabNotRead 说明 1"],
            import["notices"]!.AsArray().Select(notice => $"{notice!["code"]} {notice["sheet"]} {notice["count"]}"));
        var rows = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", token)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(["3 供电公司 赵一 199****0301", "5 供电公司 赵三 199****0303"], rows.Select(row => $"{row!["line"]} {row["unitName"]} {row["name"]} {row["phone"]}"));
    }

    internal static byte[] Fixture(string name)
    {
        using var stream = typeof(FilesOfOtherKindsTests).Assembly.GetManifestResourceStream("Files/" + name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>As much of an old compound file as tells what it holds.</summary>
    private static byte[] Ole(string streamName)
    {
        var file = new byte[1024];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        var name = Encoding.Unicode.GetBytes(streamName + "\0");
        name.CopyTo(file, 512);
        (file[512 + 64], file[512 + 66]) = ((byte)name.Length, 2);
        return file;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
