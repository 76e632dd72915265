using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Rosters;

/// <summary>One row of the report.</summary>
/// <param name="Line">The row in the file, the header being 1; null for who is no longer in it.</param>
/// <param name="Phone">The number, covered.</param>
/// <param name="WeComUserId">The WeCom account in the file.</param>
/// <param name="NameBefore">The name that the roster has, where the file has another.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="Detail">The reason or the notice as a sentence, in the caller's language.</param>
/// <param name="OtherLine">The row of the file it collides with.</param>
/// <param name="Notice">What was noticed about the row, as a code; null where nothing was.</param>
/// <param name="Name">The member's name as the file has it.</param>
/// <param name="Outcome">What becomes of the row.</param>
public sealed record ImportRowView(
    long? Line, ImportOutcome Outcome, string UnitName, string Name, string? Phone, string? WeComUserId, string? NameBefore, ImportReason? Reason, ImportNotice? Notice, string? Detail, long? OtherLine)
{
    /// <summary>The tab it stands on, where several are read.</summary>
    public string? Sheet { get; init; }

    /// <summary>The tab of <c>otherLine</c>, where it is another one.</summary>
    public string? OtherSheet { get; init; }
}

/// <summary>What becomes of each row, page by page, until it is applied: then only the counts remain.</summary>
public static class ImportReport
{
    public static Outcome<Page<ImportRowView>> Rows(Tx tx, long id, ImportOutcome? outcome, PageRequest page, string language) =>
        Imports.Find(tx, id).Match<Outcome<Page<ImportRowView>>>(
            _ => page.Cut(Take(tx, id, outcome, page).ToList(), each => each.Place) is var cut
                ? new Page<ImportRowView>([.. cut.Items.Select(each => View(each.Row, language))], cut.Next)
                : RefusalCode.NotFound,
            refusal => refusal);

    /// <summary>A row's place in the whole report: the number of its piece and its place in it.</summary>
    private static IEnumerable<(long Place, ImportRow Row)> Take(Tx tx, long id, ImportOutcome? outcome, PageRequest page)
    {
        var taken = 0;
        for (var piece = ImportRows.FirstPiece(tx, id, (page.After / ImportRows.PieceSize) - (page.After > 0 ? 1 : 0)); piece is not null; piece = ImportRows.FirstPiece(tx, id, piece.Number))
        {
            var rows = ImportRows.Unpack(tx.Vault, id, piece);
            for (var i = 0; i < rows.Count; i++)
            {
                var place = (piece.Number * ImportRows.PieceSize) + i + 1;
                if (place > page.After && (outcome is null || rows[i].Outcome == outcome))
                {
                    yield return (place, rows[i]);
                    if (++taken == page.Take)
                    {
                        yield break;
                    }
                }
            }
        }
    }

    private static ImportRowView View(ImportRow row, string language) => new(
        row.Line == 0 ? null : row.Line,
        row.Outcome,
        row.UnitName,
        row.Name,
        row.Phone is null ? null : Cover(row.Phone),
        row.WeComUserId,
        row.NameBefore is { } before && before != row.Name ? before : null,
        row.Reason,
        row.Notice,
        row.Reason is { } reason ? Catalog.Say(language, "import.reason." + reason, ("line", row.OtherLine ?? 0)) + Elsewhere(row, language)
            : row.Notice is { } notice ? Catalog.Say(language, "import.notice." + notice) : null,
        row.OtherLine)
    {
        Sheet = row.Sheet,
        OtherSheet = row.OtherSheet,
    };

    private static string Elsewhere(ImportRow row, string language) =>
        row.OtherSheet is { } sheet ? Catalog.Say(language, "import.other_sheet", ("sheet", sheet)) : "";

    /// <summary>138****5678; what is no mobile number shows its end only.</summary>
    internal static string Cover(string phone) => Phone.IsMobile(phone) && Phone.Normalise(phone) is var number
        ? $"{number[..3]}****{number[^4..]}"
        : "****" + (phone.Length > 4 ? phone[^2..] : "");
}
