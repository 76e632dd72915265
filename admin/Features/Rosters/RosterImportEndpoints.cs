using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Sheets;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Rosters;

/// <summary>名册导入: a file is read and compared; what it would do is shown row by row; then it is applied or dropped.</summary>
internal static class RosterImportEndpoints
{
    private const long LargestFile = 64 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/roster-imports").WithTags("Roster imports");
        imports.MapGet("", (Desk desk, [AsParameters] PageQuery page) => desk.List(page, Imports.List))
            .Gives<Paging.Page<ImportView>>("The imports of the rosters you keep");
        imports.MapPost("", Upload)
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile), new DisableRequestTimeoutAttribute())
            .WithDescription("""
                The body is the file itself, or multipart/form-data with one file: CSV (UTF-8, GB18030, UTF-16), XLSX or XLS, at most 64 MB
                (XLS 24 MB), 100 000 rows and 200 columns. A row within the first 20 names the columns, in any order and by what it means: 单位/unit,
                姓名/name, 手机/phone, 统一社会信用代码, and, if wanted, 企业微信账号/userid: who writes from that WeCom account is known by it.
                The file is read as a spreadsheet shows it; `notices` says what was passed over or filled in. Where several tabs hold
                a roster, `sheet` names the wanted one (once for each, or `*` for all).
                Of a number or an account that the file leaves out the roster keeps what it has; who is not in the file at all has left.
                A column of identity or bank card numbers has the whole file refused by its name, and nothing is kept; a row with such a
                number among other words, or with a phone number in the name, is refused by itself, and nothing of it is kept either.
                """)
            .Makes<ImportDetails>("Reads a file and compares it with the rosters; nothing of them changes yet");
        imports.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => Imports.Look(tx, id, desk.Language)))
            .Gives<ImportDetails>("One import: its state, its counts, how far it is, and what was noticed about the file");
        imports.MapGet("{id:long}/rows", (Desk desk, long id, [AsParameters] PageQuery page, ImportOutcome? outcome) =>
                desk.Look(page, (tx, request) => ImportReport.Rows(tx, id, outcome, request, desk.Language)))
            .Gives<Paging.Page<ImportRowView>>("What becomes of each row, and why; until it is applied");
        imports.MapPost("{id:long}/apply", (Desk desk, long id, long? leaving) => desk.Do(tx => Imports.Apply(tx, id, leaving)))
            .WithDescription("""
                Where more than a few leave a unit (over five, or over a tenth of it; one alone is always few), the file may be but a part
                of the roster: then `leavingToConfirm` says how many leave altogether, `rows?outcome=Left` names them, and `leaving` has to be
                that number. Given where it is not asked for, it has to be right as well.
                """)
            .Does<ImportView>("Has it applied, a piece at a time; asked again it is the same");
        imports.MapPost("{id:long}/cancel", (Desk desk, long id) => desk.Do(tx => Imports.Cancel(tx, id)))
            .Does<ImportView>("Drops it: what was kept of the file is deleted; what is applied stays");
    }

    private static async Task<IResult> Upload(Desk desk, Db db, FileReadings readings, HttpRequest request, [FromQuery] string[]? sheet, CancellationToken cancel)
    {
        if (!Staging.IsAllowed(db, desk.Actor))
        {
            return desk.Refused(new Refusal(RefusalCode.NotFound));
        }

        await using var file = SpoolFile.Open();
        await UploadedFile.Copy(request, file, cancel);
        Outcome<long> staged;
        using (var turn = await readings.Turn(cancel))
        {
            if (!turn.IsAcquired)
            {
                return FileReadings.ComeAgain(request.HttpContext, desk.Language);
            }

            staged = await Staging.Read(db, desk.Actor, file, sheet ?? [], cancel);
        }

        return staged.Ok
            ? await desk.Create(
                tx => Staging.Finish(tx, staged.Value).Match(import => Imports.Look(tx, import.Id, desk.Language), refusal => refusal),
                import => $"/api/v1/roster-imports/{import.Id}")
            : desk.Refused(staged.Refusal!);
    }
}
