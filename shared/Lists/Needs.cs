using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Lists;

/// <summary>
/// 需求清单: a resident or member says what is lacking, the secretary answers within a working day and writes the public
/// text. What the person said stays sealed and is read by the community's secretary only.
/// </summary>
public static class Needs
{
    public const int LongestWords = 500;

    /// <summary>Why it came back, where else to go, why it is let go or called off: one sentence, at every entrance.</summary>
    public const int LongestReason = 200;
    internal static readonly SealedColumn SealedWords = SealedColumn.Of("need.asked_words");
    internal const string AnswerDue = "need.answer_due";
    internal const string RunsOut = "need.runs_out";
    private const int AnswerWithin = 1;

    /// <summary>Says what is lacking, for oneself or, with their consent, for another.</summary>
    public static Outcome<Need> Ask(Tx tx, long communityId, ResourceKind kind, string words, NeedForm form, bool forAnother) => tx.UseCase<Need>(() =>
    {
        var said = Legible.Of(words).Trim();
        if (!OrgTree.IsCommunity(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (said.Letters() is 0 or > LongestWords)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestWords));
        }

        NeedMachine.Table.Require(null, NeedState.Submitted, Who.Resident);
        var due = WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin);
        var id = tx.NextId("need");
        tx.Run(
            """
            INSERT INTO need (id, org_id, kind, form, asked_by, for_another, asked_words, state, due_at, created_at)
            VALUES (@id, @communityId, @kind, @form, @PersonId, @forAnother, @words, 'Submitted', @due, @Now)
            """,
            new
            {
                id,
                communityId,
                kind = kind.ToString(),
                form = form.ToString(),
                PersonId = tx.Actor.RequiredPersonId,
                forAnother,
                words = SealedWords.Seal(tx.Vault, id, said),
                due,
                tx.Now,
            });
        tx.Audit("need", id, "ask", to: nameof(NeedState.Submitted));
        TellSecretaries(tx, communityId, id, "need.notice.new");
        Timers.Move(tx, AnswerDue, id, due ?? tx.Now.AddDays(1));
        return NeedRows.Find(tx, id)!;
    });

    /// <summary>Puts a need on the list that nobody in particular asked for: the community's own.</summary>
    public static Outcome<Need> Publish(Tx tx, long communityId, NeedDetails details) => tx.UseCase<Need>(() =>
    {
        if (!OrgTree.IsCommunity(tx, communityId) || !Scope.Sees(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (!Scope.IsOfCommunity(tx, communityId))
        {
            return RefusalCode.NotAllowed;
        }

        if (NeedRows.Refuse(tx, details, asker: "") is { } refusal)
        {
            return refusal;
        }

        NeedMachine.Table.Require(null, NeedState.Accepted, Who.Secretary);
        var id = tx.Insert(
            "INSERT INTO need (org_id, kind, state, created_at) VALUES (@communityId, @kind, 'Accepted', @Now) RETURNING id",
            new { communityId, kind = details.Kind.ToString(), tx.Now });
        tx.Audit("need", id, "publish", to: nameof(NeedState.Accepted));
        Write(tx, id, details);
        return NeedRows.Find(tx, id)!;
    });

    /// <summary>Accepts with the public text that the list shows.</summary>
    public static Outcome<Need> Accept(Tx tx, long id, NeedDetails details) => Decide(tx, id, NeedState.Accepted, need =>
    {
        if (NeedRows.Refuse(tx, details, AskerName(tx, id)) is { } refusal)
        {
            return refusal;
        }

        NeedRows.Move(tx, need, NeedState.Accepted, Who.Secretary, "accept");
        Write(tx, id, details);
        Tell(tx, id, "need.notice.accepted", ("title", details.Title.Trim()));
        return null;
    });

    /// <summary>Sends it back with a question or a reason.</summary>
    public static Outcome<Need> Return(Tx tx, long id, string reason) => WithReason(tx, id, NeedState.Returned, reason, "return", "need.notice.returned");

    /// <summary>It belongs elsewhere: the right door is named.</summary>
    public static Outcome<Need> Refer(Tx tx, long id, string door) => WithReason(tx, id, NeedState.Referred, door, "refer", "need.notice.referred");

    /// <summary>Lets an accepted need go that cannot be met.</summary>
    public static Outcome<Need> LetGo(Tx tx, long id, string reason) => Decide(tx, id, NeedState.Expired, need =>
    {
        if (reason.Trim().Letters() is 0 or > LongestReason)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestReason));
        }

        if (need.Held > 0)
        {
            return new Refusal(RefusalCode.StockPromised, ("promised", need.Held));
        }

        NeedRows.Move(tx, need, NeedState.Expired, Who.Secretary, "let_go", reason.Trim());
        Tell(tx, id, "need.notice.let_go", ("title", need.Title), ("reason", reason.Trim()));
        return null;
    });

    /// <summary>The asker's own: says it once more after it came back.</summary>
    public static Outcome<Need> AskAgain(Tx tx, long id, string words) => Own(tx, id, need =>
    {
        var said = Legible.Of(words).Trim();
        if (said.Letters() is 0 or > LongestWords)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestWords));
        }

        if (need.State != NeedState.Returned)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        NeedRows.Move(tx, need, NeedState.Submitted, Who.Resident, "ask_again");
        var due = WorkCalendar.Default.AddWorkdays(tx.Now, AnswerWithin);
        tx.Run("UPDATE need SET asked_words = @words, due_at = @due WHERE id = @id", new { id, due, words = SealedWords.Seal(tx.Vault, id, said) });
        Timers.Move(tx, AnswerDue, id, due ?? tx.Now.AddDays(1));
        TellSecretaries(tx, need.OrgId, id, "need.notice.new");
        return null;
    });

    /// <summary>The asker's own: takes it back. What was promised for it is free again.</summary>
    public static Outcome<Need> Withdraw(Tx tx, long id) => Own(tx, id, need =>
    {
        if (need.State == NeedState.Withdrawn)
        {
            return null;
        }

        if (!NeedMachine.Table.Allows(need.State, NeedState.Withdrawn, Who.Resident))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        Handshake.CancelAllOf(tx, need);
        NeedRows.Move(tx, NeedRows.Find(tx, id)!, NeedState.Withdrawn, Who.Resident, "withdraw");
        CancelTimers(tx, id);
        if (need.State == NeedState.Accepted)
        {
            TellSecretaries(tx, need.OrgId, id, "need.notice.withdrawn");
        }

        return null;
    });

    /// <summary>Whoever asked leaves: what nobody has taken up is taken back; of what is on the list the secretary learns that no word reaches them.</summary>
    internal static void LeaveUnanswered(Tx tx, long personId)
    {
        foreach (var need in ListViews.AskedBy(tx, personId))
        {
            if (need.State == NeedState.Accepted)
            {
                TellSecretaries(tx, need.OrgId, need.Id, "need.notice.asker_left");
            }
            else
            {
                Withdraw(tx, need.Id);
            }
        }
    }

    /// <summary>Whoever asked is gone: what is open is taken back, and no words of theirs stay.</summary>
    internal static void ForgetAsker(Tx tx, long personId)
    {
        foreach (var need in ListViews.AskedBy(tx, personId))
        {
            Withdraw(tx, need.Id);
        }

        tx.Run("UPDATE need SET asked_by = NULL, asked_words = NULL, reason_cipher = NULL WHERE asked_by = @personId", new { personId });
    }

    /// <summary>What the person said, for the secretary who has to answer; every reading leaves a mark.</summary>
    public static Outcome<string> ReadWords(Tx tx, long id) => tx.UseCase<string>(() =>
    {
        if (NeedRows.Find(tx, id) is not { } need || !Scope.IsOfCommunity(tx, need.OrgId))
        {
            return RefusalCode.NotFound;
        }

        tx.Audit("need", id, "read_words");
        return SealedWords.Open(tx.Vault, id, tx.First<byte[]>("SELECT asked_words FROM need WHERE id = @id", new { id })) ?? "";
    });

    /// <summary>The actor asked for it, and it waits for an answer or came back.</summary>
    internal static bool IsOpenOf(Tx tx, long id) => tx.Exists(
        "SELECT COUNT(*) FROM need WHERE id = @id AND asked_by = @PersonId AND state IN ('Submitted', 'Returned')", new { id, tx.Actor.PersonId });

    internal static void CancelTimers(Tx tx, long id)
    {
        Timers.Cancel(tx, AnswerDue, id);
        Timers.Cancel(tx, RunsOut, id);
    }

    internal static void RemindSecretaries(Tx tx, long id)
    {
        if (NeedRows.Find(tx, id) is { State: NeedState.Submitted } need)
        {
            TellSecretaries(tx, need.OrgId, id, "need.notice.due");
        }
    }

    internal static void Expire(Tx tx, long id)
    {
        if (NeedRows.Take(tx, id) is { State: NeedState.Accepted, Held: 0 } need && need.UntilAt <= tx.Now)
        {
            NeedRows.Move(tx, need, NeedState.Expired, Who.System, "expire", code: "day_passed");
            Tell(tx, id, "need.notice.expired", ("title", need.Title));
        }
    }

    /// <summary>All of it was received.</summary>
    internal static void MeetIfAll(Tx tx, long id)
    {
        if (NeedRows.Find(tx, id) is { State: NeedState.Accepted } need && need.Received == need.Quantity)
        {
            NeedRows.Move(tx, need, NeedState.Met, Who.System, "meet");
            CancelTimers(tx, id);
            Tell(tx, id, "need.notice.met", ("title", need.Title));
        }
    }

    /// <summary>Tells whoever asked; nobody where it is the community's own.</summary>
    internal static void Tell(Tx tx, long id, string key, params (string Name, object Value)[] args)
    {
        if (NeedRows.AskedBy(tx, id) is { } asker)
        {
            tx.Send(asker, OutboxKind.News, key, args);
        }
    }

    private static Outcome<Need> WithReason(Tx tx, long id, NeedState to, string reason, string action, string notice) => Decide(tx, id, to, need =>
    {
        var words = reason.Trim();
        if (words.Letters() is 0 or > LongestReason)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestReason));
        }

        NeedRows.Move(tx, need, to, Who.Secretary, action, words);
        Tell(tx, id, notice, ("reason", words));
        return null;
    });

    private static Outcome<Need> Decide(Tx tx, long id, NeedState to, Func<Need, Refusal?> decide) => tx.UseCase<Need>(() =>
    {
        if (NeedRows.Take(tx, id) is not { } need || !Scope.Sees(tx, need.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (!Scope.IsOfCommunity(tx, need.OrgId))
        {
            return RefusalCode.NotAllowed;
        }

        // A second press of the same button: the answer stands.
        if (need.State == to)
        {
            return need;
        }

        if (!NeedMachine.Table.Allows(need.State, to, Who.Secretary))
        {
            return RefusalCode.WrongState;
        }

        if (decide(need) is { } refusal)
        {
            return refusal;
        }

        if (to != NeedState.Accepted)
        {
            CancelTimers(tx, id);
        }

        return NeedRows.Find(tx, id)!;
    });

    private static Outcome<Need> Own(Tx tx, long id, Func<Need, Refusal?> change) => tx.UseCase<Need>(() =>
    {
        if (NeedRows.Take(tx, id) is not { } need || NeedRows.AskedBy(tx, id) != tx.Actor.RequiredPersonId)
        {
            return RefusalCode.NotFound;
        }

        return change(need) is { } refusal ? refusal : NeedRows.Find(tx, id)!;
    });

    private static void Write(Tx tx, long id, NeedDetails details)
    {
        tx.Run(
            """
            UPDATE need SET kind = @kind, title = @title, skill = @skill, quantity = @Quantity, measure = @measure, until_at = @UntilAt,
                form = @form, times = @times, worth_fen = @WorthFen, minutes = @Minutes, accepted_by = @PersonId, accepted_at = @Now,
                row_version = row_version + 1
            WHERE id = @id
            """,
            new
            {
                id,
                kind = details.Kind.ToString(),
                title = details.Title.Trim(),
                skill = details.Skill?.ToString(),
                details.Quantity,
                measure = details.Measure.Trim(),
                details.UntilAt,
                form = details.Form.ToString(),
                times = details.Times.Trim(),
                details.WorthFen,
                details.Minutes,
                tx.Actor.PersonId,
                tx.Now,
            });
        Timers.Cancel(tx, AnswerDue, id);
        if (details.UntilAt is { } until)
        {
            Timers.Move(tx, RunsOut, id, until);
        }
    }

    private static string AskerName(Tx tx, long id) =>
        tx.First<string>("SELECT p.name FROM need n JOIN person p ON p.id = n.asked_by WHERE n.id = @id", new { id }) ?? "";

    private static void TellSecretaries(Tx tx, long communityId, long id, string key)
    {
        var secretaries = Staff.SecretariesOf(tx, communityId);
        if (secretaries.Count == 0)
        {
            Vacancies.Tell(tx, communityId);
        }

        foreach (var secretary in secretaries)
        {
            tx.Notify(secretary, OutboxKind.Choice, key, [("id", id)], new SendOptions { Choices = [new LabelledChoice("need.choice.open", $"need:{id}")] });
        }
    }
}
