using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>
/// 回访: is it solved, are you satisfied? In chat whoever reported it says so; who is reached by phone is called by somebody who does
/// not work on it; where nobody reported it, such a person looks. There is no other way to close a matter.
/// </summary>
public static class CaseCalls
{
    /// <summary>Those who may call back: the place's people but for who works on it; where there is nobody else, the office above.</summary>
    public static bool MayCall(Tx tx, Case row) =>
        !ActorDidTheWork(tx, row) && row.ReporterId != tx.Actor.PersonId && !(row.MergedInto is { } kept && ActorDidTheWork(tx, CaseRows.Find(tx, kept)!))
        && (Can.CallBack.Over(tx, row.OrgId)
            || (row.AboveOrgId is { } above && Can.OverseeCases.Over(tx, above))
            || (Can.OverseeCases.Over(tx, row.OrgId) && OfThePlace(tx, row).Count == 0));

    /// <summary>Who reported it, worked on it, or called about it before.</summary>
    internal static List<long> Involved(Tx tx, long id) =>
    [
        .. tx.All<long>(InvolvedIn("@id"), new { id }),
        .. CaseHandlers.Of(tx, CaseRows.Find(tx, id)!),
    ];

    /// <summary>The same as SQL, but for those who speak for a unit.</summary>
    /// <param name="id">Of the matter, as SQL.</param>
    internal static string InvolvedIn(string id) =>
        $"""
        SELECT handler_id FROM ledger_case WHERE id = {id} AND handler_id IS NOT NULL
        UNION SELECT resolved_by FROM ledger_case WHERE id = {id} AND resolved_by IS NOT NULL
        UNION SELECT reporter_id FROM ledger_case WHERE id = {id} AND reporter_id IS NOT NULL
        UNION SELECT caller_id FROM case_call WHERE case_id = {id} AND caller_id IS NOT NULL
        """;

    internal static List<long> Callers(Tx tx, Case row) => OfThePlace(tx, row) is { Count: > 0 } own ? own : [.. Organisations.Offices.Above(tx, row.AboveOrgId ?? row.OrgId).Where(person => !DidTheWork(row, person))];

    private static List<long> OfThePlace(Tx tx, Case row) => [.. Can.CallBack.Holders(tx, row.OrgId).Where(person => !DidTheWork(row, person))];

    private static bool ActorDidTheWork(Tx tx, Case row) => CaseHandlers.IsActor(tx, row) || (tx.Actor.PersonId is { } me && DidTheWork(row, me));

    private static bool DidTheWork(Case row, long person) => person == row.HandlerId || person == row.ResolvedBy;

    /// <summary>Resolved, as the handler says: now whoever reported it is asked.</summary>
    internal static void Ask(Tx tx, long id)
    {
        var resolved = CaseRows.Find(tx, id)!;
        CaseMachine.Table.MoveAsSystem(tx, resolved, CaseState.CallbackPending);
        AskReporters(tx, resolved);
        RemindCallers(tx, resolved);
    }

    /// <summary>Who is called, also of those matters that go on with it; where nobody reported it, who looks.</summary>
    internal static void RemindCallers(Tx tx, Case row)
    {
        if (row.Reach != CaseReach.Chat)
        {
            CaseNotices.ToCallers(tx, row, row.Reach == CaseReach.Phone ? "case.notice.call" : "case.notice.look");
        }

        foreach (var merged in CaseLists.MergedByPhone(tx, row.Id))
        {
            CaseNotices.ToCallers(tx, merged, "case.notice.call");
        }
    }

    /// <summary>A working day later, where nobody answered in chat.</summary>
    internal static void AskAgain(Tx tx, long id)
    {
        if (CaseMachine.Table.Take(tx, id) is not { State: CaseState.CallbackPending, Reach: CaseReach.Chat } row)
        {
            return;
        }

        if (row.Asks >= CaseClock.MostAsks)
        {
            CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Unconfirmed);
            CaseNotices.ToReporters(tx, row, "case.notice.unconfirmed", Answers);
            return;
        }

        AskReporters(tx, row);
        CaseMachine.Table.Rearm(tx, id, CaseMachine.AskAgain);
    }

    /// <summary>It was merged into one about which whoever reported that is asked already.</summary>
    internal static void AskAlso(Tx tx, Case merged, Case kept)
    {
        CaseNotices.ToOwnReporter(tx, merged, ResolvedNotice(kept), Answers, ("result", kept.Result ?? ""));
        if (merged.Reach == CaseReach.Phone)
        {
            CaseNotices.ToCallers(tx, merged, "case.notice.call");
        }
    }

    private static void AskReporters(Tx tx, Case row)
    {
        tx.Run("UPDATE ledger_case SET asks = asks + 1 WHERE id = @Id", new { row.Id });
        tx.Audit(CaseMachine.Table.Entity, row.Id, "ask");
        CaseNotices.ToReporters(tx, row, ResolvedNotice(row), Answers, ("result", row.Result ?? ""));
    }

    private static string ResolvedNotice(Case row) => row.Result is null ? "case.notice.resolved_by_task" : "case.notice.resolved";

    /// <summary>解决了: the reporter's word. Whose matter was merged into another says it of their own.</summary>
    public static Outcome<Case> Confirm(Tx tx, long id) => CaseLists.FindMine(tx, id) is not { } mine ? RefusalCode.NotFound
        : CaseHandlers.IsActor(tx, mine) ? new Refusal(CaseRefusal.HandlerMayNotClose)
        : mine.State == CaseState.Merged ? ConfirmMerged(tx, id)
        : CaseMachine.Table.Act(tx, id, CaseState.Closed, row =>
        {
            Close(tx, row, CaseClosing.Word);
            CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.closed");
            return null;
        });

    private static Outcome<Case> ConfirmMerged(Tx tx, long id) => CaseMachine.Table.Change(tx, id, Who.Resident | Who.Member, row =>
    {
        if (row.State != CaseState.Merged || !IsAskedAbout(row, tx.Now))
        {
            return new Refusal(CaseRefusal.NotSolvedYet);
        }

        NoteSolved(tx, id, rating: null);
        tx.Audit(CaseMachine.Table.Entity, id, "confirm_merged");
        return null;
    });

    /// <summary>没解决: within fifteen days of closing, at any time where nobody could be asked.</summary>
    public static Outcome<Case> Reopen(Tx tx, long id, string words) => CaseLists.FindMine(tx, id) is null ? RefusalCode.NotFound : CaseMachine.Table.Act(tx, id, CaseState.Reopened, row =>
    {
        if (row.State == CaseState.Reopened || (row.State == CaseState.Merged && !MayGoOnAlone(row, tx.Now)))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (words.Trim().Length > 0 && CaseTalk.Refuse(words) is { } refusal)
        {
            return refusal;
        }

        if (row is { State: CaseState.Closed, EndedAt: { } closed } && closed + CaseClock.ReopenWithin < tx.Now)
        {
            return new Refusal(CaseRefusal.ReopenTooLate, ("days", CaseClock.ReopenDays));
        }

        if (row.State == CaseState.Answered && words.Trim().Length == 0)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", CaseTalk.LongestWords));
        }

        if (words.Trim().Length > 0 && !CaseRows.AddWords(tx, id, words))
        {
            return new Refusal(CaseRefusal.CaseWordsFull, ("limit", CaseTalk.LongestInAll));
        }

        OpenAgain(tx, row, () => CaseMachine.Table.Move(tx, row, CaseState.Reopened));
        return null;
    }, isDone: _ => false);

    /// <summary>Somebody said of it, or of the one that goes on for it, that it is done.</summary>
    public static bool IsAskedAbout(Case row, DateTimeOffset now) => row.State is CaseState.CallbackPending or CaseState.Unconfirmed
        || (row is { State: CaseState.Merged, KeptState: CaseState.CallbackPending or CaseState.Closed or CaseState.Unconfirmed } && IsInTime(row, now));

    /// <summary>没解决, of what was merged: where the one that went on for it is done, or was answered with reasons and there are new facts.</summary>
    public static bool MayGoOnAlone(Case row, DateTimeOffset now) => row.State == CaseState.Merged && (row.KeptState == CaseState.Answered || IsAskedAbout(row, now));

    // Whose matter went on with another has as long as whoever reported that.
    private static bool IsInTime(Case merged, DateTimeOffset now) => merged.KeptState != CaseState.Closed || merged.KeptEndedAt + CaseClock.ReopenWithin >= now;

    /// <summary>A call about it may be recorded, whatever it came to.</summary>
    public static bool IsCalledAbout(Case row, DateTimeOffset now) => Enum.GetValues<CaseCallOutcome>().Any(outcome => IsRecorded(row, outcome, now));

    /// <summary>满意吗: whoever reported it says so when it was closed, and may say it anew.</summary>
    public static Outcome<Case> Rate(Tx tx, long id, CaseRating rating) => CaseMachine.Table.Change(tx, id, Who.Resident | Who.Member, row =>
    {
        if (CaseHandlers.IsActor(tx, row))
        {
            return new Refusal(CaseRefusal.HandlerMayNotClose);
        }

        if (row.State is not (CaseState.Closed or CaseState.Unconfirmed or CaseState.Answered) && !(row.State == CaseState.Merged && IsAskedAbout(row, tx.Now)))
        {
            return new Refusal(CaseRefusal.NotSolvedYet);
        }

        tx.Run("UPDATE ledger_case SET rating = @rating, row_version = row_version + 1 WHERE id = @id", new { id, rating = rating.ToString() });
        tx.Audit(CaseMachine.Table.Entity, id, "rate", reason: rating.ToString());
        return null;
    });

    /// <summary>A call-back by phone, or a look where nobody reported it, by somebody who does not work on it.</summary>
    /// <param name="rating">As the reporter said it; null where they said nothing.</param>
    public static Outcome<Case> Record(Tx tx, long id, CaseCallOutcome outcome, CaseRating? rating = null) => outcome switch
    {
        CaseCallOutcome.Solved when CaseRows.Find(tx, id) is { State: CaseState.Merged } => CaseMachine.Table.Change(tx, id, Who.GridWorker, row => row.State == CaseState.Merged ? Called(tx, row, outcome, () => NoteSolved(tx, id, rating)) : new Refusal(RefusalCode.WrongState)),
        CaseCallOutcome.Solved => CaseMachine.Table.Act(tx, id, CaseState.Closed, row => Called(tx, row, outcome, () =>
        {
            tx.Run("UPDATE ledger_case SET rating = @rating WHERE id = @id", new { id, rating = row.Reach == CaseReach.None ? null : rating?.ToString() });
            Close(tx, row, row.Reach == CaseReach.None ? CaseClosing.Look : CaseClosing.Call);
            CaseNotices.ToOwnReporter(tx, row, "case.notice.closed_by_call", Answers);
        }), isDone: _ => false),
        CaseCallOutcome.NotSolved => CaseMachine.Table.Act(tx, id, CaseState.Reopened, row => Called(tx, row, outcome, () => OpenAgain(tx, row, () => CaseMachine.Table.Move(tx, row, CaseState.Reopened))), isDone: _ => false),
        CaseCallOutcome.Unreached => CaseMachine.Table.Change(tx, id, Who.GridWorker, row => Called(tx, row, outcome, () => CountMisses(tx, row))),
    };

    private static void NoteSolved(Tx tx, long id, CaseRating? rating) => tx.Run(
        "UPDATE ledger_case SET solved = TRUE, rating = COALESCE(@rating, rating), row_version = row_version + 1 WHERE id = @id", new { id, rating = rating?.ToString() });

    private static Refusal? Called(Tx tx, Case row, CaseCallOutcome outcome, Action act)
    {
        if (!MayCall(tx, row))
        {
            return new Refusal(CaseRefusal.HandlerMayNotClose);
        }

        if (!IsRecorded(row, outcome, tx.Now))
        {
            return new Refusal(row is { State: CaseState.Closed } && outcome == CaseCallOutcome.NotSolved ? CaseRefusal.ReopenTooLate : RefusalCode.WrongState, ("days", CaseClock.ReopenDays));
        }

        tx.Insert(
            "INSERT INTO case_call (case_id, caller_id, at, outcome) VALUES (@Id, @PersonId, @Now, @outcome) RETURNING id",
            new { row.Id, tx.Actor.PersonId, tx.Now, outcome = outcome.ToString() });
        tx.Audit(CaseMachine.Table.Entity, row.Id, "call", reason: outcome.ToString());
        act();
        return null;
    }

    // Whoever is called may say by phone what others say in chat, as long as they.
    private static bool IsRecorded(Case row, CaseCallOutcome outcome, DateTimeOffset now) => row.State switch
    {
        CaseState.CallbackPending => row.Reach == CaseReach.Phone || (row.Reach == CaseReach.None && outcome != CaseCallOutcome.Unreached),
        _ when row.Reach != CaseReach.Phone || outcome == CaseCallOutcome.Unreached => false,
        CaseState.Unconfirmed => true,
        CaseState.Merged => outcome == CaseCallOutcome.Solved ? IsAskedAbout(row, now) : MayGoOnAlone(row, now),
        CaseState.Answered => outcome == CaseCallOutcome.NotSolved,
        CaseState.Closed => outcome == CaseCallOutcome.NotSolved && row.EndedAt + CaseClock.ReopenWithin >= now,
        _ => false,
    };

    /// <summary>A thank-you call heard that it is not so, within the days in which it may be opened again.</summary>
    internal static void ReopenAfterThanks(Tx tx, long id)
    {
        if (CaseMachine.Table.Take(tx, id) is { State: CaseState.Closed } row)
        {
            OpenAgain(tx, row, () => CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Reopened));
        }
    }

    private static void CountMisses(Tx tx, Case row)
    {
        var misses = tx.All<DateTimeOffset>(
            "SELECT at FROM case_call WHERE case_id = @Id AND outcome = 'Unreached' AND at >= (SELECT resolved_at FROM ledger_case WHERE id = @Id)", new { row.Id });
        if (misses.Count >= CaseClock.MostAsks && misses.Select(Shanghai.Day).Distinct().Count() >= CaseClock.CallDays)
        {
            CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Unconfirmed);
        }
    }

    private static void Close(Tx tx, Case row, CaseClosing closing)
    {
        tx.Run("UPDATE ledger_case SET closing = @closing, solved = TRUE WHERE id = @Id", new { row.Id, closing = closing.ToString() });
        CaseMachine.Table.Move(tx, row, CaseState.Closed);
        new CaseClosed(row, closing).Tell(tx);
    }

    private static void OpenAgain(Tx tx, Case row, Action move)
    {
        CaseRows.GoOnAlone(tx, row, CaseClock.WorkdaysAgain(row.Kind));
        tx.Run("UPDATE ledger_case SET reopenings = reopenings + 1, solved = FALSE, closing = NULL WHERE id = @Id", new { row.Id });
        move();
        if (row.Reopenings + 1 >= 2)
        {
            CaseWork.EscalateAgain(tx, row.Id);
        }
        else
        {
            CaseNotices.ToLeads(tx, row, "case.notice.reopened");
        }
    }

    private static readonly IReadOnlyList<Func<long, LabelledChoice>> Answers =
    [
        id => new LabelledChoice("case.choice.solved", CaseActions.Solved.On(id)),
        id => new LabelledChoice("case.choice.not_solved", CaseActions.NotSolved.On(id)),
    ];
}
