using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

public enum PlaceCodeKind
{
    /// <summary>找人替: the friend takes over the place; until then it stays with its owner.</summary>
    StandIn,

    /// <summary>同去: both claim at once, each a place of their own; both get one or neither does.</summary>
    Companion,
}

/// <param name="Code">Shown this once, to be handed on by its owner.</param>
public sealed record PlaceCode(PlaceCodeKind Kind, string Code, VolunteerTask Task);

/// <summary>
/// Codes that one member hands to another: 8 characters of 31 (8.5e11; five tries a day for an account), good once and until the task
/// starts. Nobody is claimed for: the friend sends the code themselves and every rule is theirs to meet. The next one for the same
/// task ends what nobody used.
/// </summary>
public static class PlaceCodes
{
    [Limit("placeCodeLetters")]
    private const int Length = 8;

    public static Outcome<PlaceCode> Make(Tx tx, long taskId, PlaceCodeKind kind) => tx.UseCase<PlaceCode>(() =>
    {
        if (TaskRows.Find(tx, taskId) is not { State: TaskState.Published or TaskState.Filled } task || task.StartsAt <= tx.Now)
        {
            return ClaimRefusal.TaskNotOpen;
        }

        if (kind == PlaceCodeKind.StandIn && Refuse(ClaimRows.FindOwn(tx, taskId), task) is { } refusal)
        {
            return refusal;
        }

        var secret = Secret.New(Length, locatorLength: 0).InCapitals();
        Codes.Issue(tx, Of(kind), new CodeSubject { TaskId = taskId }, secret, task.StartsAt);
        return new PlaceCode(kind, $"{secret.Proof[..4]}-{secret.Proof[4..]}", task);
    });

    /// <summary>Whether words look like a code: forgiving about spaces, dashes and case.</summary>
    public static string? Read(string text)
    {
        var plain = new string([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return Secret.Read(plain.ToLowerInvariant(), Length, locatorLength: 0) is null ? null : plain;
    }

    /// <summary>Uses a code somebody was handed.</summary>
    /// <param name="identityKey">For whom wrong tries are counted.</param>
    public static Outcome<Claim> Use(Tx tx, string words, string identityKey) => tx.UseCase<Claim>(() =>
    {
        var identity = "place code " + identityKey;
        if (WrongTries.AreUsedUp(tx, identity))
        {
            return RefusalCode.TooManyTries;
        }

        if (Read(words) is not { } text || Codes.FindWhole(tx, text) is not { TaskId: { } taskId, IssuedBy: { } issuer } code)
        {
            WrongTries.Count(tx, identity);
            return ClaimRefusal.PlaceCodeWrong;
        }

        var personId = tx.Actor.RequiredPersonId;
        if (code.UsedBy == personId && ClaimRows.FindOwn(tx, taskId) is { } own)
        {
            return own;
        }

        if (!code.IsOpen(tx.Now) || issuer == personId)
        {
            return issuer == personId ? ClaimRefusal.OwnPlaceCode : ClaimRefusal.PlaceCodeUsed;
        }

        // Everywhere persons are taken in the order of their ids, so that two friends cannot wait for each other.
        Persons.LockBoth(tx, personId, issuer);
        if (!Codes.Use(tx, code.Id, personId))
        {
            return ClaimRefusal.PlaceCodeUsed;
        }

        var row = new Row(taskId, issuer);
        return code.Kind == CodeKind.StandIn ? StandIn(tx, row, personId) : ClaimTogether(tx, row, personId);
    });

    private static Outcome<Claim> StandIn(Tx tx, Row row, long personId)
    {
        var task = TaskRows.Take(tx, row.TaskId)!;
        var owned = ClaimRows.FindOf(tx, row.TaskId, row.PersonId);
        if (Refuse(owned, task) is { } refusal)
        {
            return refusal.Code == ClaimRefusal.StandInNeedsYes ? refusal : ClaimRefusal.PlaceCodeUsed;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled) || task.StartsAt <= tx.Now)
        {
            return ClaimRefusal.TaskStarted;
        }

        // Whoever waits in line for it has the better way: the place they are offered.
        if (ClaimRows.FindOf(tx, row.TaskId, personId) is not null)
        {
            return ClaimRefusal.AlreadyOnTask;
        }

        if (Eligibility.Against(tx, task, personId) is { } against)
        {
            return against;
        }

        ClaimRows.MoveOwn(tx, owned!, ClaimState.Withdrawn);
        TaskLeads.EndWith(tx, task, row.PersonId);
        var claim = ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, task.Id), ClaimState.Confirmed, Why.Because("stand_in"));
        tx.Send(row.PersonId, OutboxKind.Receipt, "task.notice.stood_in", [("title", task.Title), ("when", task.StartsAt)],
            new SendOptions { Urgent = TaskReminders.WouldComeTooLate(tx.Now, task.StartsAt) });
        return claim;
    }

    private static Outcome<Claim> ClaimTogether(Tx tx, Row row, long personId)
    {
        TaskRows.Take(tx, row.TaskId);
        var hadOne = ClaimRows.FindOf(tx, row.TaskId, row.PersonId) is { } first && ClaimRows.HoldsPlace(first.State);
        var one = Claiming.ClaimFor(tx, row.TaskId, row.PersonId);
        var other = Claiming.ClaimFor(tx, row.TaskId, personId);
        if (!one.Ok || !other.Ok)
        {
            // What stands against the friend is said to the friend alone; what stands against the other is not told.
            return other.Ok || ClaimRefusal.Full.Contains(other.Refusal!.Code) ? ClaimRefusal.NotTogether : other.Refusal;
        }

        if (!hadOne)
        {
            tx.Send(row.PersonId, OutboxKind.Receipt, "task.notice.together",
                [("title", one.Value.Title), ("when", new Period(one.Value.StartsAt, one.Value.EndsAt)), ("place", one.Value.Place)]);
        }

        return other;
    }

    private static Refusal? Refuse(Claim? owned, VolunteerTask task) =>
        owned is not { State: ClaimState.Confirmed } ? new Refusal(RefusalCode.NotFound)
        : task.PendingClaims ? new Refusal(ClaimRefusal.StandInNeedsYes)
        : null;

    private static CodeKind Of(PlaceCodeKind kind) => kind switch
    {
        PlaceCodeKind.StandIn => CodeKind.StandIn,
        PlaceCodeKind.Companion => CodeKind.Companion,
    };

    /// <param name="PersonId">Who handed the code on.</param>
    private sealed record Row(long TaskId, long PersonId);
}
