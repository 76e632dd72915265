using System.Runtime.CompilerServices;
using ChatGov.Data;

namespace ChatGov.Matching;

/// <summary>
/// The open tasks of a database, kept in memory as ranking looks at them, so that a list costs what changed since the last one and not
/// what is open. Before each list the audit tells which tasks those are, whichever program changed them. A list advises; a claim
/// decides.
/// </summary>
internal sealed class OpenTaskBook
{
    private static readonly ConditionalWeakTable<Db, OpenTaskBook> Books = [];

    private readonly Lock _gate = new();
    private OpenTaskEdition? _last;

    /// <summary>As they are in this transaction.</summary>
    public static OpenTaskEdition Open(Tx tx) => Books.GetValue(tx.Db, static _ => new OpenTaskBook()).Current(tx);

    private OpenTaskEdition Current(Tx tx)
    {
        lock (_gate)
        {
            var edition = _last?.Next(tx) ?? OpenTaskEdition.Load(tx);

            // What a writing transaction sees may be undone.
            _last = tx.OnlyReads ? edition : _last;
            return edition;
        }
    }
}
