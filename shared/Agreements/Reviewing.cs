using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>A party's three answers: were the promises kept, what should change, go on?</summary>
/// <param name="ToChange">Empty for nothing.</param>
public sealed record ReviewAnswer(bool KeptPromises, string ToChange, bool Renew);

/// <summary>
/// 30 days before the end, and once a year before that, every party looks back. At the end the agreement goes on when
/// every party wants it: as it is when nobody wants a change, as a new draft when somebody does.
/// </summary>
public static class Reviewing
{
    internal const string Begin = "agreement.review";
    internal const string Resume = "agreement.resume";
    internal const string EndDue = "agreement.end";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public static Outcome<AgreementView> Answer(Tx tx, long id, ReviewAnswer answer) => Acting.On(tx, id, (agreement, own) =>
    {
        if (agreement.State != AgreementState.UnderReview)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (answer.ToChange.Letters() > AgreementDraft.LongestText)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", AgreementDraft.LongestText));
        }

        if (People.Redaction.NamesPhoneOrId(answer.ToChange))
        {
            return new Refusal(RefusalCode.PersonalDataInText);
        }

        foreach (var party in own)
        {
            tx.Run(
                "UPDATE agreement_party SET kept_promises = @KeptPromises, to_change_cipher = @change, renew = @Renew, reviewed_at = @Now WHERE id = @Id",
                new { party.Id, answer.KeptPromises, change = AgreementParty.SealedToChange.SealWords(tx.Vault, party.Id, answer.ToChange), answer.Renew, tx.Now });
            tx.Audit("agreement_party", party.Id, "review");
        }

        return null;
    });

    /// <summary>The clocks of a term that has begun.</summary>
    internal static void Arm(Tx tx, Agreement agreement)
    {
        Timers.Move(tx, Begin, agreement.Id, NextReview(agreement, tx.Now));
        Timers.Move(tx, EndDue, agreement.Id, agreement.EndsAt);
    }

    internal static void Disarm(Tx tx, long id)
    {
        Timers.Cancel(tx, Begin, id);
        Timers.Cancel(tx, Resume, id);
        Timers.Cancel(tx, EndDue, id);
        Timers.Cancel(tx, Ending.NoticeOver, id);
    }

    internal static void StartReview(Tx tx, long id)
    {
        if (AgreementRows.Take(tx, id) is not { State: AgreementState.Active } agreement)
        {
            return;
        }

        AgreementRows.Move(tx, agreement, AgreementState.UnderReview, Who.System, "review");
        tx.Run("UPDATE agreement_party SET kept_promises = NULL, to_change_cipher = NULL, renew = NULL, reviewed_at = NULL WHERE agreement_id = @id", new { id });
        var until = tx.Now + Lasts < agreement.EndsAt ? tx.Now + Lasts : agreement.EndsAt;
        tx.Run("UPDATE agreement SET due_at = @until WHERE id = @id", new { id, until });
        if (until < agreement.EndsAt)
        {
            Timers.Move(tx, Resume, id, until);
        }

        Acting.TellAll(tx, agreement, "agreement.notice.review", OutboxKind.Choice);
    }

    /// <summary>A yearly review is over and the term goes on.</summary>
    internal static void GoOn(Tx tx, long id)
    {
        if (AgreementRows.Take(tx, id) is { State: AgreementState.UnderReview } agreement && tx.Now < agreement.EndsAt)
        {
            AgreementRows.Move(tx, agreement, AgreementState.Active, Who.System, "go_on");
            Timers.Move(tx, Begin, id, NextReview(agreement, tx.Now));
        }
    }

    internal static void End(Tx tx, long id)
    {
        if (AgreementRows.Take(tx, id) is not { } agreement)
        {
            return;
        }

        if (agreement.State == AgreementState.Active)
        {
            AgreementRows.Move(tx, agreement, AgreementState.UnderReview, Who.System, "review");
            agreement = AgreementRows.Find(tx, id)!;
        }

        if (agreement.State != AgreementState.UnderReview)
        {
            return;
        }

        var parties = AgreementRows.Parties(tx, id);
        var goesOn = parties.TrueForAll(party => party.Renew == true);
        AgreementRows.Move(tx, agreement, goesOn ? AgreementState.Renewed : AgreementState.Expired, Who.System, goesOn ? "renew" : "expire");
        Ending.CloseCommitments(tx, id);
        Disarm(tx, id);
        if (goesOn)
        {
            Renew(tx, agreement, parties);
        }
        else
        {
            Acting.TellAll(tx, agreement, "agreement.notice.expired", OutboxKind.News);
        }
    }

    /// <summary>The next term under the same number, as long as the last one.</summary>
    private static void Renew(Tx tx, Agreement agreement, List<AgreementParty> parties)
    {
        var asItIs = parties.TrueForAll(party => string.IsNullOrEmpty(party.ToChange));
        var state = asItIs ? AgreementState.Active : AgreementState.Draft;
        AgreementMachine.Table.Require(null, state, asItIs ? Who.System : Who.Secretary);
        var id = tx.Insert(
            """
            INSERT INTO agreement (number, term, title, goal, rhythm, exit_clause, starts_at, ends_at, state, drafted_for, drafted_by, previous_id, created_at, active_since)
            SELECT number, term + 1, title, goal, rhythm, exit_clause, ends_at, @end, @state, drafted_for, drafted_by, id, @Now, @since FROM agreement WHERE id = @Id RETURNING id
            """,
            new { agreement.Id, end = agreement.EndsAt + (agreement.EndsAt - agreement.StartsAt), state = state.ToString(), tx.Now, since = asItIs ? tx.Now : (DateTimeOffset?)null });
        tx.Audit("agreement", id, "renew", to: state.ToString());
        Drafting.AddParties(tx, id, parties.Select(party => party.OrgId));
        Drafting.CopyCommitments(tx, agreement.Id, id, agreement.EndsAt - agreement.StartsAt, asItIs ? CommitmentState.InProgress : CommitmentState.Planned);
        var next = AgreementRows.Find(tx, id)!;
        if (asItIs)
        {
            tx.Run("UPDATE agreement_party SET confirmed_at = @Now WHERE agreement_id = @id", new { id, tx.Now });
            Agreeing.KeepRevision(tx, id);
            Arm(tx, next);
        }

        Acting.TellAll(tx, next, asItIs ? "agreement.notice.renewed" : "agreement.notice.renew_draft", OutboxKind.News);
    }

    private static DateTimeOffset NextReview(Agreement agreement, DateTimeOffset now)
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
}
