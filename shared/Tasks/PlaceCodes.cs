using System.Security.Cryptography;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

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
/// Codes that one member hands to another: 8 characters without look-alikes, good once and until the task starts, kept
/// as a keyed hash. Nobody is claimed for: the friend sends the code themselves and every rule is theirs to meet.
/// </summary>
public static class PlaceCodes
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 8;

    public static Outcome<PlaceCode> Make(Tx tx, long taskId, PlaceCodeKind kind) => tx.UseCase<PlaceCode>(() =>
    {
        if (TaskRows.Find(tx, taskId) is not { State: TaskState.Published or TaskState.Filled } task || task.StartsAt <= tx.Now)
        {
            return RefusalCode.TaskNotOpen;
        }

        if (kind == PlaceCodeKind.StandIn && Refuse(ClaimRows.FindOwn(tx, taskId), task) is { } refusal)
        {
            return refusal;
        }

        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        var id = tx.Insert(
            """
            INSERT INTO place_code (task_id, person_id, kind, secret_hash, expires_at)
            VALUES (@taskId, @personId, @kind, @hash, @StartsAt) RETURNING id
            """,
            new { taskId, personId = tx.Actor.RequiredPersonId, kind = kind.ToString(), hash = tx.Vault.Hash(code), task.StartsAt });
        tx.Audit("place_code", id, "make");
        return new PlaceCode(kind, $"{code[..4]}-{code[4..]}", task);
    });

    /// <summary>Whether words look like a code: forgiving about spaces, dashes and case.</summary>
    public static string? Read(string text)
    {
        var plain = new string([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return plain.Length == Length && plain.All(Alphabet.Contains) ? plain : null;
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

        if (Read(words) is not { } code || Find(tx, code) is not { } row)
        {
            WrongTries.Count(tx, identity);
            return RefusalCode.PlaceCodeWrong;
        }

        var personId = tx.Actor.RequiredPersonId;
        if (row.UsedBy == personId && ClaimRows.FindOwn(tx, row.TaskId) is { } own)
        {
            return own;
        }

        if (row.UsedAt is not null || row.ExpiresAt <= tx.Now || row.PersonId == personId)
        {
            return row.PersonId == personId ? RefusalCode.OwnPlaceCode : RefusalCode.PlaceCodeUsed;
        }

        // Everywhere persons are taken in the order of their ids, so that two friends cannot wait for each other.
        Persons.Lock(tx, Math.Min(personId, row.PersonId));
        Persons.Lock(tx, Math.Max(personId, row.PersonId));
        if (!Consume(tx, row.Id, personId))
        {
            return RefusalCode.PlaceCodeUsed;
        }

        return row.Kind == PlaceCodeKind.StandIn ? StandIn(tx, row, personId) : ClaimTogether(tx, row, personId);
    });

    private static Outcome<Claim> StandIn(Tx tx, Row row, long personId)
    {
        var task = TaskRows.Take(tx, row.TaskId)!;
        var owned = ClaimRows.FindOf(tx, row.TaskId, row.PersonId);
        if (Refuse(owned, task) is { } refusal)
        {
            return refusal.Code == RefusalCode.StandInNeedsYes ? refusal : RefusalCode.PlaceCodeUsed;
        }

        if (task.State is not (TaskState.Published or TaskState.Filled) || task.StartsAt <= tx.Now)
        {
            return RefusalCode.TaskStarted;
        }

        // Whoever waits in line for it has the better way: the place they are offered.
        if (ClaimRows.FindOf(tx, row.TaskId, personId) is not null)
        {
            return RefusalCode.AlreadyOnTask;
        }

        if (Eligibility.Against(tx, task, personId) is { } against)
        {
            return against;
        }

        ClaimRows.Move(tx, owned!.Id, ClaimState.Confirmed, ClaimState.Withdrawn, Who.Member, "hand_over");
        Leading.EndWith(tx, task, row.PersonId);
        var claim = ClaimRows.Insert(tx, task, personId, TaskRows.NextNumber(tx, task.Id), ClaimState.Confirmed, "stand_in");
        tx.Send(row.PersonId, OutboxKind.Receipt, "task.notice.stood_in", [("title", task.Title), ("when", task.StartsAt)],
            new SendOptions { Urgent = Reminding.WouldComeTooLate(tx.Now, task.StartsAt) });
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
            return other.Ok || other.Refusal!.Code is RefusalCode.TaskFull or RefusalCode.TaskFullByChoice ? RefusalCode.NotTogether : other.Refusal;
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
        : task.PendingClaims ? new Refusal(RefusalCode.StandInNeedsYes)
        : null;

    private static bool Consume(Tx tx, long id, long personId)
    {
        if (tx.Run("UPDATE place_code SET used_by = @personId, used_at = @Now WHERE id = @id AND used_at IS NULL", new { id, personId, tx.Now }) == 0)
        {
            return false;
        }

        // Both may have had their places before: then this is all that happens.
        tx.Audit("place_code", id, "use");
        return true;
    }

    private static Row? Find(Tx tx, string code) => tx.Vault.Hashes(code)
        .Select(hash => tx.First<Row>(
            "SELECT id, task_id, person_id, kind, expires_at, used_by, used_at FROM place_code WHERE secret_hash = @hash", new { hash }))
        .FirstOrDefault(row => row is not null);

    private sealed record Row
    {
        public long Id { get; init; }

        public long TaskId { get; init; }

        public long PersonId { get; init; }

        public PlaceCodeKind Kind { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }

        public long? UsedBy { get; init; }

        public DateTimeOffset? UsedAt { get; init; }
    }
}
