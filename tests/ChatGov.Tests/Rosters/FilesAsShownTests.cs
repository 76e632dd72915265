using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Organisations;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>Rosters as offices really send them, over HTTP: read as a spreadsheet shows them, and said what was done.</summary>
public sealed class FilesAsShownTests
{
    private static readonly string[] Header = ["单位", "姓名", "手机"];

    [Theory]
    [InlineData("单位,姓名,手机号码(11位)")]
    [InlineData("单位,姓名（必填）,手机")]
    [InlineData("单位,姓名,联系电话（手机）")]
    [InlineData("单 位,\"姓\n名\",\"联系\n电话\"")]
    [InlineData("工作单位及职务,姓名,移动电话")]
    [InlineData("党支部,姓名*,手机号")]
    [InlineData("單位,姓名,手機")]
    [InlineData("所屬單位,黨員姓名,聯繫電話")]
    [InlineData("单位名称,名字,手机／电话")]
    [InlineData("ＵＮＩＴ,Ｎａｍｅ,Ｐｈｏｎｅ")]
    [InlineData("Unit,Full name,Mobile number (11 digits)")]
    [InlineData("单位,姓名【与身份证一致】,本人手机号")]
    [InlineData("单位,名称,手机")]
    public async Task A_heading_is_known_by_what_it_means(string header)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var import = await Import(site, Csv($"{header}\n供电公司,赵一,19900010301\n"));
        Assert.Equal("1 0", $"{import["added"]} {import["refused"]}");
    }

    [Fact]
    public async Task The_mobile_number_of_the_member_is_taken_whatever_other_numbers_stand_beside_it()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var import = await Import(site, Csv("紧急联系人姓名,联系电话（座机）,联系人电话,电话（手机）,姓名\n别人,0483-8221234,19900000009,19900010301,赵一\n"));
        var row = (await Rows(site, import))[0];
        Assert.Equal("Added 赵一 199****0301", $"{row["outcome"]} {row["name"]} {row["phone"]}");
    }

    [Theory]
    [InlineData("身份證號碼")]
    [InlineData("身 份 证")]
    [InlineData("公民身份号码（18位）")]
    [InlineData("证件号")]
    [InlineData("号码（身份证）")]
    [InlineData("ID card number")]
    [InlineData("銀行帳號")]
    public async Task What_is_never_taken_is_known_by_its_meaning_too_and_under_titles(string column)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var file = new Workbook().With(new SheetPart("名册", Workbook.Row(1, "党员名册") + Workbook.Row(3, "姓名", "手机", column) + Workbook.Row(4, "赵一", "19900010301"))).Bytes();
        var answer = (await Send(site, file)).IsProblem(HttpStatusCode.UnprocessableEntity, "ColumnForbidden");
        Assert.Contains(column, (string?)answer.Json["detail"], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_header_is_found_under_titles_and_what_was_passed_over_is_said(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var file = new Workbook().With(new SheetPart(
            "名册",
            Workbook.Row(1, "供电公司在职党员花名册")
            + Workbook.Row(2, "说明：手机请填 11 位，姓名不要空格")
            + Workbook.Row(4, Header)
            + Workbook.Row(5, "供电公司", "赵一", "19900010301")
            + Workbook.HiddenRow(6, "供电公司", "赵二", "19900010302")
            + Workbook.Row(7, Header)
            + Workbook.Row(8, "供电公司", "赵三", "19900010303")
            + "<row r=\"9\"><c r=\"A9\" t=\"str\"><f>IF(B9=\"\",\"\",1)</f><v></v></c></row>"
            + Workbook.Row(10, "", "合计：3 人"))
        { Merged = ["A1:C1", "A2:C2"] }).Bytes();
        var import = await Import(site, file);
        Assert.Equal("2 0", $"{import["added"]} {import["refused"]}");
        Assert.Equal(
            ["TitleRows 2", "HiddenRows 1", "HeaderAgain 1", "RowsWithoutPerson 1"],
            import["notices"]!.AsArray().Select(notice => $"{notice!["code"]} {notice["count"]}"));
        Assert.Contains("隐藏", (string?)import["notices"]![1]!["detail"], StringComparison.Ordinal);
        var token = await site.TokenOf(site.World.Liaison);
        var english = (await site.Send(HttpMethod.Get, $"/api/v1/roster-imports/{import["id"]}", token, null, ("Accept-Language", "en"))).Is(HttpStatusCode.OK).Json;
        Assert.Contains("hidden", (string?)english["notices"]![1]!["detail"], StringComparison.Ordinal);
        Assert.Equal([5L, 8], (await Rows(site, import)).Select(row => (long)row["line"]!));

        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", token)).Is(HttpStatusCode.OK);
        var applied = await RosterImportTests.WhenOver(site, token, (long)import["id"]!);
        Assert.Equal("Applied 2 0", $"{applied["state"]} {applied["done"]} {applied["notices"]!.AsArray().Count}");
    }

    [Fact]
    public async Task A_header_of_two_rows_counts_as_one()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var file = new Workbook().With(new SheetPart(
            "名册",
            Workbook.Row(1, "姓名", "联系方式") + Workbook.Row(2, "", "座机", "手机") + Workbook.Row(3, "赵一", "0483-8221234", "19900010301"))
        { Merged = ["A1:A2", "B1:C1"] }).Bytes();
        var row = Assert.Single(await Rows(site, await Import(site, file)));
        Assert.Equal("Added 赵一 199****0301", $"{row["outcome"]} {row["name"]} {row["phone"]}");
    }

    [Theory, Databases]
    public async Task A_merged_unit_counts_for_each_of_its_rows(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await AddUnit(site, "供水公司");
        var file = new Workbook().With(new SheetPart(
            "名册",
            Workbook.Row(1, Header)
            + Workbook.Row(2, "供电公司", "赵一", "19900010301") + Workbook.Row(3, "", "赵二", "19900010302")
            + Workbook.Row(4, "供水公司", "赵三", "19900010303") + Workbook.Row(5, "", "赵四", "19900010304") + Workbook.Row(6, "", "赵五", "19900010305"))
        { Merged = ["A2:A3", "A4:A5"] }).Bytes();
        var import = await Import(site, file, site.World.BannerOffice);
        Assert.Equal("MergedCells 2", $"{import["notices"]![0]!["code"]} {import["notices"]![0]!["count"]}");
        Assert.Equal(
            ["供电公司 ", "供电公司 ", "供水公司 ", "供水公司 ", " UnitMissing"],
            (await Rows(site, import, site.World.BannerOffice)).Select(row => $"{row["unitName"]} {row["reason"]}"));
    }

    [Fact]
    public async Task Formulas_show_what_they_say_and_errors_count_only_in_columns_that_are_read()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        static string Cells(int row, string serial, string name, string phone) =>
            $"<row r=\"{row}\"><c r=\"A{row}\"{serial}</c><c r=\"B{row}\"{name}</c><c r=\"C{row}\"{phone}</c></row>";
        var file = Workbook.Of(
            Workbook.Row(1, "序号", "姓名", "手机")
            + Cells(2, "><f>ROW()-1</f><v>1</v>", " t=\"str\"><f>D2</f><v>赵一</v>", "><v>19900010301</v>")
            + Cells(3, "><f>ROW()-1</f>", " t=\"str\"><f>D3</f><v>赵二</v>", " t=\"e\"><f>VLOOKUP(D3,E:F,2)</f><v>#N/A</v>")
            + Cells(4, " t=\"e\"><v>#REF!</v>", " t=\"str\"><f>D4</f><v>赵三</v>", "><f>E4</f>"));
        Assert.Equal(
            ["Added ", "Refused ErrorInCell", "Refused FormulaInCell"],
            (await Rows(site, await Import(site, file))).Select(row => $"{row["outcome"]} {row["reason"]}"));
    }

    [Fact]
    public async Task Phones_are_read_in_every_writing_and_a_wrong_one_says_what_is_wrong()
    {
        (string Cell, string Shown)[] phones =
        [
            ("1.9900010011E+10", "199****0011"), ("19900010012.0", "199****0012"), ("+86 199-0001-0013", "199****0013"), ("008619900010014", "199****0014"),
            ("１９９０００１００１５", "199****0015"), ("'19900010016", "199****0016"), ("\"=\"\"19900010017\"\"\"", "199****0017"), ("19900010018\t", "199****0018"),
            ("199 0001 0019", "199****0019"), ("（＋８６）１９９０００１００２０", "199****0020"), ("\u202A19900010021\u202C", "199****0021"), ("19900010022（微信同号）", "199****0022"),
            ("0483-8221234/19900010023", "199****0023 LandlineLeft"), ("无", ""), ("*******0025", " PhoneCovered"),
            ("1.99E+10", " PhoneShortened"), ("19900010027/13900010027", " PhoneTwo"), ("19900010028 13900010028", " PhoneTwo"), ("\"19900010029\n13900010029\"", " PhoneTwo"),
            ("0483-8221234", " PhoneLandline"), ("8221234", " PhoneLandline"), ("1990001003", " PhoneWrong"), ("19900010033老王", " PhoneWrong"),
        ];
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var import = await Import(site, Csv("姓名,手机\n" + string.Concat(phones.Select((each, i) => $"成员{i},{each.Cell}\n"))));
        var rows = await Rows(site, import);
        Assert.Equal(
            phones.Select(each => each.Shown.Contains(' ', StringComparison.Ordinal) || each.Shown.Length == 0 ? each.Shown : each.Shown + " "),
            rows.Select(row => (string?)row["outcome"] == "Refused" ? $" {row["reason"]}" : row["phone"] is null && row["notice"] is null ? "" : $"{((string?)row["phone"])?.TrimStart('*')} {row["notice"]}").Select(Trimmed));
        Assert.All(rows.Where(row => row["reason"] is not null), row => Assert.False(string.IsNullOrEmpty((string?)row["detail"])));

        static string Trimmed(string said) => said.EndsWith("PhoneCovered", StringComparison.Ordinal) ? " PhoneCovered" : said;
    }

    [Theory, Databases]
    public async Task The_tab_with_the_columns_is_taken_in_the_order_of_the_tabs_and_others_are_named(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var notes = new SheetPart("填表说明", Workbook.Row(1, "一人一行")) { Part = "worksheets/sheet1.xml" };
        var roster = new SheetPart("名册", Workbook.Row(1, Header) + Workbook.Row(2, "供电公司", "赵一", "19900010301")) { Part = "worksheets/sheet2.xml" };
        var old = new SheetPart("旧的", Workbook.Row(1, Header) + Workbook.Row(2, "供电公司", "走了的", "19900010309")) { State = "hidden", Part = "worksheets/sheet3.xml" };
        foreach (var book in new[] { new Workbook().With(roster).With(notes).With(old), new Workbook().With(old).With(notes).With(roster) })
        {
            var import = await Import(site, book.Bytes());
            Assert.Equal("赵一", (string?)Assert.Single(await Rows(site, import))["name"]);
            Assert.Equal(["TabHidden 旧的", "TabNotRead 填表说明"], import["notices"]!.AsArray().Select(notice => $"{notice!["code"]} {notice["sheet"]}").Order(StringComparer.Ordinal));
        }

        var hidden = (await Send(site, new Workbook().With(notes).With(old).Bytes())).IsProblem(HttpStatusCode.UnprocessableEntity, "SheetHidden");
        Assert.Contains("旧的", (string?)hidden.Json["detail"], StringComparison.Ordinal);
        Assert.Equal("走了的", (string?)(await Rows(site, await Import(site, new Workbook().With(notes).With(old).Bytes(), query: "?sheet=旧的")))[0]["name"]);
    }

    [Theory, Databases]
    public async Task Where_several_tabs_fit_it_is_asked_which_and_nothing_is_left_out_in_silence(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await AddUnit(site, "供水公司");
        var file = new Workbook()
            .With(new SheetPart("供电公司", Workbook.Row(1, "姓名", "手机") + Workbook.Row(2, "赵一", "19900010301")))
            .With(new SheetPart("供水公司", Workbook.Row(1, "花名册") + Workbook.Row(2, "手机", "姓名") + Workbook.Row(3, "19900010302", "赵二") + Workbook.Row(4, "19900010301", "赵三")))
            .With(new SheetPart("空的", Workbook.Row(1, "姓名", "手机"))).Bytes();
        var asked = (await Send(site, file, site.World.BannerOffice)).IsProblem(HttpStatusCode.UnprocessableEntity, "SheetSeveral");
        Assert.Contains("“供电公司”“供水公司”", (string?)asked.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import")));
        var unknown = (await Send(site, file, site.World.BannerOffice, "?sheet=供气公司")).IsProblem(HttpStatusCode.UnprocessableEntity, "SheetUnknown");
        Assert.Contains("“供水公司”", (string?)unknown.Json["detail"], StringComparison.Ordinal);

        var one = await Import(site, file, site.World.BannerOffice, "?sheet=供水公司");
        Assert.Equal(["供水公司 赵二 ", "供水公司 赵三 "], (await Rows(site, one, site.World.BannerOffice)).Select(row => $"{row["unitName"]} {row["name"]} {row["sheet"]}"));
        Assert.Contains(one["notices"]!.AsArray(), notice => $"{notice!["code"]} {notice["sheet"]} {notice["count"]}" == "UnitOfTab 供水公司 2");

        foreach (var query in new[] { "?sheet=*", "?sheet=供电公司&sheet=供水公司" })
        {
            var all = await Import(site, file, site.World.BannerOffice, query);
            var rows = await Rows(site, all, site.World.BannerOffice);
            Assert.Equal(
                ["供电公司 2 赵一 ", "供水公司 3 赵二 ", "供水公司 4 赵三 PhoneInOtherUnit"],
                rows.Select(row => $"{row["sheet"]} {row["line"]} {row["name"]} {row["notice"]}"));
        }

        // The liaison's own unit: the two tabs are one roster, and a number in both is said with its tab.
        var own = await Rows(site, await Import(site, file, query: "?sheet=*"));
        Assert.Equal("PhoneTwiceInFile 2 供电公司", $"{own[2]["reason"]} {own[2]["otherLine"]} {own[2]["otherSheet"]}");
        Assert.Contains("供电公司", (string?)own[2]["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_of_odd_names_strict_workbooks_and_false_dimensions_are_read_as_well()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var rows = Workbook.Row(1, Header) + Workbook.Row(2, "供电公司", "赵一", "19900010301");
        var shared = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>19900010301</v></c></row>";
        foreach (var file in new[]
        {
            new Workbook { IsStrict = true }.With(new SheetPart("名册", rows)).Bytes(),
            new Workbook { IsStrict = true, Texts = ["姓名", "手机", "赵一"] }.With(new SheetPart("名册", shared)).Bytes(),
            new Workbook { SharedPart = "xl/SharedStrings.xml", Texts = ["姓名", "手机", "赵一"] }.With(new SheetPart("名册", shared)).Bytes(),
            new Workbook { Parts = { ["xl/worksheets/sheet1.xml"] = Workbook.Xml($"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:A1\"/><sheetData>{rows}</sheetData></worksheet>") } }.With(new SheetPart("名册", "")).Bytes(),
        })
        {
            var row = Assert.Single(await Rows(site, await Import(site, file)));
            Assert.Equal("Added 赵一 199****0301", $"{row["outcome"]} {row["name"]} {row["phone"]}");
        }
    }

    [Theory]
    [InlineData("UTF-16", "单位\t姓名\t手机\n供电公司\t赵一\t19900010301\n")]
    [InlineData("GB18030", "单位\t姓名\t手机\n供电公司\t王𬭎\t19900010301\n")]
    [InlineData("UTF-8", "sep=;\n单位;姓名;手机\n供电公司;赵一;19900010301\n")]
    [InlineData("UTF-8", "党员名册\n\n单位;姓名;手机\n供电公司;赵一;19900010301\n")]
    [InlineData("GB18030", "党员名册,,\n单位,姓名,手机\n供电公司,赵一,19900010301\n")]
    public async Task Tables_of_text_stay_right(string encoding, string text)
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var codes = encoding == "UTF-16" ? Encoding.Unicode : encoding == "GB18030" ? CodePagesEncodingProvider.Instance.GetEncoding(54936)! : Encoding.UTF8;
        var import = await Import(site, [.. codes.Preamble, .. codes.GetBytes(text)]);
        Assert.Equal("1 0", $"{import["added"]} {import["refused"]}");
    }

    [Fact]
    public async Task Who_filled_in_the_table_is_no_member_and_neither_is_what_no_name_can_be()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var import = await Import(site, Csv("姓名,手机\n张伟（大）,19900010301\n张伟1234,19900010302\n李四、王五,19900010303\n组长：赵六,19900010304\n13900,19900010305\n填表人：李四,\n制表人,\n"));
        Assert.Equal(
            ["Added ", "Added ", "Refused NameUnclear", "Refused NameUnclear", "Refused NameUnclear"],
            (await Rows(site, import)).Select(row => $"{row["outcome"]} {row["reason"]}"));
        Assert.Contains(import["notices"]!.AsArray(), notice => $"{notice!["code"]} {notice["count"]}" == "RowsWithoutPerson 2");
    }

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    private static Task AddUnit(DeskSite site, string name) => site.Database.Db.Write(tx =>
        OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = site.World.Banner, Name = name }).Value);

    internal static async Task<DeskSite.Answer> Send(DeskSite site, byte[] file, long? person = null, string query = "") =>
        await site.Send(HttpMethod.Post, "/api/v1/roster-imports" + query, await site.TokenOf(person ?? site.World.Liaison), new ByteArrayContent(file));

    private static async Task<JsonNode> Import(DeskSite site, byte[] file, long? person = null, string query = "") =>
        (await Send(site, file, person, query)).Is(HttpStatusCode.Created).Json;

    private static async Task<List<JsonNode>> Rows(DeskSite site, JsonNode import, long? person = null) =>
        [.. (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", await site.TokenOf(person ?? site.World.Liaison))).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Select(row => row!)];
}
