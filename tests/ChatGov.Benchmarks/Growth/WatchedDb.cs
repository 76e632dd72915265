using System.Data.Common;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>
/// A database whose meter sees each transaction before it ends. Unless it is kept, whatever is written is undone, and whoever wrote it does not
/// learn so: an operation finds the same rows however often it is run. What it costs to commit is not in it; that depends on the disk, and
/// not on how much there is.
/// </summary>
internal sealed class WatchedDb(Db inner, Meter meter, bool isKept = false) : Db(inner.Time, inner.Vault)
{
    public override Dialect Dialect => inner.Dialect;

    public override async Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default)
    {
        T? result = default;
        try
        {
            await inner.Write<bool>(
                tx =>
                {
                    result = work(tx);
                    meter.AtTheEndOf(tx);
                    return isKept ? true : throw new Undone();
                },
                cancel);
        }
        catch (Undone)
        {
            // As it was meant.
        }

        return result!;
    }

    public override T Read<T>(Func<Tx, T> work) => inner.Read(tx =>
    {
        var result = work(tx);
        meter.AtTheEndOf(tx);
        return result;
    });

    public override DbConnection OpenRaw() => inner.OpenRaw();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Undone() : Exception("undone");
}
