using System.Globalization;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>Writing an agreement down: who, for how long, and who gives whom how much of what.</summary>
public static class Drafting
{
    private const int ShortestDays = 60;

    public static Outcome<AgreementView> Draft(Tx tx, AgreementDraft draft) => tx.UseCase<AgreementView>(() =>
    {
        if (Refuse(tx, draft) is { } refusal)
        {
            return refusal;
        }

        AgreementMachine.Table.Require(null, AgreementState.Draft, Who.Secretary);
        var own = draft.Parties.First(org => SpeaksFor(tx, org));
        var id = tx.Insert(
            """
            INSERT INTO agreement (number, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, created_at)
            VALUES (@number, @title, @goal, @rhythm, @exit, @StartsAt, @End, 'Draft', @own, @PersonId, @Now) RETURNING id
            """,
            new { number = NextNumber(tx), title = draft.Title.Trim(), goal = draft.Goal.Trim(), rhythm = draft.Rhythm.Trim(), exit = draft.ExitClause.Trim(), draft.StartsAt, draft.End, own, PersonId = tx.Actor.RequiredPersonId, tx.Now });
        tx.Audit("agreement", id, "draft", to: nameof(AgreementState.Draft));
        AddParties(tx, id, draft.Parties);
        AddCommitments(tx, id, draft);
        return AgreementViews.Show(tx, AgreementRows.Find(tx, id)!);
    });

    /// <summary>Says it anew, as long as it is a draft.</summary>
    public static Outcome<AgreementView> Amend(Tx tx, long id, AgreementDraft draft) => Acting.On(tx, id, (agreement, _) =>
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
        tx.Run("DELETE FROM commitment WHERE agreement_id = @id AND state = 'Planned'", new { id });
        AddParties(tx, id, draft.Parties);
        AddCommitments(tx, id, draft);
        tx.Audit("agreement", id, "amend");
        return null;
    });

    /// <summary>What the draft holds, for another term.</summary>
    internal static void CopyCommitments(Tx tx, long from, long to, TimeSpan shift, CommitmentState state)
    {
        foreach (var commitment in AgreementRows.Commitments(tx, from).Where(each => each.State != CommitmentState.Waived))
        {
            var copy = commitment with { AgreementId = to, UntilAt = commitment.UntilAt + shift, State = state };
            Insert(tx, copy, AgreementRows.Find(tx, to)!.StartsAt);
        }
    }

    internal static void AddParties(Tx tx, long id, IEnumerable<long> parties)
    {
        foreach (var orgId in parties)
        {
            var party = tx.Insert("INSERT INTO agreement_party (agreement_id, org_id) VALUES (@id, @orgId) RETURNING id", new { id, orgId });
            var speakers = AgreementRows.Speakers(tx, new AgreementParty { OrgId = orgId, Kind = OrgTree.KindOf(tx, orgId)!.Value });
            foreach (var personId in speakers.Take(2))
            {
                tx.Insert("INSERT INTO agreement_contact (party_id, person_id) VALUES (@party, @personId) RETURNING id", new { party, personId });
            }
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
        CommitmentMachine.Table.Require(null, commitment.State, commitment.State == CommitmentState.Planned ? Who.Secretary : Who.System);
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
                promised = commitment.Quantity * Periods.Within(commitment.Per, from, commitment.UntilAt),
                state = commitment.State.ToString(),
            });
        tx.Audit("commitment", id, "promise", to: commitment.State.ToString());
    }

    private static Refusal? Refuse(Tx tx, AgreementDraft draft) => draft switch
    {
        _ when draft.Parties.Any(org => OrgTree.KindOf(tx, org) is not { } kind || !(kind == OrgKind.Unit || OrgTree.IsCommunity(tx, org)))
            || draft.Parties.All(org => !Scope.Sees(tx, org)) => new Refusal(RefusalCode.NotFound),
        _ when draft.Parties.All(org => !SpeaksFor(tx, org)) => new Refusal(RefusalCode.NotAllowed),
        _ when draft.Parties.Distinct().Count() < 2 || draft.Parties.Distinct().Count() != draft.Parties.Count || draft.Parties.Count > AgreementDraft.MostParties =>
            new Refusal(RefusalCode.AgreementParties),
        _ when draft.Title.Trim().Letters() is 0 or > 100 || TooLong(draft.Goal) || TooLong(draft.Rhythm) || TooLong(draft.ExitClause) => new Refusal(RefusalCode.AgreementVague),
        _ when draft.End < draft.StartsAt.AddDays(ShortestDays) || draft.End > draft.StartsAt.AddYears(AgreementDraft.MostYears) || draft.End <= tx.Now =>
            new Refusal(RefusalCode.AgreementTerm, ("days", ShortestDays), ("years", AgreementDraft.MostYears)),
        _ when new[] { draft.Title, draft.Goal, draft.Rhythm, draft.ExitClause }.Any(Redaction.NamesPhoneOrId) => new Refusal(RefusalCode.PersonalDataInText),
        _ => draft.Commitments.Count > AgreementDraft.MostCommitments
            ? new Refusal(RefusalCode.CommitmentUnclear, ("position", AgreementDraft.MostCommitments + 1))
            : draft.Commitments.Index().Select(each => Refuse(tx, draft, each.Item, each.Index + 1)).FirstOrDefault(refusal => refusal is not null),
    };

    private static Refusal? Refuse(Tx tx, AgreementDraft draft, CommitmentDraft commitment, int position)
    {
        var isClear = commitment.What.Trim().Letters() is > 1 and <= 100 && commitment.Measure.Trim().Letters() is > 0 and <= 10 && commitment.Times.Letters() <= 100
            && commitment.Quantity is > 0 and <= Offers.OfferDetails.Most
            && commitment.GiverId != commitment.ReceiverId && draft.Parties.Contains(commitment.GiverId) && draft.Parties.Contains(commitment.ReceiverId)
            && (commitment.UntilAt ?? draft.End) > draft.StartsAt && (commitment.UntilAt ?? draft.End) <= draft.End
            && IsOn(tx, "offer", "unit_id", commitment.OfferId, commitment.GiverId) && IsOn(tx, "need", "org_id", commitment.NeedId, commitment.ReceiverId);
        return isClear
            ? Redaction.NamesPhoneOrId(commitment.What) || Redaction.NamesPhoneOrId(commitment.Times) ? new Refusal(RefusalCode.PersonalDataInText) : null
            : new Refusal(RefusalCode.CommitmentUnclear, ("position", position));
    }

    private static bool IsOn(Tx tx, string list, string owner, long? id, long orgId) =>
        id is null || tx.Exists($"SELECT COUNT(*) FROM {list} WHERE id = @id AND {owner} = @orgId", new { id, orgId });

    private static bool SpeaksFor(Tx tx, long orgId) =>
        AgreementRows.MaySpeakFor(tx, new AgreementParty { OrgId = orgId, Kind = OrgTree.KindOf(tx, orgId) ?? OrgKind.Unit });

    private static bool TooLong(string text) => text.Letters() > AgreementDraft.LongestText;

    private static string NextNumber(Tx tx)
    {
        // Two that draft at once: the second counts behind the first.
        tx.Lock("UPDATE org SET row_version = row_version WHERE id = (SELECT MIN(id) FROM org)", new { });
        var year = Shanghai.Local(tx.Now).Year;
        var before = tx.Count("SELECT COUNT(*) FROM agreement WHERE term = 1 AND number LIKE @prefix", new { prefix = $"共建{year}-%" });
        return string.Create(CultureInfo.InvariantCulture, $"共建{year}-{before + 1:0000}");
    }
}
