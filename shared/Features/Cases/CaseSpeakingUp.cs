using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

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

/// <summary>反映: anybody speaks up, staff write down what they hear, and an office puts on the ledger what it found itself.</summary>
public static class CaseSpeakingUp
{
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

        return Received(tx, communityId, report, source, tx.Actor.RequiredPersonId, report.Contact.Trim().Length > 0 ? CaseReach.Phone : CaseReach.Chat);
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

        return CaseTalk.RefuseOfStaff(report) is { } refusal ? refusal
            : WordsForOthers.RefuseId(report.Contact) is { } faulty ? faulty
            : !CaseTalk.IsContact(report.Contact) ? new Refusal(CaseRefusal.ContactMissing, ("limit", CaseTalk.LongestContact))
            : Received(tx, communityId, report, source, reporter: null, CaseReach.Phone);
    });

    /// <summary>What an office found itself: nobody reported it, and a second person looks before it is closed.</summary>
    public static Outcome<Case> Record(Tx tx, long orgId, CaseReport report, CaseSource source, string? oldNumber = null) => tx.UseCase<Case>(() =>
    {
        var isOfCommunity = OrgTree.IsCommunity(tx, orgId);
        if ((isOfCommunity ? Can.AnswerCases : Can.OverseeCases).Against(tx, orgId) is { } no)
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

        if (oldNumber is not null && tx.Exists("SELECT COUNT(*) FROM ledger_case WHERE org_id = @orgId AND old_number = @oldNumber", new { orgId, oldNumber }))
        {
            return new Refusal(CaseRefusal.OldNumberTaken);
        }

        var id = Insert(tx, orgId, report, source, reporter: null, CaseReach.None, CaseState.Accepted);
        tx.Run(
            "UPDATE ledger_case SET above_org_id = @above, lead_id = @PersonId, accepted_at = @Now, old_number = @oldNumber WHERE id = @id",
            new { id, above = isOfCommunity ? (long?)null : orgId, tx.Actor.PersonId, tx.Now, oldNumber });
        CaseRows.SetClock(tx, id, CaseClock.Workdays(report.Kind));
        CaseMachine.Table.Begin(tx, id);
        return CaseRows.Find(tx, id)!;
    });

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
            return new Refusal(RefusalCode.ReasonMissing, ("limit", CaseTalk.LongestWords));
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

    /// <summary>Received, with its receipt; who answers is told.</summary>
    internal static Case Received(Tx tx, long communityId, CaseReport report, CaseSource source, long? reporter, CaseReach reach)
    {
        var id = Insert(tx, communityId, report, source, reporter, reach, CaseState.Received);
        var row = CaseMachine.Table.Begin(tx, id);
        CaseNotices.ToLeads(tx, row, report.Urgent ? "case.notice.new_urgent" : "case.notice.new");
        return CaseRows.Find(tx, id)!;
    }

    private static long Insert(Tx tx, long orgId, CaseReport report, CaseSource source, long? reporter, CaseReach reach, CaseState state)
    {
        var id = tx.NextId("ledger_case");
        tx.Run(
            """
            INSERT INTO ledger_case (id, org_id, kind, source, state, urgent, reporter_id, for_another, reach, words_cipher, spot_cipher, contact_cipher, entered_by, created_at, moved_at)
            VALUES (@id, @orgId, @kind, @source, @state, @Urgent, @reporter, @ForAnother, @reach, @words, @spot, @contact, @enteredBy, @Now, @Now)
            """,
            new
            {
                id,
                orgId,
                kind = report.Kind.ToString(),
                source = source.ToString(),
                state = state.ToString(),
                report.Urgent,
                reporter,
                report.ForAnother,
                reach = reach.ToString(),
                words = Case.SealedWords.Seal(tx.Vault, id, CaseTalk.WithoutOthers(report.Words)),
                spot = Case.SealedSpot.SealWords(tx.Vault, id, CaseTalk.WithoutDoor(report.Spot)),
                contact = Case.SealedContact.SealWords(tx.Vault, id, Redaction.Clean(report.Contact, keepPhones: true).Text),
                enteredBy = reporter == tx.Actor.PersonId ? null : tx.Actor.PersonId,
                tx.Now,
            });
        return id;
    }
}
