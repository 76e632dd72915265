using System.Net;
using System.Text;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Organisations.Table;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Sheets;
using ChatGov.Tests.Rosters;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Desk;

/// <summary>The tree as a table, out and in.</summary>
public sealed class OrgTableTests
{
    [Theory, Databases]
    public async Task A_table_makes_renames_moves_and_refuses_row_by_row_and_a_dry_run_changes_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var office = await site.TokenOf(site.World.BannerOffice);
        var table =
            $"""
            上级,名称,类别,编号,结对社区
            测试旗/东街道/新城社区,第一网格,网格,,
            测试旗/东街道,新城社区,社区,,
            测试旗,新单位,单位,,测试旗/东街道/新城社区
            测试旗/西街道,贺兰新社区,社区,{site.World.Helan},
            测试旗/没有的街道,某社区,社区,,
            测试旗/东街道,=1+1,社区,,
            测试旗/东街道,某网格,网格,,
            测试旗/东街道,新城社区,社区,,
            ,测试旗,旗县,,
            测试旗/东街道,某社区,什么,,
            """;
        var dry = (await Send(site, office, table)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("False 3 0 1 1 5", Counts(dry));
        Assert.Equal(
            "Created Created Created Moved OrgPathUnknown CellUnclear CannotStandThere RowTwice Unchanged CellUnclear",
            string.Join(' ', dry["rows"]!.AsArray().Select(row => (string?)row!["code"] ?? (string)row["outcome"]!)));
        Assert.DoesNotContain("新城社区", (await site.Get("/api/v1/organisations", office)).Text, StringComparison.Ordinal);

        Assert.Equal("True 3 0 1 1 5", Counts((await Send(site, office, table, "?apply=true")).Is(HttpStatusCode.OK).Json));
        var past = (await site.Get($"/api/v1/organisations/{site.World.Helan}/past", office)).Items;
        Assert.Equal(2, past.Count);
        Assert.Equal("True 0 0 0 5 5", Counts((await Send(site, office, table, "?apply=true")).Is(HttpStatusCode.OK).Json));
        var unit = (await site.Get("/api/v1/organisations?name=新单位", office)).Json["items"]![0]!;
        Assert.NotNull(unit["partnerOrgId"]);
    }

    [Theory, Databases]
    public async Task What_is_given_out_is_taken_again_and_changes_nothing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, World.Demo);
        var office = await site.TokenOf(site.Database.Db.Read(tx => tx.Count("SELECT person_id FROM staff_role WHERE role = 'BannerOffice'")));
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var given = (await site.Send(HttpMethod.Get, "/api/v1/organisations/table.csv", office, null, ("Accept-Language", language))).Is(HttpStatusCode.OK);
            Assert.Equal("text/csv", given.MediaType);
            var report = (await Send(site, office, given.Text)).Is(HttpStatusCode.OK).Json;
            Assert.Equal((0, 0), ((int)report["refused"]!, (int)report["created"]! + (int)report["changed"]! + (int)report["moved"]!));
            Assert.Equal(site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM org")), (long)report["unchanged"]!);
        }
    }

    [Theory, Databases]
    public async Task Only_the_offices_take_tables_and_each_only_of_its_own_part(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        (await Send(site, await site.TokenOf(site.World.Secretary), "类别,名称,上级\n社区,甲,测试旗/东街道\n")).IsProblem(HttpStatusCode.NotFound);
        var streets = site.Database.Db.Read(tx => tx.All<long>("SELECT id FROM org WHERE kind = 'Street' ORDER BY id"));
        var clerk = await site.World.Person("街道甲");
        await site.Database.Db.Write(tx => Staff.Appoint(tx, clerk, Role.StreetOffice, streets[0], tx.Now, until: null).Value);
        var token = await site.TokenOf(clerk);
        var report = (await Send(site, token, $"编号,类别,名称,上级\n,社区,甲,测试旗/东街道\n,社区,乙,测试旗/西街道\n{site.World.Garden},社区,园林社区,测试旗/东街道\n", "?apply=true")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("Created OrgPathUnknown NotFound", string.Join(' ', report["rows"]!.AsArray().Select(row => (string?)row!["code"] ?? (string)row["outcome"]!)));
        Assert.DoesNotContain("园林", (await site.Get("/api/v1/organisations/table.csv", token)).Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_workbook_is_read_as_it_shows_and_what_was_passed_over_is_said(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var office = await site.TokenOf(site.World.BannerOffice);
        var communities = new SheetPart(
            "社区",
            Workbook.Row(1, "测试旗社区一览")
            + Workbook.Row(2, "上級", "名称（全称）", "类别", "序号")
            + Workbook.Row(3, "测试旗/东街道", "甲社区", "社区")
            + "<row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>乙社区</t></is></c><c r=\"C4\" t=\"inlineStr\"><is><t>社区</t></is></c><c r=\"D4\"><f>ROW()-2</f></c></row>"
            + Workbook.HiddenRow(5, "测试旗/东街道", "丙社区", "社区")
            + "<row r=\"6\"><c r=\"A6\" t=\"inlineStr\"><is><t>测试旗/东街道</t></is></c><c r=\"B6\"><f>D6</f></c><c r=\"C6\" t=\"inlineStr\"><is><t>社区</t></is></c></row>")
        { Merged = ["A1:D1", "A3:A4"] };
        var notes = new SheetPart("说明", Workbook.Row(1, "一行一个"));
        var report = (await Send(site, office, new Workbook().With(notes).With(communities).Bytes())).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["3 Created 甲社区 社区", "4 Created 乙社区 社区", "6 CellUnclear  社区"], report["rows"]!.AsArray().Select(row => $"{row!["line"]} {row["code"] ?? row["outcome"]} {row["name"]} {row["sheet"]}"));
        Assert.Equal(["TitleRows 社区", "HiddenRows 社区", "TabNotRead 说明"], report["notices"]!.AsArray().Select(notice => $"{notice!["code"]} {notice["sheet"]}"));

        var units = new SheetPart("单位", Workbook.Row(1, "名称", "类别", "上级") + Workbook.Row(2, "新单位", "单位", "测试旗"));
        var both = new Workbook().With(units).With(communities).Bytes();
        (await Send(site, office, both)).IsProblem(HttpStatusCode.UnprocessableEntity, "SheetSeveral");
        Assert.Equal("新单位", (string?)(await Send(site, office, both, "?sheet=单位")).Is(HttpStatusCode.OK).Json["rows"]![0]!["name"]);
        Assert.Equal("True 3 0 0 0 1", Counts((await Send(site, office, both, "?sheet=*&apply=true")).Is(HttpStatusCode.OK).Json));
    }

    [Theory]
    [InlineData("", "FileOtherKind")]
    [InlineData("类别,名称,上级\n", "FileEmpty")]
    [InlineData("类别,上级\n社区,甲\n", "ColumnMissing")]
    [InlineData("名称,上级\n甲,乙\n", "ColumnMissing")]
    [InlineData("PK\u0003\u0004nonsense", "FileUnreadable")]
    public async Task What_is_no_table_is_refused_with_what_to_do(string file, string code)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        (await Send(site, await site.TokenOf(site.World.BannerOffice), file)).IsProblem((HttpStatusCode)422, code);
    }

    [Theory, Databases]
    public async Task Any_tree_goes_through_a_table_into_another_banner_and_is_the_same(Provider provider)
    {
        await using var from = TestDatabase.Create(provider);
        await using var to = TestDatabase.Create(provider);
        var (source, target) = (await Banner(from.Db), await Banner(to.Db));
        var names = Gen.Elements("甲", "乙", "=丙", "'丁", "戊,\"己\"", "+庚", "-1");
        var step = Gen.Elements(OrgKind.Street, OrgKind.Community, OrgKind.Grid, OrgKind.Unit).Zip(names).Zip(Gen.Choose(0, 8));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(provider == Provider.Sqlite ? 60 : 20), Prop.ForAll(step.ListOf(12).ToArbitrary(), steps =>
        {
            Grow(from.Db, source, steps).GetAwaiter().GetResult();
            var table = Written(from.Db, source);
            var report = Take(to.Db, target, table);
            Assert.All(report.Rows, row => Assert.True(row.Code is null, $"{row.Line} {row.Name} {row.Code}"));
            Assert.Equal(table, Written(to.Db, target));
            Assert.All(Take(to.Db, target, Written(to.Db, target)).Rows, row => Assert.Equal(OrgRowOutcome.Unchanged, row.Outcome));
        }));
    }

    private static async Task<Actor> Banner(Db db) => await db.Write(tx =>
    {
        var world = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "测试旗" }).Value;
        var person = Joining.Agree(tx, new ChatOwner("fake", "office", "office"), Texts.Language.Chinese);
        Staff.Appoint(tx, person, Role.BannerOffice, world, tx.Now, until: null);
        return new Actor(person, Grant: new Grant(1, Role.BannerOffice, world));
    });

    /// <summary>Makes what may be made; what may not is left out.</summary>
    private static Task Grow(Db db, Actor office, IEnumerable<((OrgKind Kind, string Name) What, int Where)> steps) => db.Write(tx =>
    {
        foreach (var ((kind, name), where) in steps)
        {
            var ids = tx.All<long>("SELECT id FROM org ORDER BY id");
            OrgTree.Create(tx.As(office), new NewOrg { Kind = kind, Name = name, ParentId = ids[where % ids.Count], UnitLevel = kind == OrgKind.Unit ? UnitLevel.Local : null });
        }
    });

    /// <summary>Without the numbers, which differ from database to database, and in an order that does not.</summary>
    private static List<string> Written(Db db, Actor office)
    {
        var rows = db.Read(tx => OrgTable.Write(tx.As(office), Texts.Language.Chinese)).ConvertAll(row => string.Join('\t', row.Skip(1)));
        return [rows[0], .. rows.Skip(1).OrderDescending(StringComparer.Ordinal)];
    }

    private static OrgTableReport Take(Db db, Actor office, List<string> table)
    {
        var rows = table.Select((row, i) => new SheetRow(i + 1, row.Split('\t'))).ToList();
        var columns = OrgTableFile.Shape.Columns(rows[0]);
        var file = new TableFile<OrgColumn>([.. rows.Skip(1).Select(row => new TableRow<OrgColumn>(row, columns, ""))], []);
        return db.Write(tx => OrgTableReading.Read(tx.As(office), file, apply: true, Texts.Language.Chinese).Value).GetAwaiter().GetResult();
    }

    [Theory, Databases]
    public async Task A_cell_with_a_number_of_a_person_is_refused_and_not_said_again(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var office = await site.TokenOf(site.World.BannerOffice);
        var report = (await Send(site, office, "上级,名称,类别\n测试旗/东街道,张三 152921198001011234,网格\n测试旗/东街道,张三１３９００００１２３４,网格\n测试旗/152921-19800101-1234,某社区,社区\n测试旗/东街道,10086 营业厅社区,社区\n", "?apply=true"))
            .Is(HttpStatusCode.OK);
        Assert.Equal("NumberInCell NumberInCell NumberInCell Created", string.Join(' ', report.Json["rows"]!.AsArray().Select(row => (string?)row!["code"] ?? (string)row["outcome"]!)));
        Assert.Contains("“名称”这一格里有证件号", (string?)report.Json["rows"]![0]!["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("1234", report.Text, StringComparison.Ordinal);
    }

    private static Task<DeskSite.Answer> Send(DeskSite site, string token, string file, string query = "") => Send(site, token, Encoding.UTF8.GetBytes(file), query);

    private static Task<DeskSite.Answer> Send(DeskSite site, string token, byte[] file, string query = "") => site.Send(
        HttpMethod.Post, "/api/v1/organisations/import" + query, token, new ByteArrayContent(file));

    private static string Counts(System.Text.Json.Nodes.JsonNode report) =>
        $"{(bool)report["applied"]!} {report["created"]} {report["changed"]} {report["moved"]} {report["unchanged"]} {report["refused"]}";
}
