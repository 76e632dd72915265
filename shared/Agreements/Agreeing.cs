using System.Text.Json;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>From the draft to every party's yes. What was put before the parties is kept as it was.</summary>
public static class Agreeing
{
    internal const string AnswerDue = "agreement.answer_due";
    private const int AnswerWithin = 10;

    /// <summary>Puts it before the parties; the proposer's own yes is part of it.</summary>
    public static Outcome<AgreementView> Propose(Tx tx, long id) => Acting.On(tx, id, (agreement, own) =>
    {
        if (agreement.State == AgreementState.Proposed)
        {
            return null;
        }

        if (agreement.State != AgreementState.Draft)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (AgreementRows.Commitments(tx, id).Count == 0)
        {
            return new Refusal(RefusalCode.CommitmentUnclear, ("position", 1));
        }

        AgreementRows.Move(tx, agreement, AgreementState.Proposed, Who.Secretary, "propose");
        KeepRevision(tx, id);
        var due = WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin) ?? tx.Now.AddDays(14);
        tx.Run("UPDATE agreement SET due_at = @due WHERE id = @id", new { id, due });
        tx.Run("UPDATE agreement_party SET confirmed_at = NULL, confirmed_by = NULL WHERE agreement_id = @id", new { id });
        Timers.Move(tx, AnswerDue, id, due);
        SayYes(tx, own);
        Acting.TellOthers(tx, agreement, own, "agreement.notice.proposed", OutboxKind.Choice, ("due", Texts.DayOfYear.Of(due)));
        ActivateIfAll(tx, id);
        return null;
    });

    /// <summary>A party's yes. With the last one the agreement is in force.</summary>
    public static Outcome<AgreementView> Confirm(Tx tx, long id) => Acting.On(tx, id, (agreement, own) =>
    {
        // A second press of the same button: the answer stands.
        if (own.TrueForAll(party => party.ConfirmedAt is not null) && agreement.State is AgreementState.Proposed or AgreementState.Active)
        {
            return null;
        }

        if (agreement.State != AgreementState.Proposed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        SayYes(tx, own);
        ActivateIfAll(tx, id);
        return null;
    });

    /// <summary>A party wants something else: it is a draft again, and nobody's yes holds.</summary>
    public static Outcome<AgreementView> AskForChange(Tx tx, long id, string reason) => Acting.On(tx, id, (agreement, own) =>
    {
        if (Reasons.Refuse(reason) is { } refusal)
        {
            return refusal;
        }

        if (agreement.State != AgreementState.Proposed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        BackToDraft(tx, agreement, Who.Secretary, reason.Trim());
        Acting.TellOthers(tx, agreement, own, "agreement.notice.change", OutboxKind.News, ("reason", reason.Trim()));
        return null;
    });

    internal static void GiveUpWaiting(Tx tx, long id)
    {
        if (AgreementRows.Take(tx, id) is { State: AgreementState.Proposed } agreement)
        {
            BackToDraft(tx, agreement, Who.System, null);
            Acting.TellAll(tx, agreement, "agreement.notice.not_confirmed", OutboxKind.News);
        }
    }

    internal static void KeepRevision(Tx tx, long id)
    {
        var view = AgreementViews.Show(tx, AgreementRows.Find(tx, id)!);
        var facts = JsonSerializer.Serialize(AgreementFacts.Of(view), AgreementJson.Default.AgreementFacts);
        var number = tx.Count("SELECT COUNT(*) FROM agreement_revision WHERE agreement_id = @id", new { id }) + 1;
        tx.Insert(
            "INSERT INTO agreement_revision (agreement_id, number, facts, made_by, made_at) VALUES (@id, @number, @facts, @PersonId, @Now) RETURNING id",
            new { id, number, facts, tx.Actor.PersonId, tx.Now });
    }

    private static void SayYes(Tx tx, List<AgreementParty> own)
    {
        foreach (var party in own.Where(party => party.ConfirmedAt is null))
        {
            tx.Run("UPDATE agreement_party SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id", new { party.Id, tx.Actor.PersonId, tx.Now });
            tx.Audit("agreement_party", party.Id, "confirm");
        }
    }

    private static void ActivateIfAll(Tx tx, long id)
    {
        var agreement = AgreementRows.Find(tx, id)!;
        if (agreement.State != AgreementState.Proposed || tx.Exists("SELECT COUNT(*) FROM agreement_party WHERE agreement_id = @id AND confirmed_at IS NULL", new { id }))
        {
            return;
        }

        AgreementRows.Move(tx, agreement, AgreementState.Active, Who.System, "activate");
        tx.Run("UPDATE agreement SET active_since = @Now WHERE id = @id", new { id, tx.Now });
        Timers.Cancel(tx, AnswerDue, id);
        foreach (var commitment in AgreementRows.Commitments(tx, id).Where(each => each.State == CommitmentState.Planned))
        {
            AgreementRows.Move(tx, commitment, CommitmentState.InProgress, Who.System, "begin");
        }

        Reviewing.Arm(tx, AgreementRows.Find(tx, id)!);
        Acting.TellAll(tx, agreement, "agreement.notice.active", OutboxKind.News);
    }

    private static void BackToDraft(Tx tx, Agreement agreement, Who by, string? reason)
    {
        AgreementRows.Move(tx, agreement, AgreementState.Draft, by, by == Who.System ? "not_confirmed" : "ask_for_change", reason, by == Who.System ? "no_answer" : null);
        tx.Run("UPDATE agreement_party SET confirmed_at = NULL, confirmed_by = NULL WHERE agreement_id = @Id", new { agreement.Id });
        Timers.Cancel(tx, AnswerDue, agreement.Id);
    }
}

/// <summary>One sentence that the others read.</summary>
internal static class Reasons
{
    public const int Longest = 200;

    public static Refusal? Refuse(string reason) =>
        reason.Trim().Letters() is 0 or > Longest ? new Refusal(RefusalCode.ReasonMissing, ("limit", Longest))
        : People.Redaction.NamesPhoneOrId(reason) ? new Refusal(RefusalCode.PersonalDataInText)
        : null;
}
