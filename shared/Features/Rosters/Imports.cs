using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>An import: what a file would do to the rosters, or did.</summary>
public record ImportView : IMoved<ImportState>
{
    public long Id { get; init; }

    public ImportState State { get; init; }

    /// <summary>The unit, or the place whose units it is for.</summary>
    public long OrgId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was applied or cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public long Added { get; init; }

    public long Changed { get; init; }

    /// <summary>On the roster, but no longer in the file that names their unit.</summary>
    public long Left { get; init; }

    /// <summary>The number that <c>apply</c> wants to hear, where more than a few leave; else 0. <c>rows?outcome=Left</c> names them.</summary>
    public long LeavingToConfirm { get; init; }

    public long Unchanged { get; init; }

    public long Refused { get; init; }

    /// <summary>How many of all these rows are dealt with since it is being applied.</summary>
    public long Done { get; init; }

    /// <summary>Of these, how many were left alone because the roster had changed since.</summary>
    public long Overtaken { get; init; }
}

/// <summary>An import by itself, with what was noticed about its file.</summary>
public sealed record ImportDetails : ImportView
{
    /// <summary>What was done so that the file is read as a person sees it; until it is applied.</summary>
    public IReadOnlyList<SheetNoticeView> Notices { get; init; } = [];
}

/// <summary>Imports from the first look to the last row. Who keeps the roster sees them; others find nothing.</summary>
public static class Imports
{
    private const string Select =
        """
        SELECT id, state, org_id, created_at, finished_at, added, changed, gone AS "left", gone_to_confirm AS leaving_to_confirm, unchanged, refused,
               rows_done AS done, rows_overtaken AS overtaken
        FROM roster_import
        """;

    internal static ImportView? Load(Tx tx, long id) => tx.First<ImportView>(Select + " WHERE id = @id", new { id });

    public static Outcome<ImportView> Find(Tx tx, long id) =>
        Load(tx, id) is { } found && Keeping.Keeps(tx, found.OrgId)
            ? found
            : RefusalCode.NotFound;

    public static Outcome<ImportDetails> Look(Tx tx, long id, string language) => Find(tx, id).Match<Outcome<ImportDetails>>(
        found => tx.First<ImportDetails>(Select + " WHERE id = @id", new { id })! with
        {
            Notices = found.State is ImportState.Ready or ImportState.Applying ? [.. ImportRows.Notices(tx, id).Select(each => SheetNoticeView.Of(each, language))] : [],
        },
        refusal => refusal);

    public static Page<ImportView> List(Tx tx, PageRequest page) => page.Cut(
        tx.Actor.Grant is { } grant && Keeping.Keeps(tx, grant.OrgId)
            ? tx.All<ImportView>(
                Select +
                """
                 WHERE id > @After AND EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id = roster_import.org_id)
                ORDER BY id LIMIT @Take
                """,
                new { page.After, page.Take, tx.ScopeOrg })
            : [],
        import => import.Id);

    /// <summary>Lets it be applied, a piece at a time; asked again it is the same.</summary>
    /// <param name="leaving">How many people the actor knows it takes off: a file of a few rows would take off everybody else unnoticed.</param>
    public static Outcome<ImportView> Apply(Tx tx, long id, long? leaving = null) => tx.UseCase<ImportView>(() => Find(tx, id).Match(
        found => found.State is ImportState.Applying or ImportState.Applied ? found : ImportMachine.Table.Act(tx, id, ImportState.Applying, import =>
        {
            if ((leaving ?? import.Left - import.LeavingToConfirm) != import.Left)
            {
                return new Refusal(RosterRefusal.LeavingNotConfirmed, ("count", import.Left));
            }

            ImportMachine.Table.Move(tx, import, ImportState.Applying);
            return null;
        }),
        refusal => refusal));

    /// <summary>Ends it: what was kept of the file is deleted. What is applied already stays.</summary>
    public static Outcome<ImportView> Cancel(Tx tx, long id) => ImportMachine.Table.Act(tx, id, ImportState.Cancelled, import =>
    {
        ImportRows.Finish(tx, id);
        ImportMachine.Table.Move(tx, import, ImportState.Cancelled);
        return null;
    });
}
