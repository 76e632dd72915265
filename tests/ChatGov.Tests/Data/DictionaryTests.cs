using System.Text.Json;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>Privacy by schema: every column has a purpose, a class and a retention, and what must not be kept has no column.</summary>
public sealed class DictionaryTests
{
    private static readonly string[] Classes = ["none", "link", "personal", "secret"];

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
        var inSchema = Columns(database.Db, provider).Where(column => !column.StartsWith("migration.", StringComparison.Ordinal));

        Assert.Equal(Dictionary().Select(entry => entry.Column).Order(StringComparer.Ordinal), inSchema.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_entry_says_why_how_personal_and_how_long()
    {
        Assert.All(Dictionary(), entry =>
        {
            Assert.NotEmpty(entry.Purpose);
            Assert.NotEmpty(entry.Retention);
            Assert.Contains(entry.Class, Classes);
        });
    }

    [Fact]
    public void What_must_never_be_kept_has_no_column()
    {
        Assert.All(Dictionary(), entry => Assert.DoesNotContain(
            Forbidden, word => entry.Column.Split('.')[1].Contains(word, StringComparison.Ordinal)));
    }

    private static List<string> Columns(Db db, Provider provider) => db.Read(tx => tx.All<string>(provider == Provider.Sqlite
        ? "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        : "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()"));

    private static List<(string Column, string Purpose, string Class, string Retention)> Dictionary()
    {
        using var stream = typeof(Db).Assembly.GetManifestResourceStream("dictionary.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.EnumerateObject().SelectMany(table => table.Value.GetProperty("columns").EnumerateObject().Select(column => (
                $"{table.Name}.{column.Name}",
                column.Value.GetProperty("purpose").GetString()!,
                column.Value.GetProperty("class").GetString()!,
                table.Value.GetProperty("retention").GetString()!))),
        ];
    }
}
