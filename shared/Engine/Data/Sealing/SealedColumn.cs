using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ChatGov.Data;

/// <summary>
/// A column whose values are sealed. A value is bound to the table, the column and a key of its row that is known before
/// the row is written and never changes: an id handed out ahead (<see cref="Tx.NextId"/>), a random key of the row, the
/// key by which an update is known. Never to the person, who may be merged with another.
/// </summary>
public sealed record SealedColumn
{
    private readonly string _place;

    private SealedColumn(string table, string column, DictionaryColumn described)
    {
        Table = table;
        Column = column;
        BoundTo = described.BoundTo!;
        Hash = described.Hash;
        _place = $"{table}.{column}\n";
    }

    public string Table { get; }

    public string Column { get; }

    /// <summary>The columns whose values, joined by <c>/</c>, are the key of the row.</summary>
    public IReadOnlyList<string> BoundTo { get; }

    /// <summary>The column with the keyed hash, where it is looked up by value.</summary>
    public string? Hash { get; }

    /// <param name="name">Such as <c>need.asked_words</c>.</param>
    /// <exception cref="ArgumentException">The dictionary does not call it sealed.</exception>
    public static SealedColumn Of(string name)
    {
        var (table, column) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return DataDictionary.Find(table, column) is { Holds: ColumnHolds.Sealed } described
            ? new SealedColumn(table, column, described)
            : throw new ArgumentException($"dictionary.json does not say that {name} is sealed", nameof(name));
    }

    public byte[] Seal(Vault vault, long id, string plain) => Seal(vault, Key(id), plain);

    public byte[] Seal(Vault vault, string key, string plain) => Seal(vault, key, Encoding.UTF8.GetBytes(plain));

    public byte[] Seal(Vault vault, long id, ReadOnlySpan<byte> plain) => Seal(vault, Key(id), plain);

    public byte[] Seal(Vault vault, string key, ReadOnlySpan<byte> plain) => vault.Seal(plain, _place + key);

    /// <summary>Null for null; what is only blank is nothing to keep.</summary>
    public byte[]? SealWords(Vault vault, long id, string? words) => string.IsNullOrWhiteSpace(words) ? null : Seal(vault, id, words.Trim());

    /// <inheritdoc cref="Vault.Open"/>
    [return: NotNullIfNotNull(nameof(data))]
    public string? Open(Vault vault, long id, byte[]? data) => Open(vault, Key(id), data);

    /// <inheritdoc cref="Vault.Open"/>
    [return: NotNullIfNotNull(nameof(data))]
    public string? Open(Vault vault, string key, byte[]? data) => data is null ? null : Encoding.UTF8.GetString(OpenBytes(vault, key, data));

    /// <inheritdoc cref="Vault.Open"/>
    public byte[] OpenBytes(Vault vault, long id, byte[] data) => OpenBytes(vault, Key(id), data);

    /// <inheritdoc cref="Vault.Open"/>
    public byte[] OpenBytes(Vault vault, string key, byte[] data) => vault.Open(data, _place + key);

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
