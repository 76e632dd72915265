using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>A claim that waits for the secretary's yes.</summary>
public sealed record PendingClaim
{
    public long Id { get; init; }

    public long TaskId { get; init; }

    public string Title { get; init; } = "";

    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The name of who wants to come.</summary>
    public string Name { get; init; } = "";

    public bool NeedsClearance { get; init; }

    public Skill? Credential { get; init; }

    /// <summary>What the task asks for has been checked and is valid on its day; true where it asks for nothing.</summary>
    public bool IsQualified { get; init; }
}

/// <summary>
/// Home visits, minors and professional acts: the member applies, the secretary says yes or no. Asked once more after
/// two days; without an answer the claim ends a day later. It holds no place: the yes gives it one.
/// </summary>
public static class ClaimApplications
{
    /// <summary>Part of a claim: the person is locked and meets the rules.</summary>
    internal static Claim Apply(Tx tx, VolunteerTask task, long personId)
    {
        var claim = ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, task.Id), ClaimState.Pending);
        Ask(tx, claim.Id, "task.notice.applied");
        return claim;
    }

    /// <summary>The secretary's yes: gives the place, if there is one and nothing stands against it now.</summary>
    public static Outcome<Claim> Approve(Tx tx, long claimId) => tx.UseCase<Claim>(() =>
    {
        if (Find(tx, claimId) is not { } claim)
        {
            return RefusalCode.NotFound;
        }

        Persons.Lock(tx, claim.PersonId);
        var task = TaskRows.Take(tx, claim.TaskId)!;
        claim = ClaimRows.Find(tx, claimId)!;
        if (claim.State == ClaimState.Confirmed)
        {
            return claim;
        }

        if (RefuseYes(tx, claim, task) is { } refusal)
        {
            return refusal;
        }

        ClaimMachine.Table.Move(tx, claim, ClaimState.Confirmed);
        tx.Run("UPDATE task SET taken = taken + 1 WHERE id = @Id AND taken < places", new { task.Id });
        if (task.Taken + 1 == task.Places)
        {
            TaskMachine.Table.MoveAsSystem(tx, task, TaskState.Filled);
        }

        tx.Send(claim.PersonId, OutboxKind.Receipt, "task.notice.approved",
            [("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("place", task.Place)],
            new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt) });
        TaskSources.Placed(tx, task.Id, claim.PersonId);
        return claim with { State = ClaimState.Confirmed };
    });

    public static Outcome<Claim> Decline(Tx tx, long claimId, string reason) => tx.UseCase<Claim>(() =>
    {
        if (Find(tx, claimId) is not { } claim)
        {
            return RefusalCode.NotFound;
        }

        if (WordsForOthers.RefuseReason(reason, TaskDraft.LongestText) is { } refusal)
        {
            return refusal;
        }

        if (claim.State != ClaimState.Pending)
        {
            return ClaimRefusal.ClaimNotOpen;
        }

        ClaimMachine.Table.Move(tx, claim, ClaimState.Declined, Why.Because("told_in_words"));
        Tell(tx, claim, "task.notice.declined", ("reason", reason.Trim()));
        return claim with { State = ClaimState.Declined };
    });

    /// <summary>
    /// 已核验: the secretary has seen the credential, or the declaration and the record check; good for a year. Then the
    /// claim can be approved.
    /// </summary>
    public static Outcome<PendingClaim> Qualify(Tx tx, long claimId) => tx.UseCase<PendingClaim>(() =>
    {
        if (Find(tx, claimId) is not { State: ClaimState.Pending } claim)
        {
            return RefusalCode.NotFound;
        }

        var personId = claim.PersonId;
        if (personId == tx.Actor.PersonId)
        {
            return ClaimRefusal.OwnClaim;
        }

        var pending = tx.First<PendingClaim>(Select + " WHERE c.id = @claimId", new { claimId })!;

        Qualifications.Record(tx, personId, pending.NeedsClearance, pending.Credential);
        return pending with { IsQualified = true };
    });

    /// <summary>待办: the claims that wait for the actor's yes, oldest first.</summary>
    public static List<PendingClaim> WaitingForMe(Tx tx) => tx.All<PendingClaim>($"{MineSql} ORDER BY c.id LIMIT 50", new { tx.Now, tx.Actor.PersonId });

    public static PendingClaim? FindForMe(Tx tx, long id) => tx.First<PendingClaim>($"{MineSql} AND c.id = @id", new { tx.Now, tx.Actor.PersonId, id });

    /// <summary>The same at the desk: those of the part of the tree in which the actor runs the work.</summary>
    public static Page<PendingClaim> Waiting(Tx tx, PageRequest page) => page.Cut(
        tx.All<PendingClaim>(
            Select +
            $"""
             WHERE c.state = {ClaimMachine.WaitsForAYes} AND c.id > @After
              AND {Can.RunCommunity.On("t.org_id")}
            ORDER BY c.id LIMIT @Take
            """,
            new { page.After, page.Take }),
        pending => pending.Id);

    private static readonly string Select =
        $"""
        SELECT c.id, c.task_id, t.title, t.starts_at, p.name, t.needs_clearance, t.credential, ({Qualifications.Meets}) AS is_qualified
        FROM claim c
        JOIN task t ON t.id = c.task_id
        JOIN person p ON p.id = c.person_id
        """;

    private static readonly string MineSql = $"{Select} WHERE c.state = {ClaimMachine.WaitsForAYes} AND {Organisations.Offices.IsAnsweredByMe("t.org_id")}";

    private static Claim? Find(Tx tx, long claimId) =>
        ClaimRows.Find(tx, claimId) is { } claim && TaskRows.FindRun(tx, claim.TaskId) is not null ? claim : null;

    private static RefusalCode? RefuseYes(Tx tx, Claim claim, VolunteerTask task)
    {
        if (claim.PersonId == tx.Actor.PersonId)
        {
            return ClaimRefusal.OwnClaim;
        }

        if (claim.State != ClaimState.Pending)
        {
            return ClaimRefusal.ClaimNotOpen;
        }

        if (task.State == TaskState.Filled || task.Left == 0)
        {
            return ClaimRefusal.NoPlaceLeft;
        }

        if (task.State != TaskState.Published || task.StartsAt <= tx.Now)
        {
            return ClaimRefusal.TaskStarted;
        }

        if (!Qualifications.IsMet(tx, claim.Id))
        {
            return ClaimRefusal.NotQualified;
        }

        return Eligibility.Clashes(tx, claim.PersonId, task, claim.Id) ? ClaimRefusal.ClaimantBusy : null;
    }

    private static void Ask(Tx tx, long claimId, string key)
    {
        if (ClaimRows.Find(tx, claimId) is not { State: ClaimState.Pending } claim || TaskRows.Find(tx, claim.TaskId) is not { } task)
        {
            return;
        }

        foreach (var secretary in TaskRows.AnswerableFor(tx, task))
        {
            tx.Notify(secretary, OutboxKind.Choice, key, [("title", task.Title), ("when", task.StartsAt)],
                new SendOptions { Choices = [new LabelledChoice("task.choice.review_claim", ClaimActions.ReviewClaim.On(claimId))] });
        }
    }

    internal static void AskAgain(Tx tx, long claimId) => Ask(tx, claimId, "task.notice.applied_again");

    internal static void DeclineUnanswered(Tx tx, long claimId)
    {
        if (ClaimMachine.Table.Take(tx, claimId) is { State: ClaimState.Pending } claim)
        {
            ClaimMachine.Table.MoveAsSystem(tx, claim, ClaimState.Declined, Why.Because("no_answer"));
            Tell(tx, claim, "task.notice.not_answered");
        }
    }

    private static void Tell(Tx tx, Claim claim, string key, params (string, object)[] args) =>
        tx.Send(claim.PersonId, OutboxKind.Receipt, key, [("title", claim.Title), .. args]);
}
