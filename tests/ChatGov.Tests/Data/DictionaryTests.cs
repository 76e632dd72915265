using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>Privacy by schema: every column has a purpose, a class and a retention, and what must not be kept has no column.</summary>
public sealed class DictionaryTests
{
    // DOMAIN §1.2 and the field rules of §6: never in the schema.
    private static readonly string[] Forbidden =
    [
        "id_card", "id_number", "identity_no", "bank", "face", "religion", "ethnic", "household", "income", "vehicle", "employer",
        "points", "score", "rank", "activity", "last_seen", "read_at", "risk_person", "label_person", "birth", "gender", "address", "location",
    ];

    [Theory, Databases]
    public async Task The_dictionary_names_every_column_and_no_other(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        Assert.Equal(
            Columns().Select(column => column.Name).Order(StringComparer.Ordinal),
            SchemaColumns.Of(database.Db, provider).Select(column => column.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_entry_says_why_and_how_long()
    {
        Assert.All(Columns(), column => Assert.NotEmpty(column.Described.Purpose));
        Assert.All(DataDictionary.Tables, table => Assert.NotEmpty(table.Value.Retention));
    }

    [Fact]
    public void What_must_never_be_kept_has_no_column() => Assert.All(Columns(), column => Assert.DoesNotContain(
        Forbidden, word => column.Name.Split('.')[1].Contains(word, StringComparison.Ordinal)));

    /// <summary>A text is a code, an identifier, a name, sealed words or a public text: there is no sixth kind.</summary>
    [Theory, Databases]
    public async Task Every_text_is_of_one_of_five_kinds_and_bytes_are_sealed(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        foreach (var column in SchemaColumns.Of(database.Db, provider))
        {
            var described = DataDictionary.Tables[column.Table].Columns[column.Name];
            var says = $"{column.FullName}, {column.Type}: {described.Holds}";
            Assert.True((described.Holds is not null) == column.Type is ColumnType.Text or ColumnType.Bytes, says);
            Assert.True((described.Holds == ColumnHolds.Sealed) == (column.Type == ColumnType.Bytes), says);
            Assert.True((described.Holds == ColumnHolds.Public) == (described.ApprovedBy is not null), says);
            Assert.True((described.Holds == ColumnHolds.Sealed) == (described.BoundTo is not null), says);
        }
    }

    /// <summary>A new column of words cannot slip in as something harmless.</summary>
    [Fact]
    public void What_names_a_person_or_is_said_by_one_is_called_personal() => Assert.All(
        Columns().Where(column => column.Described.Holds is ColumnHolds.Name or ColumnHolds.Sealed),
        column => Assert.Equal(ColumnClass.Personal, column.Described.Class));

    [Fact]
    public void A_sealed_value_is_bound_to_columns_of_its_own_row_and_never_to_a_person() => Assert.All(DataDictionary.Sealed, column =>
    {
        var table = DataDictionary.Tables[column.Table].Columns;
        Assert.All(column.BoundTo, name => Assert.Contains(name, table.Keys));
        Assert.DoesNotContain(column.BoundTo, name => name.Contains("person", StringComparison.Ordinal));
        Assert.True(column.Hash is null || table[column.Hash].Class == ColumnClass.Personal, column.Table);
    });

    /// <summary>A hash of a code is looked after when its key is to go.</summary>
    [Fact]
    public void Every_keyed_hash_of_a_secret_is_known_to_re_keying()
    {
        var hashes = Columns().Where(column => column.Described.Class == ColumnClass.Secret && column.Name.EndsWith("_hash", StringComparison.Ordinal)).Select(column => column.Name);

        // The hash of a request is no secret of ours: it has no key.
        Assert.Equal(KeyedSecrets.Columns.Order(StringComparer.Ordinal), hashes.Except(["idempotency.request_hash"]).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, DictionaryColumn Described)> Columns() =>
        DataDictionary.Tables.SelectMany(table => table.Value.Columns.Select(column => ($"{table.Key}.{column.Key}", column.Value)));
}
