using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>What is told of a matter when it is spoken up about.</summary>
public sealed record CaseReport
{
    public CaseKind Kind { get; init; }

    /// <summary>What is wrong, or wanted.</summary>
    public string Words { get; init; } = "";

    /// <summary>Where; empty for the whole place.</summary>
    public string Spot { get; init; } = "";

    /// <summary>Whom to call and when; empty for in chat.</summary>
    public string Contact { get; init; } = "";

    public bool ForAnother { get; init; }

    public bool Urgent { get; init; }
}

/// <summary>A matter that nobody reported here, for the ledger of a community or of the office that found it.</summary>
internal sealed record CaseEntry(long OrgId, CaseReport Report, CaseSource Source, string? OldNumber, DateTimeOffset Received);

/// <summary>反映: anybody speaks up, staff write down what they hear, and an office puts on the ledger what it found itself.</summary>
public static class CaseSpeakingUp
{
    public const int LongestOldNumber = 40;

    private const int MostADay = 10;

    /// <summary>By the person themselves, in chat.</summary>
    public static Outcome<Case> SpeakUp(Tx tx, long communityId, CaseReport report, CaseSource source = CaseSource.Resident) => tx.UseCase<Case>(() =>
    {
        if (!OrgTree.IsCommunity(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (CaseTalk.Refuse(report.Words) is { } refusal)
        {
            return refusal;
        }

        if (Budgets.SubjectOf(tx) is { } sender && !Budgets.Spend(tx, sender + " speaks up", Budgets.Day(tx.Now), MostADay))
        {
            return RefusalCode.TooManyTries;
        }

        return Received(tx, communityId, report, source, tx.Actor.RequiredPersonId, ReachOf(report));
    });

    /// <summary>代报: what somebody said by phone or on paper, who is called back; the same rights as in chat.</summary>
    public static Outcome<Case> WriteDown(Tx tx, long communityId, CaseReport report, CaseSource source = CaseSource.Resident) => tx.UseCase<Case>(() =>
    {
        if (!OrgTree.IsCommunity(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (Can.CallBack.Against(tx, communityId) is { } no)
        {
            return no;
        }

        return (WordsForOthers.Refuse(report.Spot) ?? WordsForOthers.RefuseId(report.Words) ?? CaseTalk.Refuse(report.Words)) is { } refusal ? refusal
            : WordsForOthers.RefuseId(report.Contact) is { } faulty ? faulty
            : !CaseTalk.IsContact(report.Contact) ? new Refusal(CaseRefusal.ContactMissing, ("limit", CaseTalk.LongestContact))
            : Received(tx, communityId, report, source, reporter: null, CaseReach.Phone);
    });

    /// <summary>What an office found itself: nobody reported it, and a second person looks before it is closed.</summary>
    public static Outcome<Case> Record(Tx tx, long orgId, CaseReport report, CaseSource source, string? oldNumber = null) => tx.UseCase<Case>(() =>
    {
        if ((OrgTree.IsCommunity(tx, orgId) ? Can.AnswerCases : Can.OverseeCases).Against(tx, orgId) is { } no)
        {
            return no;
        }

        if (source == CaseSource.Resident)
        {
            return new Refusal(CaseRefusal.ContactMissing, ("limit", CaseTalk.LongestContact));
        }

        if ((CaseTalk.RefuseOfStaff(report) ?? WordsForOthers.Refuse(oldNumber ?? "")) is { } refusal)
        {
            return refusal;
        }

        var number = string.IsNullOrWhiteSpace(oldNumber) ? null : oldNumber.Trim();
        if (number is not null)
        {
            LockNumbers(tx, orgId);
        }

        return Numbered(tx, orgId, number) is not null
            ? new Refusal(CaseRefusal.OldNumberTaken)
            : CaseRows.Find(tx, PutOnLedger(tx, new CaseEntry(orgId, report, source, number, tx.Now)))!;
    });

    /// <summary>Two who put the same old number down at once come one after the other.</summary>
    internal static void LockNumbers(Tx tx, long orgId) => tx.Lock("UPDATE org SET row_version = row_version WHERE id = @orgId", new { orgId });

    /// <returns>What is kept under that number of the ledger kept before; empty where it has served its time, null where the place has no such number.</returns>
    internal static string? WordsUnder(Tx tx, long orgId, string? oldNumber) => Numbered(tx, orgId, oldNumber) is { } id
        ? Case.SealedWords.Open(tx.Vault, id, tx.First<byte[]>("SELECT words_cipher FROM ledger_case WHERE id = @id", new { id })) ?? ""
        : null;

    private static long? Numbered(Tx tx, long orgId, string? oldNumber) => oldNumber is null
        ? null
        : tx.First<long?>("SELECT id FROM ledger_case WHERE org_id = @orgId AND old_number = @oldNumber", new { orgId, oldNumber });

    /// <summary>Accepted, with a clock that begins now, whenever it was found: nobody could be held to days before it was here.</summary>
    internal static long PutOnLedger(Tx tx, CaseEntry entry)
    {
        var id = Enter(tx, entry, CaseState.Accepted, tx.Now);
        CaseRows.SetClock(tx, id, CaseClock.Workdays(entry.Report.Kind));
        CaseMachine.Table.Begin(tx, id);
        return id;
    }

    /// <summary>Closed in the ledger that was kept before.</summary>
    internal static void StrikeOff(Tx tx, CaseEntry entry, DateTimeOffset ended)
    {
        var id = Enter(tx, entry, CaseState.Closed, entry.Received);
        tx.Run("UPDATE ledger_case SET closing = @closing WHERE id = @id", new { id, closing = nameof(CaseClosing.Before) });
        CaseMachine.Table.Begin(tx, id);
        CaseRows.EndedThen(tx, id, ended);
    }

    private static long Enter(Tx tx, CaseEntry entry, CaseState state, DateTimeOffset accepted)
    {
        var id = Insert(tx, entry.OrgId, entry.Report, entry.Source, reporter: null, CaseReach.None, state, entry.Received);
        tx.Run(
            "UPDATE ledger_case SET above_org_id = @above, lead_id = @PersonId, accepted_at = @accepted, old_number = @OldNumber WHERE id = @id",
            new { id, above = OrgTree.IsCommunity(tx, entry.OrgId) ? (long?)null : entry.OrgId, tx.Actor.PersonId, accepted, entry.OldNumber });
        return id;
    }

    /// <summary>Something that whoever reported it adds, or answers.</summary>
    public static Outcome<Case> Add(Tx tx, long id, string words) => CaseMachine.Table.Change(tx, id, Who.Resident | Who.Member, row =>
    {
        if (!CaseMachine.IsOpen(row.State))
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (CaseTalk.Refuse(words) is { } refusal)
        {
            return refusal;
        }

        if (!CaseRows.AddWords(tx, id, words))
        {
            return new Refusal(CaseRefusal.CaseWordsFull, ("limit", CaseTalk.LongestInAll));
        }

        tx.Audit(CaseMachine.Table.Entity, id, "add");
        if (row.State == CaseState.WaitingReporter)
        {
            CaseRows.LetClockGoOn(tx, row);
            CaseMachine.Table.Move(tx, row, CaseState.InProgress);
        }

        CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.added");
        return null;
    });

    /// <summary>催一下: who leads and who works on it learn that somebody waits, once a day for each.</summary>
    public static Outcome<Case> Urge(Tx tx, long id) => tx.UseCase<Case>(() =>
    {
        if (CaseLists.FindMine(tx, id) is not { } row)
        {
            return RefusalCode.NotFound;
        }

        if (!CaseMachine.IsOpen(row.State) || row.State == CaseState.CallbackPending)
        {
            return RefusalCode.WrongState;
        }

        if (!Budgets.Spend(tx, string.Create(CultureInfo.InvariantCulture, $"urges case {id}"), Budgets.Day(tx.Now), 1))
        {
            return CaseRefusal.CaseUrgedToday;
        }

        tx.Audit(CaseMachine.Table.Entity, id, "urge");
        CaseNotices.ToLeads(tx, row, "case.notice.urged");
        if (CaseMachine.IsWithHandler(row.State))
        {
            CaseNotices.ToHandler(tx, row, "case.notice.urged");
        }

        return row;
    });

    /// <summary>What was asked as a need, by whoever asked it.</summary>
    internal static Case FromNeed(Tx tx, long communityId, CaseReport report, long asker, long needId)
    {
        var id = Insert(tx, communityId, report, CaseSource.Resident, asker, ReachOf(report), CaseState.Received, tx.Now);
        tx.Run("UPDATE ledger_case SET need_id = @needId, entered_by = NULL WHERE id = @id", new { id, needId });
        CaseMachine.Table.Begin(tx, id);
        return CaseRows.Find(tx, id)!;
    }

    /// <summary>What a care visit found: nobody is named, and nobody reported it.</summary>
    internal static Case FromVisit(Tx tx, long communityId, long planId)
    {
        var words = Catalog.Say(Language.Chinese, "case.words_of_care", ("plan", planId));
        var id = Insert(tx, communityId, new CaseReport { Kind = CaseKind.Help, Words = words }, CaseSource.VisitNote, reporter: null, CaseReach.None, CaseState.Received, tx.Now);
        tx.Run("UPDATE ledger_case SET entered_by = NULL WHERE id = @id", new { id });
        CaseMachine.Table.BeginAsSystem(tx, CaseRows.Find(tx, id)!);
        return CaseRows.Find(tx, id)!;
    }

    private static CaseReach ReachOf(CaseReport report) => report.Contact.Trim().Length > 0 ? CaseReach.Phone : CaseReach.Chat;

    /// <summary>Received, with its receipt; who answers is told.</summary>
    private static Case Received(Tx tx, long communityId, CaseReport report, CaseSource source, long? reporter, CaseReach reach)
    {
        var id = Insert(tx, communityId, report, source, reporter, reach, CaseState.Received, tx.Now);
        var row = CaseMachine.Table.Begin(tx, id);
        CaseNotices.ToLeads(tx, row, row.Urgent ? "case.notice.new_urgent" : "case.notice.new");
        return CaseRows.Find(tx, id)!;
    }

    private static long Insert(Tx tx, long orgId, CaseReport report, CaseSource source, long? reporter, CaseReach reach, CaseState state, DateTimeOffset received)
    {
        var id = tx.NextId("ledger_case");
        tx.Run(
            """
            INSERT INTO ledger_case (id, org_id, kind, source, state, urgent, reporter_id, for_another, reach, words_cipher, spot_cipher, contact_cipher, entered_by, created_at, moved_at)
            VALUES (@id, @orgId, @kind, @source, @state, @Urgent, @reporter, @ForAnother, @reach, @words, @spot, @contact, @enteredBy, @received, @Now)
            """,
            new
            {
                id,
                orgId,
                kind = report.Kind.ToString(),
                source = source.ToString(),
                state = state.ToString(),
                Urgent = report.Urgent || CaseTalk.IsDanger(report.Words),
                reporter,
                report.ForAnother,
                reach = reach.ToString(),
                words = Case.SealedWords.Seal(tx.Vault, id, CaseTalk.WithoutOthers(report.Words)),
                spot = Case.SealedSpot.SealWords(tx.Vault, id, CaseTalk.WithoutDoor(report.Spot)),
                contact = Case.SealedContact.SealWords(tx.Vault, id, Redaction.Clean(report.Contact, keepPhones: true).Text),
                enteredBy = reporter == tx.Actor.PersonId ? null : tx.Actor.PersonId,
                received,
                tx.Now,
            });
        return id;
    }
}
