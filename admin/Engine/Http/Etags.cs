using System.Globalization;
using System.Security.Cryptography;
using ChatGov.Data;
using Microsoft.Net.Http.Headers;

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

/// <summary>
/// Strong entity tags: <c>"7-1f0a…"</c>, the row's version and what the answer holds besides; without a version only the latter. A change
/// names the version, by the tag it read or by the version alone.
/// </summary>
internal static class Etags
{
    private const int HashLetters = 16;
    private const char Between = '-';

    /// <summary>Of an answer as it is sent.</summary>
    public static string Of(ReadOnlySpan<byte> body, long? version = null) => string.Create(
        CultureInfo.InvariantCulture, $"\"{version}{Between}{Convert.ToHexStringLower(SHA256.HashData(body))[..HashLetters]}\"");

    /// <summary>Of the same answer in a coding: other bytes, and so another tag.</summary>
    public static string InCoding(string tag, string coding) => $"{tag[..^1]}{Between}{coding}\"";

    public static bool AreNamed(HttpRequest request) => request.Headers.IfNoneMatch.Count > 0 && HttpMethods.IsGet(request.Method);

    /// <summary>The tag by which the caller has it already, in whatever coding; null where they have not.</summary>
    public static string? Known(HttpRequest request, string tag)
    {
        if (!AreNamed(request))
        {
            return null;
        }

        var theirs = request.GetTypedHeaders().IfNoneMatch;
        return theirs.Any(each => each.Equals(EntityTagHeaderValue.Any))
            ? tag
            : Codings.Names.Select(coding => InCoding(tag, coding)).Prepend(tag).FirstOrDefault(ours => theirs.Any(each => each.Tag.Equals(ours, StringComparison.Ordinal)));
    }

    /// <returns>Null when the header names no version of ours.</returns>
    public static long? Read(string header) =>
        header.Length > 2 && header[0] == '"' && header[^1] == '"'
        && long.TryParse(header[1..^1].Split(Between)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
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
