using ChatGov.Api;
using ChatGov.Cases.Table;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Rosters;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Cases;

/// <summary>A ledger that was kept before, as a table, in.</summary>
internal static class CaseTableEndpoints
{
    public static void Map(RouteGroupBuilder cases) => cases.MapPost("import", Take)
        .WithDescription("""
            The body is a CSV, XLSX or XLS of at most 2 000 rows, or multipart/form-data with one. A row within the first 20 names the columns,
            in any order: 内容 (or 问题; the one that has to be there), 编号 (or 序号), 社区 (its name, or as much of 旗/街道/社区 as tells it apart;
            left out where your office is one place), 来源 (as in `source`; left out: 居民反映), 类别 (as in `kind`; what is not one is told from the words), 地点,
            发现日期 (or 登记日期; left out: today), 办结日期 (or 销号日期), 状态 (未办结, 在办 or 已办结, 已销号). Other columns, such as names and
            phones, are not read: nobody is called back. A phone, ID or card number in a cell has its row refused.
            What is open is put on the ledger, and its time begins now. What is over (状态, or 办结日期 alone) is closed as `Before`: it is counted
            and in no rate, and its words go two years after it ended, as all do. A number stands for one matter of its place: the same file sent again changes
            nothing, and where 序号 begins anew each year the year has to be in it. A row without a number is new every time. Where several tabs fit, `sheet` names the wanted one
            (once for each, or `*`). Without `apply=true` nothing changes.
            """)
        .Does<CaseTableReport>("Takes a ledger that was kept before, with its numbers: what would be opened, closed or refused, row by row; with apply=true it is done");

    private static Task<IResult> Take(Desk desk, Db db, FileReadings readings, HttpRequest request, bool? apply, [FromQuery] string[]? sheet, CancellationToken cancel) =>
        new SentTable(desk, db, readings, request, sheet ?? []).Take(
            CaseTable.Shape, CaseTableReading.IsAllowed, (tx, file) => CaseTableReading.Read(tx, file, apply ?? false, desk.Language), cancel);
}
