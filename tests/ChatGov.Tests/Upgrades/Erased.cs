using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Upgrades;

/// <summary>What became of the values of a column when everybody was erased.</summary>
[Flags]
internal enum Fate
{
    None = 0,
    Deleted = 1,
    Blanked = 2,
    Stays = 4,
    WrittenOver = 8,
}

/// <summary>A database with everything in it, after everybody in it, and every chat of nobody, was erased: column by column.</summary>
internal static class Erased
{
    public static async Task Everybody(Db db)
    {
        foreach (var person in db.Read(tx => tx.All<long>("SELECT id FROM person WHERE erased_at IS NULL ORDER BY id")))
        {
            Assert.True((await db.Write(tx => Erasing.Erase(tx.As(Actor.Person(person))))).Ok, $"person {person} cannot go");
        }

        foreach (var chat in db.Read(tx => tx.All<Chat>("SELECT channel, user_id, chat_id FROM session ORDER BY id")))
        {
            Assert.True((await db.Write(tx => Erasing.EraseChat(tx.As(Actor.System), new ChatOwner(chat.Channel, chat.UserId, chat.ChatId)))).Ok);
        }
    }

    /// <summary>The values of every column, by the number of their row.</summary>
    public static Dictionary<string, Dictionary<long, string>> Values(Db db) => db.Read(tx => Schema.Columns(tx, Provider.Sqlite).Where(column => column.Table != "migration").ToDictionary(
        column => $"{column.Table}.{column.Name}",
        column => tx.All<Value>($"SELECT rowid AS row, CAST({column.Name} AS TEXT) AS text FROM {column.Table} WHERE {Holds(column.Name)}")
            .ToDictionary(value => value.Row, value => value.Text),
        StringComparer.Ordinal));

    public static Dictionary<string, Fate> Compare(Dictionary<string, Dictionary<long, string>> before, Dictionary<string, Dictionary<long, string>> after, IReadOnlySet<string> rows) =>
        before.ToDictionary(column => column.Key, column => column.Value.Aggregate(Fate.None, (fate, value) => fate | FateOf(column.Key, value, after[column.Key], rows)), StringComparer.Ordinal);

    /// <summary>Which rows there are.</summary>
    public static HashSet<string> Rows(Db db) => db.Read(tx => Schema.Columns(tx, Provider.Sqlite).Select(column => column.Table).Distinct()
        .SelectMany(table => tx.All<long>($"SELECT rowid FROM {table}").Select(row => $"{table} {row}")).ToHashSet(StringComparer.Ordinal));

    /// <summary>As SQL: something stands there.</summary>
    public static string Holds(string column) => $"{column} IS NOT NULL AND CAST({column} AS TEXT) NOT IN ('', '0', 'false')";

    private static Fate FateOf(string column, KeyValuePair<long, string> value, Dictionary<long, string> after, IReadOnlySet<string> rows) =>
        after.TryGetValue(value.Key, out var now) ? now == value.Value ? Fate.Stays : Fate.WrittenOver
        : rows.Contains($"{column.Split('.')[0]} {value.Key}") ? Fate.Blanked
        : Fate.Deleted;

    private sealed record Value
    {
        public long Row { get; init; }

        public string Text { get; init; } = "";
    }

    private sealed record Chat
    {
        public string Channel { get; init; } = "";

        public string UserId { get; init; } = "";

        public string ChatId { get; init; } = "";
    }
}
