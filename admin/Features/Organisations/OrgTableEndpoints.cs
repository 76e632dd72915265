using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Exports;
using ChatGov.Http;
using ChatGov.Organisations.Table;
using ChatGov.Rosters;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Organisations;

/// <summary>The tree and its units as a table, out and in.</summary>
internal static class OrgTableEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var table = api.MapGroup("/organisations").WithTags("Organisations");
        table.MapGet("table.csv", (Desk desk) => desk.File(tx => (Outcome<List<string[]>>)OrgTable.Write(tx, desk.Language), Write, "text/csv; charset=utf-8"))
            .Hands("The tree in your scope as a CSV, in the shape in which it is taken again", "text/csv");
        table.MapPost("import", Take)
            .WithDescription("""
                The body is a CSV, XLSX or XLS of at most 2 000 rows, or multipart/form-data with one. A row within the first 20 names the columns,
                in any order, as `table.csv` does: 编号 (of what is there already), 类别, 名称, 上级 (its path, 旗/街道), 区划代码,
                统一社会信用代码, 单位级别, 结对社区 (its path), 纬度, 经度. Without 编号 a row means the one of this kind and name
                under that parent. Who is not in it stays as they are, and a column that is not in it changes nothing. Where several
                tabs fit, `sheet` names the wanted one (once for each, or `*`). Without `apply=true` nothing changes.
                """)
            .Does<OrgTableReport>("Takes a table of the tree: what would be made, changed, moved or refused, row by row; with apply=true it is done");
    }

    private static Task<IResult> Take(Desk desk, Db db, FileReadings readings, HttpRequest request, bool? apply, [FromQuery] string[]? sheet, CancellationToken cancel) =>
        new SentTable(desk, db, readings, request, sheet ?? []).Take(
            OrgTableFile.Shape, OrgTableReading.IsAllowed, (tx, file) => OrgTableReading.Read(tx, file, apply ?? false, desk.Language), cancel);

    private static byte[] Write(List<string[]> rows)
    {
        using var output = new MemoryStream();
        using (var table = CsvTable.Begin(output))
        {
            foreach (var row in rows)
            {
                table.WriteRecord(row);
            }
        }

        return output.ToArray();
    }
}
