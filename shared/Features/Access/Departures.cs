using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Access;

/// <summary>
/// A messenger says that an account left: the company, the app, or its name. Whoever has it next is not taken for the person
/// before. Over twenty within minutes are a change of the app's scope rather than of people: then all of them wait for the
/// banner's office.
/// </summary>
public static class Departures
{
    [Limit("departureMinutes")]
    private const int AtOnceMinutes = 10;

    public const int MostAtOnce = 20;
    public static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(AtOnceMinutes);

    /// <summary>The account is nobody's from now on, as far as the messenger knows.</summary>
    public static void Note(Tx tx, string channel, string userId)
    {
        tx.Lock("UPDATE counter SET next_value = next_value WHERE name = @name", new { name = "departures" });
        if (!Suspension.IsOfSomebody(tx, channel, userId) || IsAsked(tx, channel, userId))
        {
            return;
        }

        var since = tx.Now - AtOnce;
        var isAsking = tx.Exists($"SELECT COUNT(*) FROM departure WHERE state = {DepartureMachine.Asked} AND noted_at > @since", new { since });
        var id = tx.Insert(
            $"INSERT INTO departure (channel, user_id, state, noted_at) VALUES (@channel, @userId, {DepartureMachine.Suspended}, @Now) RETURNING id",
            new { channel, userId, tx.Now });
        var left = DepartureMachine.Table.Load(tx, id)!;
        DepartureMachine.Table.BeginAsSystem(tx, left);
        if (isAsking || Struck(tx, since) > MostAtOnce)
        {
            HoldBack(tx, since);
            AskOffice(tx, isAsking);
        }
        else
        {
            Suspension.Suspend(tx, left);
        }
    }

    /// <summary>The messenger gave this account to somebody just now: who was known by it before is somebody else.</summary>
    /// <param name="at">When it was given.</param>
    public static void NoteNew(Tx tx, string channel, string userId, DateTimeOffset at)
    {
        if (tx.Exists(
            "SELECT COUNT(*) FROM chat_identity WHERE channel = @channel AND user_id = @userId AND suspended_at IS NULL AND linked_at < @at",
            new { channel, userId, at }))
        {
            Note(tx, channel, userId);
        }
    }

    /// <summary>Those that wait for the office; nothing for anybody else.</summary>
    public static List<DepartedAccount> Asked(Tx tx) => Can.Operate.OverAll(tx) ? Waiting(tx) : [];

    /// <summary>The number by which those that wait are spoken of; null when none do.</summary>
    public static long? Wave(Tx tx) => tx.First<long?>($"SELECT MIN(id) FROM departure WHERE state = {DepartureMachine.Asked}");

    /// <summary>Yes suspends all of them, no leaves them as they are. Once decided it is not found.</summary>
    /// <param name="wave">Which were meant, as <see cref="Wave"/> names them.</param>
    /// <returns>How many they were.</returns>
    public static Outcome<int> Decide(Tx tx, long wave, bool suspend) => tx.UseCase<int>(() =>
    {
        tx.Lock("UPDATE counter SET next_value = next_value WHERE name = @name", new { name = "departures" });
        if (!Can.Operate.OverAll(tx) || Wave(tx) != wave)
        {
            return RefusalCode.NotFound;
        }

        var asked = Waiting(tx);
        foreach (var each in asked)
        {
            tx.Run("UPDATE departure SET decided_by = @PersonId, decided_at = @Now WHERE id = @Id", new { each.Id, tx.Actor.PersonId, tx.Now });
            DepartureMachine.Table.Move(tx, each, suspend ? DepartureState.Suspended : DepartureState.LeftAlone);
            if (suspend)
            {
                Suspension.Suspend(tx, each);
            }
        }

        return asked.Count;
    });

    private static List<DepartedAccount> Waiting(Tx tx) => tx.All<DepartedAccount>($"{DepartureMachine.Select} WHERE d.state = {DepartureMachine.Asked} ORDER BY d.id");

    private static bool IsAsked(Tx tx, string channel, string userId) => tx.Exists(
        $"SELECT COUNT(*) FROM departure WHERE state = {DepartureMachine.Asked} AND channel = @channel AND user_id = @userId", new { channel, userId });

    private static long Struck(Tx tx, DateTimeOffset since) => tx.Count(
        $"SELECT COUNT(DISTINCT user_id) FROM departure WHERE state = {DepartureMachine.Suspended} AND decided_at IS NULL AND noted_at > @since", new { since });

    /// <summary>Those that were suspended before it was seen how many they are go on; <see cref="Suspension.Undo"/> says what does not come back.</summary>
    private static void HoldBack(Tx tx, DateTimeOffset since)
    {
        foreach (var each in tx.All<DepartedAccount>(
            $"{DepartureMachine.Select} WHERE d.state = {DepartureMachine.Suspended} AND d.decided_at IS NULL AND d.noted_at > @since ORDER BY d.id", new { since }))
        {
            // Somebody may have left, been proven and left again within these minutes: they wait once.
            DepartureMachine.Table.MoveAsSystem(tx, each, IsAsked(tx, each.Channel, each.UserId) ? DepartureState.LeftAlone : DepartureState.Asked);
            Suspension.Undo(tx, each);
        }
    }

    private static void AskOffice(Tx tx, bool wasAsked)
    {
        if (wasAsked)
        {
            return;
        }

        var wave = Wave(tx)!.Value;
        foreach (var office in Staff.AllOf(tx, Role.BannerOffice))
        {
            tx.Send(office, OutboxKind.Choice, "departures.ask", [("count", MostAtOnce)], new SendOptions
            {
                Choices = [new("departures.yes", $"departures:yes/{wave}"), new("departures.no", $"departures:no/{wave}")],
                DedupeKey = $"departures {wave} {office}",
            });
        }
    }
}
