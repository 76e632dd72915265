namespace ChatGov.Data;

/// <summary>Duties that one program at a time may do: polling a messenger, running timers, owning inbox rows.</summary>
public static class Leases
{
    /// <summary>How long a duty stays taken after its owner was last heard of.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(15);

    /// <summary>Takes or keeps a duty.</summary>
    /// <returns>False while another living program has it.</returns>
    public static bool TryHold(Tx tx, string duty, string owner)
    {
        var holder = tx.First<LeaseRow>("SELECT owner, until FROM lease WHERE name = @duty", new { duty });
        if (holder is not null && holder.Owner != owner && IsAlive(holder, tx.Now))
        {
            return false;
        }

        // The guard repeats what was read: of two programs that saw the same dead holder one wins.
        return tx.Run(
            """
            INSERT INTO lease (name, owner, until) VALUES (@duty, @owner, @until)
            ON CONFLICT (name) DO UPDATE SET owner = @owner, until = @until WHERE lease.owner = @seen OR lease.owner = @owner
            """,
            new { duty, owner, until = tx.Now + Life, seen = holder?.Owner }) == 1;
    }

    /// <summary>A duty that nobody has, or whose owner is gone.</summary>
    public static bool IsFree(Tx tx, string duty, string owner) =>
        tx.First<LeaseRow>("SELECT owner, until FROM lease WHERE name = @duty", new { duty }) is not { } holder || (holder.Owner != owner && !IsAlive(holder, tx.Now));

    /// <summary>Gives up every duty of a program that ends, and its word that it runs.</summary>
    public static void ReleaseAll(Tx tx, string owner) => tx.Run("DELETE FROM lease WHERE owner = @owner", new { owner });

    /// <summary>Says that this program runs; its rows are left alone as long as it does.</summary>
    public static void SayAlive(Tx tx, string owner) => TryHold(tx, "instance " + owner, owner);

    public static bool IsAlive(Tx tx, string owner)
    {
        var lease = tx.First<LeaseRow>("SELECT owner, until FROM lease WHERE name = @name", new { name = "instance " + owner });
        return lease is not null && IsAlive(lease, tx.Now);
    }

    private static bool IsAlive(LeaseRow lease, DateTimeOffset now) =>
        lease.Until > now && Instance.IsRunning(lease.Owner) != false;

    private sealed record LeaseRow
    {
        public string Owner { get; init; } = "";

        public DateTimeOffset Until { get; init; }
    }
}
