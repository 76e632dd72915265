using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>A roster as a file, over HTTP: looked at first, then applied.</summary>
public sealed class RosterImportTests
{
    [Theory, Databases]
    public async Task A_file_is_shown_row_by_row_before_anything_changes_and_then_applied(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx =>
        {
            Roster.Add(tx, site.World.Unit, "旧名", "19900000001");
            Roster.Add(tx, site.World.Unit, "不变", "19900000002");
            Roster.Add(tx, site.World.Unit, "走了", "19900000003");
            Roster.Add(tx, site.World.Unit, "没号码", null);
        });

        var import = await Upload(site, liaison, "手机,单位,姓名\n19900000001,供电公司,新名\n199 0000 0002,,不变\n19900000004,供电公司,没号码\n19900000005,供电公司,来了\n123,供电公司,错号\n19900000006,别的单位,别人\n19900000005,供电公司,同号\n");
        Assert.Equal("Ready", (string?)import["state"]);
        Assert.Equal("1 2 1 1 3", $"{import["added"]} {import["changed"]} {import["left"]} {import["unchanged"]} {import["refused"]}");
        var rows = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", liaison)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            ["2 Changed 新名 ", "3 Unchanged 不变 ", "4 Changed 没号码 ", "5 Added 来了 ", "6 Refused 错号 PhoneWrong", "7 Refused 别人 UnitUnknown", "8 Refused 同号 PhoneTwiceInFile", " Left 走了 "],
            rows.Select(row => $"{row!["line"]} {row["outcome"]} {row["name"]} {row["reason"]}"));
        Assert.Equal("199****0005", (string?)rows[3]!["phone"]);
        Assert.Contains("第 5 行", (string?)rows[6]!["detail"], StringComparison.Ordinal);
        Assert.Equal(4, await CountOf(site, liaison));
        var refused = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows?outcome=Refused&limit=2", liaison)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(2, refused["items"]!.AsArray().Count);
        Assert.Single((await site.Get($"/api/v1/roster-imports/{import["id"]}/rows?outcome=Refused&limit=2&after={refused["next"]}", liaison)).Is(HttpStatusCode.OK).Json["items"]!.AsArray());

        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", liaison)).Is(HttpStatusCode.OK);
        var applied = await WhenOver(site, liaison, (long)import["id"]!);
        Assert.Equal("Applied 8 0", $"{applied["state"]} {applied["done"]} {applied["overtaken"]}");
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", liaison)).Is(HttpStatusCode.OK);
        var roster = (await site.Get($"/api/v1/units/{site.World.Unit}/roster", liaison)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(["不变 *******0002", "新名 *******0001", "来了 *******0005", "没号码 *******0004"], roster.Select(row => $"{row!["name"]} {row["phone"]}").Order(StringComparer.Ordinal));
        Assert.All(roster, row => Assert.False((bool)row!["hasReported"]!));
    }

    [Theory, Databases]
    public async Task A_column_of_identity_or_bank_card_numbers_has_the_file_refused_by_its_name(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        foreach (var (file, column) in new[]
        {
            ("姓名,手机,身份证号\n王,19900000001,\n", "身份证号"),
            ("姓名,手机,备注\n王,19900000001,\n李,19900000002,11010519491231002X\n", "备注"),
            ("姓名,手机,\n王,19900000001,110105491231002\n", "C"),
            ("姓名,手机,工资\n王,19900000001,6222 0200 0000 0000 000\n", "工资"),
        })
        {
            var answer = await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, Csv(file));
            Assert.Contains(column, (string?)answer.IsProblem(HttpStatusCode.UnprocessableEntity, "ColumnForbidden").Json["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import") + tx.Count("SELECT COUNT(*) FROM roster_import_piece")));
    }

    [Theory, Databases]
    public async Task A_file_without_what_is_needed_says_what_is_missing(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        var banner = await site.TokenOf(site.World.BannerOffice);
        await site.Database.Db.Write(tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = site.World.Banner, Name = "供水公司" }).Value);
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, Csv(""))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileOtherKind");
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, Csv("姓名,手机\n"))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileEmpty");
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, Csv("手机\n1\n"))).IsProblem(HttpStatusCode.UnprocessableEntity, "ColumnMissing");
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", banner, Csv("姓名,手机\n王,19900000001\n"))).IsProblem(HttpStatusCode.UnprocessableEntity, "ColumnMissing");
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, new ByteArrayContent([.. "PK\u0003\u0004"u8, 1, 2]))).IsProblem(HttpStatusCode.UnprocessableEntity, "FileUnreadable");
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", await site.TokenOf(site.World.Secretary), Csv("姓名,手机\n王,19900000001\n"))).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory, Databases]
    public async Task A_cancelled_import_changes_nothing_and_what_was_kept_of_the_file_is_gone(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Workbook.Of(Workbook.Row(1, "姓名", "手机") + Workbook.Row(2, "王", "19900000001"))), "file", "名册.xlsx" } };
        var import = (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", liaison, form)).Is(HttpStatusCode.Created).Json;
        Assert.Equal(1, (long)import["added"]!);
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/cancel", liaison)).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", liaison)).IsProblem(HttpStatusCode.Conflict, "WrongState");
        while (await ChatGov.Rosters.Applying.Step(site.Database.Db, ChatGov.Data.Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }

        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM roster_import_piece")));
        Assert.Equal(0, await CountOf(site, liaison));
    }

    /// <summary>A file of one row, or the first page of a longer one.</summary>
    [Theory, Databases]
    public async Task A_file_that_takes_off_more_than_a_few_is_applied_once_their_number_is_said(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx => Enumerable.Range(0, 26).Select(i => Roster.Add(tx, site.World.Unit, $"成员{i:00}", $"199000000{i:00}")).ToList());

        var import = await Upload(site, liaison, "手机,姓名\n19900000000,成员00\n");
        Assert.Equal("25 25", $"{import["left"]} {import["leavingToConfirm"]}");
        var names = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows?outcome=Left", liaison)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(25, names.Count);
        foreach (var wrong in new[] { "", "?leaving=24", "?leaving=0" })
        {
            var refused = (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply{wrong}", liaison)).IsProblem(HttpStatusCode.Conflict, "LeavingNotConfirmed");
            Assert.Contains("25 人", (string?)refused.Json["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(26, await CountOf(site, liaison));
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply?leaving=25", liaison)).Is(HttpStatusCode.OK);
        await WhenOver(site, liaison, (long)import["id"]!);
        Assert.Equal(1, await CountOf(site, liaison));
    }

    [Theory, Databases]
    public async Task A_few_of_many_leave_without_a_question(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        foreach (var (members, leave, asks) in new[] { (4, 1, false), (4, 2, true), (40, 4, false), (40, 5, true), (90, 5, false), (90, 6, true) })
        {
            var unit = await site.World.UnitOf($"单位{members}{leave}", $"联络员{members}{leave}");
            var liaison = await site.TokenOf(site.Database.Db.Read(tx => tx.First<long>("SELECT person_id FROM staff_role WHERE org_id = @unit", new { unit })));
            await site.Database.Db.Write(tx => Enumerable.Range(0, members).Select(i => Roster.Add(tx, unit, $"成员{i:00}", $"199000000{i:00}")).ToList());
            var rows = string.Concat(Enumerable.Range(leave, members - leave).Select(i => $"199000000{i:00},成员{i:00}\n"));

            var import = await Upload(site, liaison, "手机,姓名\n" + rows);
            Assert.Equal($"{leave} {(asks ? leave : 0)}", $"{import["left"]} {import["leavingToConfirm"]}");
            (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply?leaving={leave + 1}", liaison)).IsProblem(HttpStatusCode.Conflict, "LeavingNotConfirmed");
            (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", liaison)).Is(asks ? HttpStatusCode.Conflict : HttpStatusCode.OK);
        }
    }

    /// <summary>Among many units of one file, the one that loses nearly all of its people is not hidden by the others.</summary>
    [Theory, Databases]
    public async Task A_unit_that_is_emptied_asks_however_large_the_file_is(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        await site.Database.Db.Write(tx =>
        {
            var other = OrgTree.Create(tx.As(ChatGov.Data.Actor.System), new NewOrg { Kind = OrgKind.Unit, ParentId = site.World.Banner, Name = "供水公司" }).Value;
            Enumerable.Range(0, 60).ToList().ForEach(i => Roster.Add(tx, site.World.Unit, $"成员{i:00}", $"199000000{i:00}"));
            Enumerable.Range(60, 4).ToList().ForEach(i => Roster.Add(tx, other, $"成员{i:00}", $"199000000{i:00}"));
            return 0;
        });
        var rows = string.Concat(Enumerable.Range(0, 61).Select(i => $"199000000{i:00},成员{i:00},{(i < 60 ? "供电公司" : "供水公司")}\n"));

        var import = await Upload(site, banner, "手机,姓名,单位\n" + rows);

        Assert.Equal("3 3", $"{import["left"]} {import["leavingToConfirm"]}");
    }

    [Theory, Databases]
    public async Task A_row_with_a_number_of_a_person_among_its_words_is_refused_and_nothing_of_it_is_kept(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx => Roster.Add(tx, site.World.Unit, "张三", "19900000001"));
        string[] rows =
        [
            "张三 152921198001011234,19900000001,", "李四152921198001011234,19900000002,", "李四１５２９２１１９８００１０１１２３４,19900000003,",
            "李四 152921-19800101-1234,19900000004,", "李四 152921 1980 0101 1234,19900000005,", "李四1529.2119.8001.0112.34,19900000006,",
            "李四 一五二九二一一九八〇〇一〇一一二三四,19900000007,", "李四13900001234,19900000008,", "李四 139-0000-1234,19900000009,", "李四 152921800101123,19900000010,",
            "李四 6222020000000000000,19900000011,", "李四,19900000012,证 11010519491231002X 在册", "李四,19900000013,工资卡6222020000000000000",
            "李四,19900000014 11010519491231002X,", "王二（2）,19900000015,备注 2026-11-29 12:00", "王五,19900000016,档案 202611290001234567",
        ];

        var import = await Upload(site, liaison, "姓名,手机,备注\n" + string.Join('\n', rows) + "\n");

        var report = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", liaison)).Is(HttpStatusCode.OK);
        var outcomes = report.Json["items"]!.AsArray().Select(row => $"{row!["line"]} {row["outcome"]} {row["reason"]}").ToList();
        Assert.Equal([.. Enumerable.Range(2, 14).Select(line => $"{line} Refused NumberInCell"), "16 Added ", "17 Added "], outcomes);
        Assert.Contains("身份证号", (string?)report.Json["items"]![0]!["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("1234\"", report.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("李四", report.Text, StringComparison.Ordinal);
    }

    internal static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    internal static async Task<JsonNode> Upload(DeskSite site, string token, string text) =>
        (await site.Send(HttpMethod.Post, "/api/v1/roster-imports", token, Csv(text))).Is(HttpStatusCode.Created).Json;

    internal static async Task<JsonNode> WhenOver(DeskSite site, string token, long id)
    {
        while (true)
        {
            var import = (await site.Get($"/api/v1/roster-imports/{id}", token)).Is(HttpStatusCode.OK).Json;
            if ((string?)import["state"] is not "Applying")
            {
                return import;
            }

            await Task.Delay(20);
        }
    }

    private static async Task<int> CountOf(DeskSite site, string token) =>
        (await site.Get($"/api/v1/units/{site.World.Unit}/roster", token)).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Count;
}
