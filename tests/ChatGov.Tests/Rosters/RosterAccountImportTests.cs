using System.Net;
using System.Text.Json.Nodes;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>WeCom accounts on rosters: by file and by hand.</summary>
public sealed class RosterAccountImportTests
{
    [Theory, Databases]
    public async Task A_file_brings_accounts_and_finds_members_by_them(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx =>
        {
            Roster.Add(tx, site.World.Unit, "得到", "19900000001");
            Roster.Add(tx, site.World.Unit, "旧名", null, "renamed");
            Roster.Add(tx, site.World.Unit, "不变", "19900000003", "same");
            Roster.Add(tx, site.World.Unit, "换了", "19900000004", "before");
            Roster.Add(tx, site.World.Unit, "前任", "19900000005", "desk1");
            Roster.Add(tx, site.World.Unit, "留空", null, "kept");
        });

        var import = await RosterImportTests.Upload(site, liaison, """
            姓名,手机,企业微信账号
            得到,19900000001,De.Dao
            新名,,RENAMED
            不变,19900000003,Same
            换了,19900000004,after
            后任,19900000006,desk1
            留空,,
            重名,,one
            重名,,two
            错的,,张三
            太长,,a1234567890123456789012345678901234567890123456789012345678901234
            两次,,de.dao
            号码,,13800000017
            """);
        var rows = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", liaison)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            [
                "2 Changed 得到 de.dao  ", "3 Changed 新名 renamed  ", "4 Unchanged 不变 same  ", "5 Changed 换了 after  WeComReplaced", "6 Refused 后任 desk1 WeComOfAnother ",
                "7 Unchanged 留空   ", "8 Added 重名 one  Namesake", "9 Added 重名 two  Namesake", "10 Refused 错的 张三 WeComWrong ",
                "11 Refused 太长 a1234567890123456789012345678901234567890123456789012345678901234 WeComWrong ", "12 Refused 两次 de.dao WeComTwiceInFile ",
                // Many companies give their people the phone for an account.
                "13 Added 号码 13800000017  ",
            ],
            rows.Select(row => $"{row!["line"]} {row["outcome"]} {row["name"]} {row["weComUserId"]} {row["reason"]} {row["notice"]}"));
        Assert.Contains("第 2 行", (string?)rows[10]!["detail"], StringComparison.Ordinal);

        await Apply(site, liaison, import);
        Assert.Equal(
            ["不变 same", "前任 desk1", "号码 13800000017", "得到 de.dao", "换了 after", "新名 renamed", "留空 kept", "重名 one", "重名 two"],
            (await Members(site, liaison)).Select(row => $"{row!["name"]} {row["weComUserId"]}").Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task A_file_without_the_column_or_with_empty_cells_takes_no_account_away(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        await site.Database.Db.Write(tx => Roster.Add(tx, site.World.Unit, "王小明", "19900000001", "wang"));
        foreach (var file in new[] { "姓名,手机\n王明,19900000001\n", "姓名,手机,userid\n王小明,19900000001,\n", "姓名,手机,企微账号\n王小明,19900000002,\n" })
        {
            await Apply(site, liaison, await RosterImportTests.Upload(site, liaison, file));
            Assert.Equal("wang", (string?)Assert.Single(await Members(site, liaison))!["weComUserId"]);
        }
    }

    [Theory, Databases]
    public async Task An_account_that_stands_in_another_row_as_well_is_pointed_out(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var banner = await site.TokenOf(site.World.BannerOffice);
        await site.Database.Db.Write(tx =>
        {
            Assert.True(OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = site.World.Banner, Name = "供水公司" }).Ok);
            Roster.Add(tx, site.World.Unit, "甲", "19900000001", "a");
            Roster.Add(tx, site.World.Unit, "乙", "19900000002", "b");
        });

        var import = await RosterImportTests.Upload(site, banner, "单位,姓名,手机,企业微信帐号\n供电公司,甲,19900000001,b\n供电公司,乙,19900000002,\n供水公司,丙,,b\n供水公司,丁,,d\n");
        var rows = (await site.Get($"/api/v1/roster-imports/{import["id"]}/rows", banner)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            ["甲 Changed WeComElsewhere", "乙 Unchanged ", "丙 Added WeComElsewhere", "丁 Added "], rows.Select(row => $"{row!["name"]} {row["outcome"]} {row["notice"]}"));
    }

    [Theory, Databases]
    public async Task What_somebody_said_of_accounts_since_the_report_is_left_alone(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        var row = await site.Database.Db.Write(tx => Roster.Add(tx, site.World.Unit, "甲", "19900000001", "a"));
        var import = await RosterImportTests.Upload(site, liaison, "姓名,手机,企业微信\n甲,19900000001,b\n丙,,c\n");
        await site.Database.Db.Write(tx =>
        {
            tx.Run("UPDATE roster SET wecom_user_id = 'by-hand' WHERE id = @row", new { row });
            Roster.Add(tx, site.World.Unit, "丁", null, "c");
        });

        var applied = await Apply(site, liaison, import);
        Assert.Equal("2 2", $"{applied["done"]} {applied["overtaken"]}");
        Assert.Equal(["丁 c", "甲 by-hand"], (await Members(site, liaison)).Select(member => $"{member!["name"]} {member["weComUserId"]}").Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task A_piece_that_was_sealed_before_there_were_accounts_is_applied(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (liaison, db) = (await site.TokenOf(site.World.Liaison), site.Database.Db);
        var (changed, left) = await db.Write(tx => (Roster.Add(tx, site.World.Unit, "旧名", "19900000001"), Roster.Add(tx, site.World.Unit, "走了", null)));
        var sealedRows = $$"""
            [{"Line":2,"Outcome":1,"UnitId":{{site.World.Unit}},"UnitName":"供电公司","Name":"新名","Phone":"19900000001","RosterId":{{changed}},"NameBefore":"旧名","HashBefore":"{{db.Vault.Hash("19900000001")}}"},
             {"Line":3,"UnitId":{{site.World.Unit}},"UnitName":"供电公司","Name":"来了","Phone":"19900000002"},
             {"Outcome":2,"UnitId":{{site.World.Unit}},"UnitName":"供电公司","Name":"走了","RosterId":{{left}},"NameBefore":"走了"}]
            """;
        var import = await db.Write(tx =>
        {
            var id = tx.Insert(
                "INSERT INTO roster_import (org_id, created_by, state, created_at) VALUES (@Unit, @Liaison, 'Ready', @Now) RETURNING id",
                new { site.World.Unit, site.World.Liaison, tx.Now });
            tx.Run(
                "INSERT INTO roster_import_piece (import_id, number, content) VALUES (@id, 1, @content)",
                new { id, content = SealedColumn.Of("roster_import_piece.content").Seal(db.Vault, $"{id}/1", sealedRows) });
            return id;
        });

        var applied = await Apply(site, liaison, new JsonObject { ["id"] = import });
        Assert.Equal("3 0", $"{applied["done"]} {applied["overtaken"]}");
        Assert.Equal(["新名", "来了"], (await Members(site, liaison)).Select(member => (string)member!["name"]!).Order(StringComparer.Ordinal));
    }

    [Theory, Databases]
    public async Task By_hand_an_account_is_taken_in_lower_case_once_and_what_is_none_is_refused_in_a_sentence(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        var roster = $"/api/v1/units/{site.World.Unit}/roster";
        var made = (await site.Post(roster, liaison, new { name = "王小明", weComUserId = "WangXiaoMing@corp" })).Is(HttpStatusCode.Created).Json;
        Assert.Equal("wangxiaoming@corp", (string?)made["weComUserId"]);
        (await site.Post(roster, liaison, new { name = "王小明", weComUserId = "wangxiaoming2" })).Is(HttpStatusCode.Created);
        (await site.Post(roster, liaison, new { name = "别人", phone = "19900000009", weComUserId = "WANGXIAOMING2" })).IsProblem(HttpStatusCode.Conflict, "AlreadyOnRoster");
        foreach (var wrong in new[] { "王小明", "-wang", "wang xiao", "wang/ming" })
        {
            var refused = (await site.Post(roster, liaison, new { name = "李小红", weComUserId = wrong })).IsProblem(HttpStatusCode.UnprocessableEntity, "WeComUserIdWrong");
            Assert.StartsWith("企业微信账号不对", (string?)refused.Json["detail"], StringComparison.Ordinal);
        }

        (await site.Post(roster, liaison, new { name = "李小红", weComUserId = new string('a', 65) })).IsProblem(HttpStatusCode.BadRequest, "InvalidRequest");
        Assert.Equal(2, (await Members(site, liaison)).Count);
    }

    private static async Task<JsonNode> Apply(DeskSite site, string token, JsonNode import)
    {
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", token)).Is(HttpStatusCode.OK);
        return await RosterImportTests.WhenOver(site, token, (long)import["id"]!);
    }

    private static async Task<JsonArray> Members(DeskSite site, string token) =>
        (await site.Get($"/api/v1/units/{site.World.Unit}/roster", token)).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
}
