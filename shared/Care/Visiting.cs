using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>
/// Visits fall due by themselves, one at a time for a plan: the pair is asked, whoever takes it says how it was, and the next
/// is counted from then. What nobody took in time is missed, and the secretary knew before.
/// </summary>
public static class Visiting
{
    internal const string DueTimer = "care.due";
    internal const string Unanswered = "care.unanswered";
    internal const string Red = "care.red";
    internal const string RedStill = "care.red_still";
    public const int LongestNote = 200;
    private static readonly TimeSpan MajorWithin = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(7);

    /// <summary>From the one done to the next.</summary>
    public static DateTimeOffset Next(CareTier tier, DateTimeOffset from) => tier switch
    {
        CareTier.A => from.AddDays(7),
        CareTier.B => from.AddMonths(1),
        CareTier.C => from.AddMonths(3),
    };

    /// <summary>So long before it is due the pair is asked: the light is yellow from then on.</summary>
    public static TimeSpan Ahead(CareTier tier) => tier == CareTier.A ? TimeSpan.FromDays(1) : TimeSpan.Zero;

    /// <summary>So long a visit may wait before it is late.</summary>
    public static TimeSpan Grace(CareTier tier) => tier switch
    {
        CareTier.A => TimeSpan.FromDays(1),
        CareTier.B => TimeSpan.FromDays(3),
        CareTier.C => TimeSpan.FromDays(7),
    };

    /// <summary>One of the pair takes it. The first visit, and every visit to a minor, needs both.</summary>
    /// <param name="plannedAt">When they mean to go, at most a week ahead; the door is read from the day before to the day after.</param>
    public static Outcome<CareVisit> Take(Tx tx, long visitId, DateTimeOffset plannedAt) => Act(tx, visitId, (plan, visit) =>
    {
        if (!Pairs.HasActor(tx, plan))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        var me = tx.Actor.RequiredPersonId;
        if (visit.IsTakenBy(me))
        {
            return null;
        }

        if (visit.State != CareVisitState.Due)
        {
            return new Refusal(RefusalCode.VisitTaken);
        }

        if (visit.TaskId is not null)
        {
            return new Refusal(RefusalCode.VisitOnTheList);
        }

        if (plannedAt < tx.Now.AddMinutes(-1) || plannedAt > tx.Now + LongestAhead)
        {
            return new Refusal(RefusalCode.VisitDay);
        }

        if (plan.IsMinor && !Pairs.IsCleared(tx, me))
        {
            return new Refusal(RefusalCode.ClearanceMissing);
        }

        tx.Run(
            "UPDATE care_visit SET second_id = CASE WHEN first_id IS NULL THEN NULL ELSE @me END, first_id = COALESCE(first_id, @me), planned_at = @plannedAt, row_version = row_version + 1 WHERE id = @visitId",
            new { visitId, me, plannedAt });
        tx.Audit("care_visit", visitId, "offer");
        if (visit.Takers.Count + 1 >= Helping.PeopleNeeded(plan))
        {
            CareRows.Move(tx, visit, CareVisitState.Taken, Who.Member, "take");
        }

        return null;
    });

    /// <summary>This time they cannot: the place is open again and the secretary knows. A refusal costs nothing.</summary>
    public static Outcome<CareVisit> Decline(Tx tx, long visitId) => Act(tx, visitId, (plan, visit) =>
    {
        if (!Pairs.HasActor(tx, plan))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (visit.State == CareVisitState.Due)
        {
            tx.Run(
                "UPDATE care_visit SET first_id = NULL, planned_at = NULL, row_version = row_version + 1 WHERE id = @visitId AND first_id = @me",
                new { visitId, me = tx.Actor.RequiredPersonId });
            tx.Audit("care_visit", visitId, "decline");
            CareRows.Tell(
                tx, Organisations.Staff.SecretariesOf(tx, plan.OrgId), plan, "care.notice.declined", OutboxKind.Choice, urgent: false, [],
                visit.TaskId is null ? [new LabelledChoice("care.choice.ask_all", $"ask_community:{visitId}")] : []);
        }

        return null;
    });

    /// <summary>How it was, in one word, by one who took it or was given a place.</summary>
    public static Outcome<CareVisit> Say(Tx tx, long visitId, CareOutcome outcome, string note) => Act(tx, visitId, (plan, visit) =>
    {
        var helps = tx.Actor.PersonId is { } me && Helping.Helps(tx, visit, me);
        if (!helps && !visit.IsTakenBy(tx.Actor.PersonId))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (helps && visit.State == CareVisitState.Due && Helping.AreEnough(tx, plan, visit))
        {
            CareRows.Move(tx, visit, CareVisitState.Taken, Who.Member, "take");
            visit = CareRows.FindVisit(tx, visitId)!;
        }

        return Done(tx, plan, visit, Who.Member, outcome, note);
    });

    /// <summary>The line that may go with it, by whoever said how it was.</summary>
    public static Outcome<CareVisit> AddNote(Tx tx, long visitId, string note) => Act(tx, visitId, (plan, visit) =>
    {
        if (!tx.Exists("SELECT COUNT(*) FROM care_visit WHERE id = @visitId AND done_by = @PersonId", new { visitId, tx.Actor.PersonId }))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (note.Trim().Letters() is 0 or > LongestNote)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestNote));
        }

        if (plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        tx.Run("UPDATE care_visit SET note_cipher = @note, row_version = row_version + 1 WHERE id = @visitId", new { visitId, note = CareSeals.Note.SealWords(tx.Vault, visitId, note) });
        tx.Audit("care_visit", visitId, "note");
        return null;
    });

    /// <summary>The secretary phoned or went.</summary>
    public static Outcome<CareVisit> Record(Tx tx, long planId, CareOutcome outcome, string note) => tx.UseCase<CareVisit>(() =>
    {
        if (CareRows.Take(tx, planId) is not { } plan || !CareRows.Cares(tx, plan.OrgId))
        {
            return RefusalCode.NotFound;
        }

        if (plan.State != CarePlanState.Active)
        {
            return RefusalCode.WrongState;
        }

        var visit = CareRows.OpenVisit(tx, planId) ?? Open(tx, plan, tx.Now, majorChange: false, Who.Secretary);
        if (visit.State == CareVisitState.Due)
        {
            CareRows.Move(tx, visit, CareVisitState.Taken, Who.Secretary, "take");
            visit = CareRows.FindVisit(tx, visit.Id)!;
        }

        return Done(tx, plan, visit, Who.Secretary, outcome, note) is { } refusal ? refusal : CareRows.FindVisit(tx, visit.Id)!;
    });

    /// <summary>Asks the pair again, at most once a day.</summary>
    public static Outcome<CarePlan> Remind(Tx tx, long planId) => CareRows.Act(tx, planId, plan =>
    {
        if (CareRows.OpenVisit(tx, planId) is not { State: CareVisitState.Due } open)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (Pairs.Going(tx, plan).Count == 0)
        {
            return new Refusal(RefusalCode.PairAway);
        }

        AskPair(tx, plan, open.Id, "care.notice.due", $"care:{open.Id}:{Shanghai.DayKey(tx.Now)}");
        tx.Audit("care_visit", open.Id, "remind");
        return null;
    });

    /// <summary>Something changed much: somebody goes within 24 hours.</summary>
    public static Outcome<CarePlan> MajorChange(Tx tx, long planId) => CareRows.Act(tx, planId, plan =>
    {
        if (plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        var red = tx.Now + MajorWithin;
        if (CareRows.OpenVisit(tx, planId) is { } open)
        {
            if (open.RedAt > red)
            {
                tx.Run("UPDATE care_visit SET red_at = @red, major_change = TRUE, row_version = row_version + 1 WHERE id = @Id", new { open.Id, red });
                tx.Audit("care_visit", open.Id, "major_change");
                Timers.Move(tx, Red, open.Id, red);
                AskPair(tx, plan, open.Id, "care.notice.major");
            }
        }
        else
        {
            Open(tx, plan, tx.Now, majorChange: true, Who.Secretary);
        }

        return null;
    });

    /// <summary>Why a visit was missed, for whoever reads the list later.</summary>
    public static Outcome<CareVisit> Explain(Tx tx, long visitId, string reason) => Act(tx, visitId, (plan, visit) =>
    {
        if (!CareRows.Cares(tx, plan.OrgId))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (visit.State != CareVisitState.Missed)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (reason.Trim().Letters() is 0 or > LongestNote)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestNote));
        }

        if (Redaction.NamesPhoneOrId(reason))
        {
            return new Refusal(RefusalCode.PersonalDataInText);
        }

        tx.Run("UPDATE care_visit SET explained_cipher = @reason, row_version = row_version + 1 WHERE id = @visitId", new { visitId, reason = CareSeals.Explained.SealWords(tx.Vault, visitId, reason) });
        tx.Audit("care_visit", visitId, "explain");
        return null;
    });

    internal static void Schedule(Tx tx, long planId, DateTimeOffset at)
    {
        var tier = CareRows.Find(tx, planId)!.Tier;
        tx.Run("UPDATE care_plan SET next_due_at = @at WHERE id = @planId", new { planId, at });
        Timers.Move(tx, DueTimer, planId, at - Ahead(tier));
    }

    internal static void CloseOpen(Tx tx, CarePlan plan, string explained)
    {
        Timers.Cancel(tx, DueTimer, plan.Id);
        if (CareRows.OpenVisit(tx, plan.Id) is { } open)
        {
            Helping.CallOff(tx, open, explained);
            CareRows.Move(tx, open, CareVisitState.Missed, Who.System, "close");
            tx.Run("UPDATE care_visit SET explained_cipher = @explained WHERE id = @Id", new { open.Id, explained = CareSeals.Explained.SealWords(tx.Vault, open.Id, explained) });
            CancelTimers(tx, open.Id);
        }
    }

    internal static void FallDue(Tx tx, long planId)
    {
        if (CareRows.Take(tx, planId) is not { State: CarePlanState.Active } plan || plan.NextDueAt is not { } due || due - Ahead(plan.Tier) > tx.Now)
        {
            return;
        }

        if (CareRows.OpenVisit(tx, planId) is { } before)
        {
            // Somebody is about to go: the next is counted from that.
            if (before.GoesUntil >= tx.Now)
            {
                Schedule(tx, planId, before.GoesUntil.Value.AddDays(1) + Ahead(plan.Tier));
                return;
            }

            CareRows.Move(tx, before, CareVisitState.Missed, Who.System, "miss");
            CancelTimers(tx, before.Id);
            CareRows.TellSecretaries(tx, plan, "care.notice.missed");
        }

        Open(tx, plan, due > tx.Now ? due : tx.Now, majorChange: false, Who.System);
    }

    internal static void TellUnanswered(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is { State: CareVisitState.Due } visit)
        {
            CareRows.TellSecretaries(tx, CareRows.Find(tx, visit.PlanId)!, "care.notice.unanswered");
        }
    }

    internal static void TellRed(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is { State: CareVisitState.Due or CareVisitState.Taken } visit)
        {
            CareRows.TellSecretaries(tx, CareRows.Find(tx, visit.PlanId)!, "care.notice.red");
            if (visit.Tier == CareTier.A)
            {
                Timers.Move(tx, RedStill, visitId, tx.Now.AddHours(24));
            }
        }
    }

    /// <summary>A asks the street for help a day later: a number and a community, nothing else.</summary>
    internal static void AskStreet(Tx tx, long visitId)
    {
        if (CareRows.FindVisit(tx, visitId) is not { State: CareVisitState.Due or CareVisitState.Taken } visit)
        {
            return;
        }

        var plan = CareRows.Find(tx, visit.PlanId)!;
        var people = tx.All<long>(
            """
            SELECT DISTINCT s.person_id FROM held_role s JOIN org_closure c ON c.ancestor_id = s.org_id
            WHERE c.descendant_id = @OrgId AND s.role = 'StreetOffice' AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now) ORDER BY s.person_id
            """,
            new { plan.OrgId, tx.Now });
        foreach (var person in people)
        {
            tx.Send(person, OutboxKind.News, "care.notice.street", [("community", plan.OrgName)]);
        }
    }

    private static CareVisit Open(Tx tx, CarePlan plan, DateTimeOffset due, bool majorChange, Who by)
    {
        CareVisitMachine.Table.Require(null, CareVisitState.Due, by);
        var red = majorChange ? due + MajorWithin : due + Grace(plan.Tier);
        var id = tx.Insert(
            "INSERT INTO care_visit (plan_id, state, due_at, red_at, major_change) VALUES (@Id, 'Due', @due, @red, @majorChange) RETURNING id",
            new { plan.Id, due, red, majorChange });
        tx.Audit("care_visit", id, "fall_due", to: nameof(CareVisitState.Due));
        Schedule(tx, plan.Id, Next(plan.Tier, due));
        Timers.Move(tx, Unanswered, id, due + TimeToAnswer(plan.Tier));
        Timers.Move(tx, Red, id, red);
        if (Pairs.Going(tx, plan).Count == 0)
        {
            CareRows.TellSecretaries(tx, plan, "care.notice.no_pair");
        }
        else
        {
            AskPair(tx, plan, id, majorChange ? "care.notice.major" : "care.notice.due");
        }

        return CareRows.FindVisit(tx, id)!;
    }

    private static Refusal? Done(Tx tx, CarePlan plan, CareVisit visit, Who by, CareOutcome outcome, string note)
    {
        if (note.Letters() > LongestNote)
        {
            return new Refusal(RefusalCode.ReasonMissing, ("limit", LongestNote));
        }

        if (visit.State == CareVisitState.Done)
        {
            return null;
        }

        if (visit.State != CareVisitState.Taken || plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (by == Who.Secretary)
        {
            Helping.CallOff(tx, visit, "已经看过了");
        }

        CareRows.Move(tx, visit, CareVisitState.Done, by, "done");
        tx.Run(
            "UPDATE care_visit SET outcome = @outcome, note_cipher = @note, done_by = @PersonId, done_at = @Now WHERE id = @Id",
            new { visit.Id, outcome = outcome.ToString(), note = CareSeals.Note.SealWords(tx.Vault, visit.Id, note), tx.Actor.PersonId, tx.Now });
        CancelTimers(tx, visit.Id);
        var notSeen = outcome == CareOutcome.NotSeen;
        tx.Run(
            notSeen
                ? "UPDATE care_plan SET not_seen = not_seen + 1, row_version = row_version + 1 WHERE id = @Id"
                : "UPDATE care_plan SET not_seen = 0, visits_done = visits_done + 1, row_version = row_version + 1 WHERE id = @Id",
            new { plan.Id });
        Schedule(tx, plan.Id, Next(plan.Tier, tx.Now));
        React(tx, plan, outcome);
        return null;
    }

    private static void React(Tx tx, CarePlan plan, CareOutcome outcome)
    {
        switch (outcome)
        {
            case CareOutcome.NeedsHelp:
                CareRows.Tell(
                    tx, Organisations.Staff.SecretariesOf(tx, plan.OrgId), plan, "care.notice.needs_help", OutboxKind.Choice, urgent: false, [],
                    new LabelledChoice("care.choice.need", $"add_need:{plan.OrgId}"));
                break;
            case CareOutcome.LeftAlone:
                CareRows.TellSecretaries(tx, plan, "care.notice.left_alone");
                break;
            case CareOutcome.NotSeen when tx.Count("SELECT not_seen FROM care_plan WHERE id = @Id", new { plan.Id }) >= 2:
                CareRows.TellSecretaries(tx, plan, "care.notice.phone_today", urgent: true);
                break;
            default:
                break;
        }
    }

    /// <summary>So long the pair has to say whether they go, before the secretary is told.</summary>
    internal static TimeSpan TimeToAnswer(CareTier tier) => tier == CareTier.A ? TimeSpan.FromHours(24) : TimeSpan.FromHours(48);

    /// <summary>Asks those of them who can go and have not said so yet.</summary>
    internal static void AskPair(Tx tx, CarePlan plan, CareVisit visit, IEnumerable<long> people)
    {
        // Where everybody is asked already, the list is where to say yes.
        if (visit.TaskId is null)
        {
            Ask(tx, plan, visit.Id, visit.MajorChange ? "care.notice.major" : "care.notice.due", people.Intersect(Pairs.Going(tx, plan)).Except(visit.Takers));
        }
    }

    private static void AskPair(Tx tx, CarePlan plan, long visitId, string key, string? onceAs = null) => Ask(tx, plan, visitId, key, Pairs.Going(tx, plan), onceAs);

    private static void Ask(Tx tx, CarePlan plan, long visitId, string key, IEnumerable<long> people, string? onceAs = null)
    {
        foreach (var person in people)
        {
            tx.Send(person, OutboxKind.Choice, key, [("id", plan.Id), ("community", plan.OrgName)], new SendOptions
            {
                DedupeKey = onceAs is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{onceAs}:{person}"),
                Choices = [new LabelledChoice("care.choice.go", $"take_visit:{visitId}"), new LabelledChoice("care.choice.not_now", $"decline_visit:{visitId}")],
            });
        }
    }

    private static void CancelTimers(Tx tx, long visitId)
    {
        Timers.Cancel(tx, Unanswered, visitId);
        Timers.Cancel(tx, Red, visitId);
        Timers.Cancel(tx, RedStill, visitId);
    }

    private static Outcome<CareVisit> Act(Tx tx, long visitId, Func<CarePlan, CareVisit, Refusal?> act) => tx.UseCase<CareVisit>(() =>
        CareRows.FindVisit(tx, visitId) is not { } known ? RefusalCode.NotFound
        : act(CareRows.Take(tx, known.PlanId)!, CareRows.FindVisit(tx, visitId)!) is { } refusal ? refusal
        : CareRows.FindVisit(tx, visitId)!);
}

/// <summary>What time does to care.</summary>
public static class CareTimers
{
    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
    {
        [Planning.ConsentSoon] = Planning.ConsentEndsSoon,
        [Planning.ConsentOver] = Planning.ConsentEnds,
        [Visiting.DueTimer] = Visiting.FallDue,
        [Visiting.Unanswered] = Visiting.TellUnanswered,
        [Visiting.Red] = Visiting.TellRed,
        [Visiting.RedStill] = Visiting.AskStreet,
    };
}
