using System.Globalization;
using System.Text;
using ChatGov.Data;

namespace ChatGov.Tests.Support;

/// <summary>Everything that is sealed in a database, opened.</summary>
internal static class OpenedColumns
{
    /// <summary>The text of each value, and the column it stands in; what is no text is shown byte by byte.</summary>
    public static List<(SealedColumn Column, string Text)> All(Db db) => db.Read(tx => DataDictionary.Sealed.SelectMany(column => Of(tx, column)).ToList());

    private static List<(SealedColumn Column, string Text)> Of(Tx tx, SealedColumn column)
    {
        var found = new List<(SealedColumn, string)>();
        var keys = column.BoundTo.Count;
        tx.Each(
            $"SELECT {string.Join(", ", column.BoundTo)}, {column.Column} FROM {column.Table} WHERE {column.Column} IS NOT NULL",
            new { },
            record =>
            {
                var key = string.Join('/', Enumerable.Range(0, keys).Select(i => Convert.ToString(record.GetValue(i), CultureInfo.InvariantCulture)));
                found.Add((column, Encoding.UTF8.GetString(column.OpenBytes(tx.Vault, key, (byte[])record.GetValue(keys)))));
            });
        return found;
    }
}
