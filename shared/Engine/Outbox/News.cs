using ChatGov.Data;

namespace ChatGov.Outbox;

/// <summary>What comes by itself and can be switched off, each kind on its own.</summary>
public enum News
{
    EveningBefore,
    TwoHoursBefore,
    PlaceFreed,
    TaskChanged,
    RosterConfirmed,
}

/// <summary>提醒: which news a person wants. Everything is on until they say otherwise.</summary>
public static class NewsSwitches
{
    public static Outcome<bool> Set(Tx tx, News kind, bool on) => tx.UseCase<bool>(() =>
    {
        var args = new { personId = tx.Actor.RequiredPersonId, kind = kind.ToString() };
        tx.Run(
            on
                ? "DELETE FROM news_off WHERE person_id = @personId AND kind = @kind"
                : "INSERT INTO news_off (person_id, kind) VALUES (@personId, @kind) ON CONFLICT (person_id, kind) DO NOTHING",
            args);
        tx.Audit("person", args.personId, on ? "news_on" : "news_off", reason: kind.ToString());
        return on;
    });

    public static IReadOnlySet<News> Off(Tx tx, long personId) =>
        tx.All<string>("SELECT kind FROM news_off WHERE person_id = @personId", new { personId }).Select(Enum.Parse<News>).ToHashSet();

    internal static bool IsOff(Tx tx, long personId, News kind) =>
        tx.Exists("SELECT COUNT(*) FROM news_off WHERE person_id = @personId AND kind = @kind", new { personId, kind = kind.ToString() });
}
