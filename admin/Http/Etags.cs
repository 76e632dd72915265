using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Http;

/// <summary>Tables whose rows carry a version and that have no machine of their own room yet.</summary>
public enum VersionedTable
{
    Org,
    StaffRole,
    Registration,
    Task,
    Claim,
}

/// <summary>A row's version as a strong entity tag: <c>"7"</c>.</summary>
internal static class Etags
{
    public static string Show(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null when the header names no version of ours.</returns>
    public static long? Read(string header) =>
        header.Length > 2 && header[0] == '"' && header[^1] == '"'
        && long.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    public static string Name(VersionedTable table) => table switch
    {
        VersionedTable.Org => "org",
        VersionedTable.StaffRole => "staff_role",
        VersionedTable.Registration => "registration",
        VersionedTable.Task => "task",
        VersionedTable.Claim => "claim",
    };

    /// <summary>Takes the row until the transaction ends, and tells whether it is still in that version.</summary>
    public static bool Hold(Tx tx, string table, long id, long version)
    {
        tx.Lock($"UPDATE {table} SET row_version = row_version WHERE id = @id", new { id });
        return tx.First<long?>($"SELECT row_version FROM {table} WHERE id = @id", new { id }) == version;
    }
}
