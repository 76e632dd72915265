using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>A party's three answers: were the promises kept, what should change, go on?</summary>
/// <param name="ToChange">Empty for nothing.</param>
public sealed record ReviewAnswer(bool KeptPromises, string ToChange, bool Renew);

/// <summary>
/// 30 days before the end, and once a year before that, every party looks back. At the end the agreement goes on when
/// every party wants it: as it is when nobody wants a change, as a new draft when somebody does.
/// </summary>
public static class AgreementReviews
{
    internal static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static Outcome<AgreementView> Answer(Tx tx, long id, ReviewAnswer answer) => AgreementLists.Shown(tx, AgreementMachine.Table.Change(tx, id, AgreementMachine.Party, agreement =>
    {
        if (agreement.State != AgreementState.UnderReview)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (answer.ToChange.Letters() > AgreementDraft.LongestText)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", AgreementDraft.LongestText));
        }

        if (WordsForOthers.Refuse(answer.ToChange) is { } refusal)
        {
            return refusal;
        }

        foreach (var party in AgreementRows.OwnParties(tx, id))
        {
            tx.Run(
                "UPDATE agreement_party SET kept_promises = @KeptPromises, to_change_cipher = @change, renew = @Renew, reviewed_at = @Now WHERE id = @Id",
                new { party.Id, answer.KeptPromises, change = AgreementParty.SealedToChange.SealWords(tx.Vault, party.Id, answer.ToChange), answer.Renew, tx.Now });
            tx.Audit("agreement_party", party.Id, "review");
        }

        return null;
    }));

    /// <summary>When the parties look back next.</summary>
    internal static DateTimeOffset Next(Agreement agreement, DateTimeOffset now)
    {
        var last = agreement.EndsAt - Lasts;
        for (var year = 1; year <= AgreementDraft.MostYears; year++)
        {
            var yearly = agreement.StartsAt.AddYears(year);
            if (yearly > now && yearly < last - Lasts)
            {
                return yearly;
            }
        }

        return last;
    }

    /// <summary>When a review is over and the term goes on; null for the last one, which ends with the term.</summary>
    internal static DateTimeOffset? Over(Agreement agreement, DateTimeOffset now) => (agreement.DueAt ?? now + Lasts) is var over && over < agreement.EndsAt ? over : null;

    internal static void Start(Tx tx, long id)
    {
        if (AgreementMachine.Table.Take(tx, id) is { State: AgreementState.Active } agreement)
        {
            tx.Run("UPDATE agreement_party SET kept_promises = NULL, to_change_cipher = NULL, renew = NULL, reviewed_at = NULL WHERE agreement_id = @id", new { id });
            AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.UnderReview);
            AgreementNotices.ToAll(tx, agreement, "agreement.notice.review", OutboxKind.Choice);
        }
    }

    /// <summary>A yearly review is over and the term goes on.</summary>
    internal static void GoOn(Tx tx, long id)
    {
        if (AgreementMachine.Table.Take(tx, id) is { State: AgreementState.UnderReview } agreement && tx.Now < agreement.EndsAt)
        {
            AgreementMachine.Table.MoveAsSystem(tx, agreement, AgreementState.Active);
        }
    }

    internal static void End(Tx tx, long id)
    {
        if (AgreementMachine.Table.Take(tx, id) is { State: AgreementState.Active } unreviewed)
        {
            AgreementMachine.Table.MoveAsSystem(tx, unreviewed, AgreementState.UnderReview);
        }

        if (AgreementRows.Find(tx, id) is not { State: AgreementState.UnderReview } agreement)
        {
            return;
        }

        var parties = AgreementRows.Parties(tx, id);
        var goesOn = parties.TrueForAll(party => party.Renew == true);
        AgreementMachine.Table.MoveAsSystem(tx, agreement, goesOn ? AgreementState.Renewed : AgreementState.Expired);
        AgreementEnding.CloseCommitments(tx, id);
        if (goesOn)
        {
            Renew(tx, agreement, parties);
        }
        else
        {
            AgreementNotices.ToAll(tx, agreement, "agreement.notice.expired", OutboxKind.News);
        }
    }

    /// <summary>The next term under the same number, as long as the last one.</summary>
    private static void Renew(Tx tx, Agreement agreement, List<AgreementParty> parties)
    {
        var asItIs = parties.TrueForAll(party => string.IsNullOrEmpty(party.ToChange));
        var id = tx.Insert(
            """
            INSERT INTO agreement (number, term, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, previous_id, created_at, active_since)
            SELECT number, term + 1, title, goal, rhythm, exit_clause, ends_at, @end, @state, drafted_for, drafted_by, id, @Now, @since FROM agreement WHERE id = @Id RETURNING id
            """,
            new
            {
                agreement.Id,
                end = agreement.EndsAt + (agreement.EndsAt - agreement.StartsAt),
                state = (asItIs ? AgreementState.Active : AgreementState.Draft).ToString(),
                tx.Now,
                since = asItIs ? tx.Now : (DateTimeOffset?)null,
            });
        AgreementDrafting.AddParties(tx, id, parties.Select(party => party.OrgId));
        var next = AgreementMachine.Table.Begin(tx, id);
        AgreementDrafting.CopyCommitments(tx, agreement, next, asItIs ? CommitmentState.InProgress : CommitmentState.Planned);
        if (asItIs)
        {
            tx.Run("UPDATE agreement_party SET confirmed_at = @Now WHERE agreement_id = @id", new { id, tx.Now });
            AgreementHistory.Keep(tx, id);
        }

        AgreementNotices.ToAll(tx, next, asItIs ? "agreement.notice.renewed" : "agreement.notice.renew_draft", OutboxKind.News);
    }
}
