namespace ChatGov.Data;

/// <summary>A step of the schema that SQL alone cannot do. It may be stopped at any moment and begins again at the next start.</summary>
/// <param name="Name">Part of its checksum: what it does never changes.</param>
internal sealed record CodeMigration(int Number, string Name, Action<MigrationWork> Run)
{
    public static readonly IReadOnlyList<CodeMigration> All =
    [
        new(25, "bound seals", BoundSeals.Run),
        new(36, "no words left in free pages", work => work.Compact(BoundSeals.TablesWithPlainWords)),
    ];
}

/// <summary>What a step in code may do.</summary>
internal abstract class MigrationWork
{
    /// <summary>Runs a portion in a transaction of its own.</summary>
    public abstract void Write(Action<Tx> portion);

    /// <summary>Leaves nothing of deleted rows and columns of these tables in the files of the database.</summary>
    public abstract void Compact(IEnumerable<string> tables);
}
