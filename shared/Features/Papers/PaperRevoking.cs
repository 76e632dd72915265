using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Papers;

/// <summary>撤回 and 作废. What was printed on a revoked paper is forgotten; its number, if it has one, checks as revoked.</summary>
public static class PaperRevoking
{
    /// <summary>The member takes their own paper back, without a reason; a letter's consent goes with it.</summary>
    public static Outcome<Paper> Revoke(Tx tx, long paperId) => tx.UseCase<Paper>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (PaperRows.FindOwn(tx, paperId) is not { } paper)
        {
            return RefusalCode.NotFound;
        }

        if (paper.State != PaperState.Revoked)
        {
            End(tx, paper, Why.Because("revoke"));
        }

        if (paper.Kind == PaperKind.UnitLetter)
        {
            Consents.Withdraw(tx, paper.PersonId, ConsentScope.UnitLetter);
        }

        return PaperRows.Find(tx, paperId)!;
    });

    /// <summary>A paper that should not have been issued: its community declares it void, and its holder is told why.</summary>
    public static Outcome<Paper> DeclareVoid(Tx tx, string number, string reason) => tx.UseCase<Paper>(() =>
    {
        if (PaperNumber.Read(number) is not { } read
            || PaperRows.FindByNumber(tx, read) is not { } found
            || !Can.RunCommunity.Over(tx, found.OrgId))
        {
            return RefusalCode.NotFound;
        }

        Persons.Lock(tx, found.PersonId);
        var paper = PaperRows.Find(tx, found.Id)!;

        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        if (paper.State == PaperState.Revoked)
        {
            return paper;
        }

        if (paper.State != PaperState.Delivered)
        {
            return PaperRefusal.PaperNotOpen;
        }

        End(tx, paper, Why.Said(reason));
        tx.Send(paper.PersonId, OutboxKind.News, "paper.notice.void", [("number", read), ("reason", reason.Trim())]);
        return PaperRows.Find(tx, paper.Id)!;
    });

    /// <summary>退出: nothing is issued any more. What is in the member's hands stays good: it is theirs.</summary>
    internal static void EndUnderWay(Tx tx, long personId)
    {
        foreach (var paper in PaperRows.AllOf(tx, personId).Where(paper => paper.State != PaperState.Delivered))
        {
            EndAsSystem(tx, paper, "leave");
        }

        Consents.Withdraw(tx, personId, ConsentScope.UnitLetter);
    }

    /// <summary>No member of the party any more: letters to units are for members.</summary>
    internal static void EndLettersOfVolunteer(Tx tx, KindChanged changed)
    {
        if (changed.Kind != PersonKind.Volunteer)
        {
            return;
        }

        foreach (var letter in PaperRows.AllOf(tx, changed.PersonId).Where(paper => paper.Kind == PaperKind.UnitLetter && IsUnderWay(paper)))
        {
            EndAsSystem(tx, letter, "no_member");
        }
    }

    /// <summary>The member left the unit: nothing is written to it any more.</summary>
    internal static void EndLettersTo(Tx tx, long personId, long unitId)
    {
        foreach (var letter in PaperRows.AllOf(tx, personId).Where(paper => paper.Kind == PaperKind.UnitLetter && paper.UnitId == unitId && IsUnderWay(paper)))
        {
            EndAsSystem(tx, letter, "left_unit");
            tx.Send(personId, OutboxKind.News, "letter.notice.left_unit", []);
        }
    }

    /// <summary>The community that issues it, or the unit it is written to, is another one now: it is written anew when its owner wants it.</summary>
    internal static void EndOfMerged(Tx tx, long orgId)
    {
        foreach (var id in tx.All<long>(
            $"""
            SELECT id FROM paper WHERE org_id = @orgId AND state IN ({PaperMachine.Unsigned})
            UNION SELECT id FROM paper WHERE unit_id = @orgId AND state IN ({PaperMachine.Unsigned})
            ORDER BY id
            """,
            new { orgId }))
        {
            var paper = PaperRows.Find(tx, id)!;
            EndAsSystem(tx, paper, "merged");
            tx.Send(paper.PersonId, OutboxKind.News, "paper.notice.merged." + paper.Kind, []);
        }
    }

    private static bool IsUnderWay(Paper paper) => paper.State is not (PaperState.Delivered or PaperState.Revoked);

    /// <summary>删除我: nothing is kept by which a paper could be checked.</summary>
    internal static void EndAll(Tx tx, long personId)
    {
        foreach (var paper in PaperRows.AllOf(tx, personId))
        {
            EndAsSystem(tx, paper, "erase");
        }

        tx.Run("UPDATE paper SET reason_cipher = NULL WHERE person_id = @personId", new { personId });
    }

    internal static void End(Tx tx, Paper paper, Why why)
    {
        PaperMachine.Table.Move(tx, paper, PaperState.Revoked, why);
        PaperRows.Forget(tx, paper.Id);
    }

    internal static void EndAsSystem(Tx tx, Paper paper, string code)
    {
        PaperMachine.Table.MoveAsSystem(tx, paper, PaperState.Revoked, Why.Because(code));
        PaperRows.Forget(tx, paper.Id);
    }
}
