using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Tests.Support;

/// <summary>Proves that the audit tells every entity's whole life: born, each step from where the last one ended, up to its state now.</summary>
public static class AuditTrail
{
    public static void IsComplete<TState>(Db db, Machine<TState> machine)
        where TState : struct, Enum => db.Read(tx =>
    {
        var steps = tx.All<Step>(
            "SELECT entity_id, from_state, to_state FROM audit WHERE entity = @Entity AND to_state IS NOT NULL ORDER BY id",
            new { machine.Entity }).ToLookup(step => step.EntityId);
        foreach (var row in tx.All<Row>($"SELECT id, state FROM {machine.Entity}"))
        {
            string? at = null;
            foreach (var step in steps[row.Id])
            {
                Assert.Equal(at, step.FromState);
                Assert.NotNull(machine.Find(at is null ? null : Enum.Parse<TState>(at), Enum.Parse<TState>(step.ToState)));
                at = step.ToState;
            }

            Assert.Equal(row.State, at);
        }

        return true;
    });

    private sealed record Step
    {
        public long EntityId { get; init; }

        public string? FromState { get; init; }

        public string ToState { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string State { get; init; } = "";
    }
}
