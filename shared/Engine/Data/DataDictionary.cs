using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatGov.Data;

/// <summary>
/// <c>dictionary.json</c>: what each table and column is for, how personal it is, what kind of text it holds, and when it
/// ends. Sealing, re-keying, erasure and the tests that look for leaks take their lists from here and from nowhere else.
/// </summary>
public static class DataDictionary
{
    public static IReadOnlyDictionary<string, DictionaryTable> Tables { get; } = Read();

    /// <summary>Every sealed column of the database.</summary>
    public static IReadOnlyList<SealedColumn> Sealed { get; } =
    [
        .. from table in Tables
           from column in table.Value.Columns
           where column.Value.Holds == ColumnHolds.Sealed
           select SealedColumn.Of($"{table.Key}.{column.Key}"),
    ];

    internal static DictionaryColumn? Find(string table, string column) => Tables.GetValueOrDefault(table)?.Columns.GetValueOrDefault(column);

    private static Dictionary<string, DictionaryTable> Read()
    {
        using var stream = typeof(DataDictionary).Assembly.GetManifestResourceStream("dictionary.json")!;
        return JsonSerializer.Deserialize(stream, DictionaryJson.Default.DictionaryStringDictionaryTable)!;
    }
}

/// <param name="Retention">How long its rows stay, in words.</param>
public sealed record DictionaryTable(string Retention, IReadOnlyDictionary<string, DictionaryColumn> Columns);

/// <param name="Holds">For columns of text or bytes; null for numbers, instants and yes or no.</param>
/// <param name="BoundTo">Of a sealed column: the columns, known before the row is written and never changed, that a value is bound to.</param>
/// <param name="Hash">Of a sealed column: the column with its keyed hash, by which it is found.</param>
/// <param name="ApprovedBy">Of a public text: who saw it and meant it for others.</param>
public sealed record DictionaryColumn(
    string Purpose, ColumnClass Class, ColumnHolds? Holds = null, IReadOnlyList<string>? BoundTo = null, string? Hash = null, string? ApprovedBy = null);

public enum ColumnClass
{
    None,

    /// <summary>Leads to a person through another row.</summary>
    Link,
    Personal,
    Secret,
}

/// <summary>What a text can be. There is no sixth kind: words of people are sealed.</summary>
public enum ColumnHolds
{
    /// <summary>A word of the program's own.</summary>
    Code,

    /// <summary>An id of a messenger, a hash, a number, a day.</summary>
    Identifier,

    /// <summary>A person's name that SQL compares.</summary>
    Name,
    Sealed,

    /// <summary>Meant for others by somebody who is named in the dictionary.</summary>
    Public,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, DictionaryTable>))]
internal sealed partial class DictionaryJson : JsonSerializerContext;
