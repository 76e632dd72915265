using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>
/// What was asked of the database in the transactions in which a person acted: all that one use costs, and nothing of what the
/// program does by itself meanwhile.
/// </summary>
public sealed class StatementCount : IDisposable
{
    private readonly Db _db;
    private readonly Lock _lock = new();
    private readonly List<(Tx Tx, string Sql)> _asked = [];

    public StatementCount(Db db)
    {
        _db = db;
        _db.Asked += Note;
    }

    /// <summary>How often each statement was asked, by its text.</summary>
    public Dictionary<string, int> ByText()
    {
        lock (_lock)
        {
            return _asked.Where(each => !each.Tx.Actor.IsSystem).CountBy(each => each.Sql).ToDictionary();
        }
    }

    public void Dispose() => _db.Asked -= Note;

    private void Note(Tx tx, string sql, object? args)
    {
        lock (_lock)
        {
            _asked.Add((tx, sql));
        }
    }
}
