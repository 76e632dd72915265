using ChatGov.Actions;
using ChatGov.Data;

namespace ChatGov.Machines;

/// <summary>What every taking back asks first. Part of a use case that has taken the row.</summary>
internal static class TakingBack
{
    /// <summary>The act has to be the last that happened to the row, by the same hand, and a moment ago; null when it is.</summary>
    /// <param name="verb">What the machine's table calls it.</param>
    public static RefusalCode? Against(Tx tx, string entity, long id, string verb)
    {
        var last = tx.First<Last>(
            "SELECT action, actor_id, at FROM audit WHERE entity = @entity AND entity_id = @id ORDER BY id DESC LIMIT 1", new { entity, id });
        return last is null || last.Action != verb || last.ActorId != tx.Actor.PersonId ? RefusalCode.ActedOnSince
            : last.At < tx.Now - Undo.Within ? RefusalCode.UndoTooLate
            : null;
    }

    private sealed record Last
    {
        public string Action { get; init; } = "";

        public long? ActorId { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
