using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Organisations;

/// <summary>
/// Merges an organisation into another of its kind: what is open goes over, what is over stays where it happened, and
/// the people whom it concerns are told. The one that went is closed and says where to.
/// </summary>
public static class Merging
{
    public static Outcome<OrgView> Merge(Tx tx, long id, long intoId) => tx.UseCase<OrgView>(() =>
    {
        OrgTree.Lock(tx);
        OrgTree.LockRows(tx, id, intoId);
        if (OrgViews.Find(tx, id) is not { Ok: true, Value: var from } || OrgViews.Find(tx, intoId) is not { Ok: true, Value: var into })
        {
            return RefusalCode.NotFound;
        }

        if (!OrgTree.MayChange(tx, id) || !OrgTree.MayChange(tx, intoId))
        {
            return RefusalCode.NotAllowed;
        }

        if (from.MergedIntoId == intoId)
        {
            return into;
        }

        if (id == intoId || Class(from.Kind) != Class(into.Kind) || Class(from.Kind) == 0 || OrgTree.IsUnder(tx, intoId, id))
        {
            return OrgRefusal.CannotMerge;
        }

        if (from.ClosedAt is not null || into.ClosedAt is not null)
        {
            return OrgRefusal.OrgClosed;
        }

        MoveChildren(tx, from, intoId);
        EndOffices(tx, from);
        MoveTags(tx, id, intoId);
        MoveSeats(tx, id, intoId);
        foreach (var goOver in Features.All.SelectMany(feature => feature.Merges))
        {
            goOver(tx, id, intoId);
        }

        OrgChanges.KeepPast(tx, from);
        tx.Run(
            "UPDATE org SET closed_at = @Now, merged_into_id = @intoId, row_version = row_version + 1 WHERE id = @id",
            new { id, intoId, tx.Now });
        tx.Run("UPDATE org SET row_version = row_version + 1 WHERE id = @intoId", new { intoId });
        tx.Audit("org", id, "merge");
        TellOffice(tx, from, into);
        return OrgViews.Find(tx, intoId).Value;
    });

    /// <summary>The organisation, or the one it went into, however often that went on; null where that was closed in the end.</summary>
    internal static long? StandsIn(Tx tx, long id) => tx.First<long?>(
        """
        WITH RECURSIVE way (id, closed_at, merged_into_id) AS (
            SELECT id, closed_at, merged_into_id FROM org WHERE id = @id
            UNION SELECT o.id, o.closed_at, o.merged_into_id FROM org o JOIN way w ON o.id = w.merged_into_id)
        SELECT id FROM way WHERE closed_at IS NULL
        """,
        new { id });

    private static int Class(OrgKind kind) => kind switch
    {
        OrgKind.Zone or OrgKind.Street or OrgKind.Town or OrgKind.Sumu => 1,
        OrgKind.Community or OrgKind.Gacha => 2,
        OrgKind.Grid => 3,
        OrgKind.Unit => 4,
        OrgKind.Banner or OrgKind.JointCommittee => 0,
    };

    private static void MoveChildren(Tx tx, OrgView from, long intoId)
    {
        foreach (var child in tx.All<OrgView>(
            "SELECT id, kind, name, parent_id FROM org WHERE parent_id = @Id AND closed_at IS NULL ORDER BY id", new { from.Id }))
        {
            OrgChanges.KeepPast(tx, child);
            if (OrgChanges.Refuse(tx, child.Name, intoId, child.Kind, uscc: null, child.Id) is not null)
            {
                // Two 第一网格: the one that came says where from.
                tx.Run("UPDATE org SET name = @name WHERE id = @Id", new { child.Id, name = $"{child.Name}（{from.Name}）" });
            }

            OrgChanges.Hang(tx, child.Id, intoId);
            tx.Audit("org", child.Id, "move");
        }

        var args = new { from = from.Id, intoId };
        tx.Run("DELETE FROM estate WHERE org_id = @from AND EXISTS (SELECT 1 FROM estate e WHERE e.org_id = @intoId AND e.name = estate.name)", args);
        tx.Run("UPDATE estate SET org_id = @intoId WHERE org_id = @from", args);
        tx.Run("UPDATE org SET partner_org_id = @intoId, row_version = row_version + 1 WHERE partner_org_id = @from AND closed_at IS NULL", args);
    }

    private static void EndOffices(Tx tx, OrgView from) => tx.Run(
        "UPDATE staff_role SET until_at = @Now, row_version = row_version + 1 WHERE org_id = @Id AND (until_at IS NULL OR until_at > @Now)", new { from.Id, tx.Now });

    /// <summary>Whoever is in office there now has more than before, and learns it.</summary>
    private static void TellOffice(Tx tx, OrgView from, OrgView into)
    {
        var people = into.Kind == OrgKind.Unit ? Staff.LiaisonsOf(tx, into.Id) : Offices.AnsweringFor(tx, into.Id);
        foreach (var person in people)
        {
            tx.Send(person, OutboxKind.Choice, "org.notice.took_over", [("from", from.Name), ("into", into.Name)],
                new SendOptions { Choices = [new LabelledChoice("org.choice.todo", ChatActions.Todo.Name)] });
        }

        new OfficeChanged(into.Id).Tell(tx);
        Vacancies.Tell(tx, into.Id);
    }

    private static void MoveTags(Tx tx, long from, long into)
    {
        var args = new { from, into };
        tx.Run(
            """
            INSERT INTO role_tag (person_id, org_id, tag)
            SELECT r.person_id, @into, r.tag FROM role_tag r WHERE r.org_id = @from
              AND NOT EXISTS (SELECT 1 FROM role_tag k WHERE k.person_id = r.person_id AND k.org_id = @into AND k.tag = r.tag)
            """,
            args);
        tx.Run("DELETE FROM role_tag WHERE org_id = @from", args);
    }

    private static void MoveSeats(Tx tx, long from, long into)
    {
        var args = new { from, into, tx.Now };
        tx.Run(
            """
            UPDATE joint_committee_member SET until = @Now WHERE unit_id = @from AND until IS NULL
              AND EXISTS (SELECT 1 FROM joint_committee_member m WHERE m.unit_id = @into AND m.committee_id = joint_committee_member.committee_id AND m.until IS NULL)
            """,
            args);
        tx.Run("UPDATE joint_committee_member SET unit_id = @into WHERE unit_id = @from AND until IS NULL", args);
    }
}
