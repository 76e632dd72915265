using ChatGov.Data;
using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>
/// Reads a file twice: once to see whether it may be kept at all, and once more to compare it with the rosters and to
/// keep, sealed and in pieces, what would become of each row. Nothing of a roster changes.
/// </summary>
public static class Staging
{
    /// <param name="file">Can be read from its beginning again.</param>
    /// <param name="sheets">The tabs that are wanted; empty for the only one that holds a roster, <c>*</c> for all that do.</param>
    /// <returns>The import, not ready yet: see <see cref="Finish"/>.</returns>
    public static async Task<Outcome<long>> Read(Db db, Actor actor, Stream file, IReadOnlyList<string> sheets, CancellationToken cancel)
    {
        var units = MayKeep(db, actor);
        if (units.Count == 0)
        {
            return RefusalCode.NotFound;
        }

        try
        {
            using var book = Book.Open(file, cancel);
            var opened = RosterFile.Open(book, units, sheets);
            if (!opened.Ok)
            {
                return opened.Refusal!;
            }

            var inspected = opened.Value.Inspect();
            return inspected.Ok ? await Keep(db, actor, inspected.Value, new FileComparison(db, units, opened.Value, inspected.Value), cancel) : inspected.Refusal!;
        }
        catch (SheetFault fault)
        {
            return fault.Refusal;
        }
    }

    /// <summary>Whether the actor keeps any roster at all: asked before a file is taken in.</summary>
    public static bool IsAllowed(Db db, Actor actor) => MayKeep(db, actor).Count > 0;

    /// <summary>The import is read to its end and may be looked at.</summary>
    public static Outcome<ImportView> Finish(Tx tx, long id) => ImportMachine.Table.Act(tx, id, ImportState.Ready, import =>
    {
        ImportMachine.Table.Move(tx, import, ImportState.Ready);
        return null;
    });

    private static List<KeptUnit> MayKeep(Db db, Actor actor) => db.Read(tx => Keeping.Units(tx.As(actor)));

    private static async Task<Outcome<long>> Keep(Db db, Actor actor, RosterFile.Inspected inspected, FileComparison comparing, CancellationToken cancel)
    {
        var id = await db.Write(tx => ImportRows.Begin(tx.As(actor)), cancel);
        if (inspected.Noticed.Count > 0)
        {
            var noticed = ImportRows.PackNotices(db.Vault, id, inspected.Noticed);
            await db.Write(tx => ImportRows.Keep(tx, id, ImportRows.NoticesPlace, noticed), cancel);
        }

        var number = ImportRows.NoticesPlace;
        foreach (var piece in comparing.Compare().Chunk(ImportRows.PieceSize))
        {
            var place = ++number;
            var content = ImportRows.Pack(db.Vault, id, place, piece);
            await db.Write(tx => ImportRows.Keep(tx, id, place, content), cancel);
        }

        await db.Write(tx => SaveCounts(tx.As(actor), id, comparing), cancel);
        return id;
    }

    private static void SaveCounts(Tx tx, long id, FileComparison comparing) => tx.Run(
        "UPDATE roster_import SET added = @added, changed = @changed, gone = @gone, gone_to_confirm = @LeavingToConfirm, unchanged = @unchanged, refused = @refused WHERE id = @id",
        new
        {
            id,
            added = comparing.CountOf(ImportOutcome.Added),
            changed = comparing.CountOf(ImportOutcome.Changed),
            gone = comparing.CountOf(ImportOutcome.Left),
            comparing.LeavingToConfirm,
            unchanged = comparing.CountOf(ImportOutcome.Unchanged),
            refused = comparing.CountOf(ImportOutcome.Refused),
        });
}
