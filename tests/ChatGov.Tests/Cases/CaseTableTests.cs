using System.Net;
using System.Text;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Sheets;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Rosters;
using ChatGov.Tests.Support;
using ChatGov.Values;

namespace ChatGov.Tests.Cases;

/// <summary>A ledger that was kept before comes in as it is: tried first, then taken, once.</summary>
public sealed class CaseTableTests
{
    private const string Ledger =
        """
        编号,来源,类别,内容,地点,登记日期,办结日期,状态
        2024-1,居民反映,坏了要修,楼道灯不亮,3号楼2单元501,2024-03-05,2024年3月9日,已销号
        2024-2,检视问题,,东门外垃圾没人清,东门,2024/4/1,,在办
        2024-3,走访,其他,邻居王建国家想说说门前的事,,2024.5.6,,未办结
        ,踏查,环境卫生,西门积水,,,2024-06-01,
        """;

    [Theory, Databases]
    public async Task A_ledger_is_tried_and_taken_and_taken_again_changes_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var sent = Count(site, "SELECT COUNT(*) FROM outbox");
        Assert.Equal("False 2 2 0 0", Counts(await Send(site, secretary, Ledger)));
        Assert.Equal(0, Count(site, "SELECT COUNT(*) FROM ledger_case"));

        Assert.Equal("True 2 2 0 0", Counts(await Send(site, secretary, Ledger, "?apply=true")));
        Assert.Equal(4, Count(site, "SELECT COUNT(*) FROM ledger_case"));
        Assert.Equal("True 0 1 3 0", Counts(await Send(site, secretary, Ledger, "?apply=true")));
        Assert.Equal(sent, Count(site, "SELECT COUNT(*) FROM outbox"));
        PlainColumns.DoNotHold(site.Database.Db, provider, "楼道灯不亮");
        Assert.DoesNotContain("楼道灯不亮", site.Log.All, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_is_over_is_closed_as_before_and_what_is_open_has_a_clock_that_begins_now(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        await Send(site, secretary, Ledger, "?apply=true");
        var now = site.Database.Clock.GetUtcNow();

        var over = await Find(site, secretary, "2024-1");
        Assert.Equal((CaseState.Closed, CaseClosing.Before, CaseKind.Repair, CaseSource.Resident), (over.State, over.Closing, over.Kind, over.Source));
        Assert.Equal((Morning(2024, 3, 5), Morning(2024, 3, 5), Morning(2024, 3, 9)), (over.CreatedAt, over.AcceptedAt, over.EndedAt));
        Assert.Null(over.WorkDueAt);
        Assert.Equal(1, Count(site, $"SELECT COUNT(*) FROM case_step WHERE case_id = {over.Id} AND state = 'Closed' AND at = {Morning(2024, 3, 9).ToUnixTimeMilliseconds()}"));
        Assert.Equal(0, Count(site, $"SELECT COUNT(*) FROM timer WHERE entity_id = {over.Id} AND kind LIKE 'case.%'"));

        var open = await Find(site, secretary, "2024-2");
        Assert.Equal((CaseState.Accepted, (CaseClosing?)null, CaseKind.Environment, CaseSource.SelfReview), (open.State, open.Closing, open.Kind, open.Source));
        Assert.Equal((Morning(2024, 4, 1), now), (open.CreatedAt, open.AcceptedAt));
        Assert.Equal(CaseClock.After(now, CaseClock.Workdays(CaseKind.Environment)), open.WorkDueAt);
        Assert.Equal(Light.Green, open.Light);

        var other = await Find(site, secretary, "2024-3");
        Assert.Equal((CaseKind.Complex, CaseSource.VisitNote), (other.Kind, other.Source));
        var words = (await site.Post($"/api/v1/cases/{other.Id}/read-words", secretary)).Is(HttpStatusCode.OK).Text;
        Assert.DoesNotContain("王建国", words, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_was_over_is_not_opened_by_a_call_and_the_books_of_any_day_hold_all(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        await Send(site, secretary, Ledger, "?apply=true");
        var over = await Find(site, secretary, "2024-1");
        foreach (var outcome in Enum.GetNames<CaseCallOutcome>())
        {
            var answer = await site.Post($"/api/v1/cases/{over.Id}/record-call", secretary, new { outcome });
            Assert.InRange((int)answer.Status, 400, 499);
        }

        Assert.Equal(CaseState.Closed, (await Find(site, secretary, "2024-1")).State);
        foreach (var (at, found, closed) in new[] { ("", 4, 2), ("&at=2024-03-06T00:00:00Z", 1, 0), ("&at=2024-04-02T00:00:00Z", 2, 1), ("&at=2024-05-07T00:00:00Z", 3, 1), ("&at=2024-06-02T00:00:00Z", 4, 2) })
        {
            var sum = (await site.Get($"/api/v1/cases/books?under={site.World.Helan}{at}", secretary)).Is(HttpStatusCode.OK).Json["sum"]!;
            Assert.Equal((at, found, closed, found - closed), (at, (int)sum["found"]!, (int)sum["closed"]!, (int)sum["open"]!));
            Assert.Equal(closed, (int)sum["closedBefore"]!);

            // What was struck off before is in no rate, also of a day on which it was still open there.
            Assert.Equal(at switch { "&at=2024-03-06T00:00:00Z" => 0, "&at=2024-04-02T00:00:00Z" => 1, _ => 2 }, (int)sum["accepted"]!);
        }
    }

    [Theory, Databases]
    public async Task Each_bad_row_is_said_and_nothing_of_it_is_kept(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var table =
            $"""
            序号,社区,来源,内容,地点,发现日期,办结日期,状态
            1,,,张三的电话 19900001234 打不通,,,,
            2,,,路灯不亮,张三 152921198001011234,,,
            19900001234,,,路灯不亮,,,,
            3,没有的社区,,路灯不亮,,,,
            4,,别处来的,路灯不亮,,,,
            5,,,路灯不亮,,2024-02-30,,
            6,,,路灯不亮,,2099-01-01,,
            7,,,路灯不亮,,2024-03-05,2024-03-04,
            8,,,路灯不亮,,2024-03-05,2024-03-06,在办
            9,,,路灯不亮,,,,办到一半
            10,,,,,,,
            11,,,村主任收了钱才给盖章,,,,
            12,,,路灯不亮,{new string('楼', CaseTalk.LongestSpot + 1)},,,
            13,,,路灯不亮,,,,
            13,,,下水堵了,,,,
            14,贺兰社区,,{new string('长', CaseTalk.LongestWords + 1)},,,,
            """;
        var answer = (await Send(site, secretary, table, "?apply=true")).Is(HttpStatusCode.OK);
        Assert.Equal(
            "PersonalDataInText PersonalDataInText PersonalDataInText CasePlaceUnknown CaseCellUnclear CaseCellUnclear CaseCellUnclear CaseCellUnclear CaseCellUnclear CaseCellUnclear CaseCellUnclear CaseBelongsElsewhere CellTooLong Opened OldNumberTaken CellTooLong",
            Outcomes(answer));
        Assert.Contains("“发现日期”这一格看不懂", (string?)answer.Json["rows"]![5]!["detail"], StringComparison.Ordinal);
        Assert.Contains("12388", (string?)answer.Json["rows"]![11]!["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("1234", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, Count(site, "SELECT COUNT(*) FROM ledger_case"));
    }

    [Theory, Databases]
    public async Task Each_takes_in_only_for_where_they_keep_the_ledger(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        (await Send(site, await site.TokenOf(site.World.Liaison), Ledger)).IsProblem(HttpStatusCode.NotFound);
        var grid = await site.World.Person("网格员");
        await site.Database.Db.Write(tx => Staff.Appoint(tx, grid, Role.GridWorker, site.World.Helan, tx.Now, until: null));
        (await Send(site, await site.TokenOf(grid), Ledger)).IsProblem(HttpStatusCode.NotFound);

        const string Places = "社区,内容\n贺兰社区,甲\n园林社区,乙\n西街道/园林社区,丙\n测试旗/东街道,丁\n东街道,戊\n测试旗,己\n,庚\n";
        Assert.Equal("Opened CasePlaceUnknown CasePlaceUnknown CasePlaceUnknown CasePlaceUnknown CasePlaceUnknown Opened", Outcomes(await Send(site, await site.TokenOf(site.World.Secretary), Places, "?apply=true")));
        Assert.Equal("NotAllowed NotAllowed NotAllowed Opened Opened Opened CaseCellUnclear", Outcomes(await Send(site, await site.TokenOf(site.World.BannerOffice), Places, "?apply=true")));
        Assert.Equal(3, Count(site, "SELECT COUNT(*) FROM ledger_case WHERE above_org_id = org_id"));
        Assert.Equal(2, Count(site, $"SELECT COUNT(*) FROM ledger_case WHERE org_id = {site.World.Helan} AND above_org_id IS NULL"));
    }

    [Theory, Databases]
    public async Task A_file_is_read_as_it_comes_and_what_was_passed_over_is_said(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Encoding.GetEncoding("GB18030").GetBytes("序号,反映人,联系电话,问题描述,办理情况\r\n1,张三,19900001234,楼道灯不亮,在办\r\n");
        var report = (await Send(site, secretary, csv)).Is(HttpStatusCode.OK);
        Assert.Equal("Opened", Outcomes(report));
        Assert.Equal(["ColumnsNotRead  2"], Notices(report));

        var rows = Workbook.Row(1, "急难愁盼台账") + Workbook.Row(2, "编号", "来源", "问题（必填）", "姓名", "登记日期", "是否办结")
            + Workbook.Row(3, "1", "踏查", "东门积水", "张三", "2024-03-05 00:00", "是")
            + Workbook.Row(4, "2", "", "西门积水", "", "2024年3月6日", "否")
            + Workbook.HiddenRow(5, "3", "", "南门积水", "", "", "否");
        var book = new Workbook().With(new SheetPart("2024", rows) { Merged = ["A1:F1", "B3:B4"] }).Bytes();
        report = (await Send(site, secretary, book, "?apply=true")).Is(HttpStatusCode.OK);
        Assert.Equal("Closed Opened", Outcomes(report));
        Assert.Equal(["TitleRows 2024 1", "HiddenRows 2024 1", "ColumnsNotRead 2024 1"], Notices(report));
        Assert.Equal((CaseSource.Inspection, Morning(2024, 3, 6)), (await Find(site, secretary, "2")) is var second ? (second.Source, second.CreatedAt) : default);

        (await Send(site, secretary, "编号,登记日期\n1,2024-03-05\n")).IsProblem(HttpStatusCode.UnprocessableEntity, "ColumnMissing");
        (await Send(site, secretary, "内容\n" + string.Concat(Enumerable.Repeat("灯不亮\n", 2001)))).IsProblem(HttpStatusCode.RequestEntityTooLarge, nameof(SheetRefusal.FileTooBig));
    }

    [Theory]
    [InlineData("2020-03-05", true)]
    [InlineData("2020/3/5", true)]
    [InlineData("2020年3月5日", true)]
    [InlineData("2020.3.5", true)]
    [InlineData("20200305", true)]
    [InlineData("２０２０．３．５", true)]
    [InlineData("2020-03-05 00:00", true)]
    [InlineData("2020/3/5 14:30:00", true)]
    [InlineData("2020-03-05T08:00:00", true)]
    [InlineData("3月5日", false)]
    [InlineData("2020年3月", false)]
    [InlineData("2020-13-05", false)]
    [InlineData("2020-03-05至2020-03-09", false)]
    [InlineData("约2020-03-05", false)]
    [InlineData("43895", false)]
    public void A_day_is_read_as_tables_show_it(string cell, bool isDay) => Assert.Equal(isDay ? new DateOnly(2020, 3, 5) : null, WrittenDay.Read(cell));

    private static DateTimeOffset Morning(int year, int month, int day) => Shanghai.At(new DateOnly(year, month, day), QuietHours.End);

    private static async Task<Case> Find(DeskSite site, string token, string oldNumber)
    {
        var id = (long)Assert.Single((await site.Get($"/api/v1/cases?oldNumber={oldNumber}", token)).Items)!["id"]!;
        return site.Database.Db.Read(tx => CaseLists.Find(tx.As(Actor.Person(site.World.Secretary)), id).Value);
    }

    private static long Count(DeskSite site, string sql) => site.Database.Db.Read(tx => tx.Count(sql));

    private static string Outcomes(DeskSite.Answer answer) =>
        string.Join(' ', answer.Is(HttpStatusCode.OK).Json["rows"]!.AsArray().Select(row => (string?)row!["code"] ?? (string)row["outcome"]!));

    private static IEnumerable<string> Notices(DeskSite.Answer answer) =>
        answer.Json["notices"]!.AsArray().Select(notice => $"{notice!["code"]} {notice["sheet"]} {notice["count"]}");

    private static string Counts(DeskSite.Answer answer)
    {
        var report = answer.Is(HttpStatusCode.OK).Json;
        return $"{(bool)report["applied"]!} {report["opened"]} {report["closed"]} {report["unchanged"]} {report["refused"]}";
    }

    private static Task<DeskSite.Answer> Send(DeskSite site, string token, string file, string query = "") => Send(site, token, Encoding.UTF8.GetBytes(file), query);

    private static Task<DeskSite.Answer> Send(DeskSite site, string token, byte[] file, string query = "") => site.Send(
        HttpMethod.Post, "/api/v1/cases/import" + query, token, new ByteArrayContent(file));
}
