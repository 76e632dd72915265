using System.Globalization;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>Writing an agreement down: who, for how long, and who gives whom how much of what.</summary>
public static class AgreementDrafting
{
    private const int ShortestDays = 60;

    public static Outcome<AgreementView> Draft(Tx tx, AgreementDraft draft) => tx.UseCase<AgreementView>(() =>
    {
        if (Refuse(tx, draft) is { } refusal)
        {
            return refusal;
        }

        var own = draft.Parties.First(org => AgreementRows.SpeaksFor(tx, org));
        var id = tx.Insert(
            """
            INSERT INTO agreement (number, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, created_at)
            VALUES (@number, @title, @goal, @rhythm, @exit, @StartsAt, @End, @state, @own, @PersonId, @Now) RETURNING id
            """,
            new { number = NextNumber(tx), title = draft.Title.Trim(), goal = draft.Goal.Trim(), rhythm = draft.Rhythm.Trim(), exit = draft.ExitClause.Trim(), draft.StartsAt, draft.End, state = nameof(AgreementState.Draft), own, PersonId = tx.Actor.RequiredPersonId, tx.Now });
        AddParties(tx, id, draft.Parties);
        AgreementMachine.Table.Begin(tx, id);
        AddCommitments(tx, id, draft);
        return AgreementLists.Show(tx, AgreementRows.Find(tx, id)!);
    });

    /// <summary>Says it anew, as long as it is a draft.</summary>
    public static Outcome<AgreementView> Amend(Tx tx, long id, AgreementDraft draft) => AgreementLists.Shown(tx, AgreementMachine.Table.Change(tx, id, AgreementMachine.Party, agreement =>
    {
        if (agreement.State != AgreementState.Draft)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (Refuse(tx, draft) is { } refusal)
        {
            return refusal;
        }

        tx.Run(
            """
            UPDATE agreement SET title = @title, goal = @goal, rhythm = @rhythm, exit_clause = @exit, starts_at = @StartsAt, ends_at = @End, row_version = row_version + 1
            WHERE id = @id
            """,
            new { id, title = draft.Title.Trim(), goal = draft.Goal.Trim(), rhythm = draft.Rhythm.Trim(), exit = draft.ExitClause.Trim(), draft.StartsAt, draft.End });
        tx.Run("DELETE FROM agreement_contact WHERE party_id IN (SELECT id FROM agreement_party WHERE agreement_id = @id)", new { id });
        tx.Run("DELETE FROM agreement_party WHERE agreement_id = @id", new { id });
        tx.Run($"DELETE FROM commitment WHERE agreement_id = @id AND state = {CommitmentMachine.Planned}", new { id });
        AddParties(tx, id, draft.Parties);
        AddCommitments(tx, id, draft);
        tx.Audit("agreement", id, "amend");
        return null;
    }));

    /// <summary>What one term holds, for the next.</summary>
    internal static void CopyCommitments(Tx tx, Agreement from, Agreement to, CommitmentState state)
    {
        foreach (var commitment in AgreementRows.Commitments(tx, from.Id).Where(each => each.State != CommitmentState.Waived))
        {
            Insert(tx, commitment with { AgreementId = to.Id, UntilAt = commitment.UntilAt + (to.StartsAt - from.StartsAt), State = state }, to.StartsAt);
        }
    }

    internal static void AddParties(Tx tx, long id, IEnumerable<long> parties)
    {
        foreach (var orgId in parties)
        {
            AgreementContacts.Name(tx, tx.Insert("INSERT INTO agreement_party (agreement_id, org_id) VALUES (@id, @orgId) RETURNING id", new { id, orgId }), orgId);
        }
    }

    private static void AddCommitments(Tx tx, long id, AgreementDraft draft)
    {
        foreach (var (position, commitment) in draft.Commitments.Index())
        {
            Insert(
                tx,
                new Commitment
                {
                    AgreementId = id,
                    Position = position + 1,
                    GiverId = commitment.GiverId,
                    ReceiverId = commitment.ReceiverId,
                    OfferId = commitment.OfferId,
                    NeedId = commitment.NeedId,
                    What = commitment.What.Trim(),
                    Times = commitment.Times.Trim(),
                    Quantity = commitment.Quantity,
                    Measure = commitment.Measure.Trim(),
                    Per = commitment.Per,
                    UntilAt = commitment.UntilAt ?? draft.End,
                    State = CommitmentState.Planned,
                },
                draft.StartsAt);
        }
    }

    private static void Insert(Tx tx, Commitment commitment, DateTimeOffset from)
    {
        var id = tx.Insert(
            """
            INSERT INTO commitment (agreement_id, position, giver_id, receiver_id, offer_id, need_id, what, times, quantity, measure, per, until_at, promised, state)
            VALUES (@AgreementId, @Position, @GiverId, @ReceiverId, @OfferId, @NeedId, @What, @Times, @Quantity, @Measure, @per, @UntilAt, @promised, @state) RETURNING id
            """,
            new
            {
                commitment.AgreementId,
                commitment.Position,
                commitment.GiverId,
                commitment.ReceiverId,
                commitment.OfferId,
                commitment.NeedId,
                commitment.What,
                commitment.Times,
                commitment.Quantity,
                commitment.Measure,
                per = commitment.Per.ToString(),
                commitment.UntilAt,
                promised = commitment.Quantity * CommitmentPeriods.Within(commitment.Per, from, commitment.UntilAt),
                state = commitment.State.ToString(),
            });
        CommitmentMachine.Table.Begin(tx, id);
    }

    private static Refusal? Refuse(Tx tx, AgreementDraft draft) => draft switch
    {
        _ when draft.Parties.Any(org => OrgTree.KindOf(tx, org) is not { } kind || !(kind == OrgKind.Unit || OrgTree.IsCommunity(tx, org)))
            || draft.Parties.All(org => !Can.See.Over(tx, org)) => new Refusal(RefusalCode.NotFound),
        _ when draft.Parties.All(org => !AgreementRows.SpeaksFor(tx, org)) => new Refusal(RefusalCode.NotAllowed),
        _ when draft.Parties.Distinct().Count() < 2 || draft.Parties.Distinct().Count() != draft.Parties.Count || draft.Parties.Count > AgreementDraft.MostParties =>
            new Refusal(AgreementRefusal.AgreementParties),
        _ when draft.Title.Trim().Letters() is 0 or > AgreementDraft.LongestTitle || TooLong(draft.Goal) || TooLong(draft.Rhythm) || TooLong(draft.ExitClause) => new Refusal(AgreementRefusal.AgreementVague),
        _ when draft.End < draft.StartsAt.AddDays(ShortestDays) || draft.End > draft.StartsAt.AddYears(AgreementDraft.MostYears) || draft.End <= tx.Now =>
            new Refusal(AgreementRefusal.AgreementTerm, ("days", ShortestDays), ("years", AgreementDraft.MostYears)),
        _ when WordsForOthers.Refuse(draft.Title, draft.Goal, draft.Rhythm, draft.ExitClause) is { } refusal => refusal,
        _ => draft.Commitments.Count > AgreementDraft.MostCommitments
            ? new Refusal(AgreementRefusal.CommitmentUnclear, ("position", AgreementDraft.MostCommitments + 1))
            : draft.Commitments.Index().Select(each => Refuse(tx, draft, each.Item, each.Index + 1)).FirstOrDefault(refusal => refusal is not null),
    };

    private static Refusal? Refuse(Tx tx, AgreementDraft draft, CommitmentDraft commitment, int position)
    {
        var isClear = commitment.What.Trim().Letters() is > 1 and <= 100 && commitment.Measure.Trim().Letters() is > 0 and <= 10 && commitment.Times.Letters() <= 100
            && commitment.Quantity is > 0 and <= OfferDetails.Most
            && commitment.GiverId != commitment.ReceiverId && draft.Parties.Contains(commitment.GiverId) && draft.Parties.Contains(commitment.ReceiverId)
            && (commitment.UntilAt ?? draft.End) > draft.StartsAt && (commitment.UntilAt ?? draft.End) <= draft.End
            && IsOn(tx, "offer", "unit_id", commitment.OfferId, commitment.GiverId) && IsOn(tx, "need", "org_id", commitment.NeedId, commitment.ReceiverId);
        return isClear
            ? WordsForOthers.Refuse(commitment.What, commitment.Times)
            : new Refusal(AgreementRefusal.CommitmentUnclear, ("position", position));
    }

    private static bool IsOn(Tx tx, string list, string owner, long? id, long orgId) =>
        id is null || tx.Exists($"SELECT COUNT(*) FROM {list} WHERE id = @id AND {owner} = @orgId", new { id, orgId });

    private static bool TooLong(string text) => text.Letters() > AgreementDraft.LongestText;

    private static string NextNumber(Tx tx)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"共建{Shanghai.Local(tx.Now).Year}");
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{Numbers.Count(tx, name, numberedBefore: "SELECT COUNT(*) FROM agreement WHERE term = 1 AND SUBSTR(number, 1, LENGTH(@name)) = @name"):0000}");
    }
}
