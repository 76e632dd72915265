using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Http;

/// <summary>The tables whose rows carry a version.</summary>
public enum VersionedTable
{
    Org,
    StaffRole,
    Registration,
    Task,
    Claim,
    Offer,
    Need,
    ListMatch,
    Agreement,
    CarePlan,
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

    /// <summary>Takes the row until the transaction ends, and tells whether it is still in that version.</summary>
    public static bool Hold(Tx tx, VersionedTable table, long id, long version)
    {
        var name = table switch
        {
            VersionedTable.Org => "org",
            VersionedTable.StaffRole => "staff_role",
            VersionedTable.Registration => "registration",
            VersionedTable.Task => "task",
            VersionedTable.Claim => "claim",
            VersionedTable.Offer => "offer",
            VersionedTable.Need => "need",
            VersionedTable.ListMatch => "list_match",
            VersionedTable.Agreement => "agreement",
            VersionedTable.CarePlan => "care_plan",
        };
        tx.Lock($"UPDATE {name} SET row_version = row_version WHERE id = @id", new { id });
        return tx.First<long?>($"SELECT row_version FROM {name} WHERE id = @id", new { id }) == version;
    }
}
