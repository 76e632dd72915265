using System.Text;
using ChatGov.Data;
using ChatGov.Tests.Support;
using ChatGov.Tests.Upgrades.Story;

namespace ChatGov.Tests.Upgrades;

/// <summary>
/// What erasing does to each column in which somebody stands: as the features say it, and as it went when everybody of a database with
/// everything in it was erased. With <c>CHATGOV_WRITE_DOCS</c> the page is written anew.
/// </summary>
public sealed class ErasingPageTests
{
    /// <summary>The engine's own.</summary>
    private static readonly Kept[] KeptByTheEngine =
    [
        new("inbox.lane", "of what is being handled at this moment, until it is"),
        new("inbox.payload", "of what is being handled at this moment, until it is"),
        new("outbox.chat_id", "of the farewell, until it is sent"),
        new("outbox.sent_chat_id", "of what is on its way at this moment, until it is sent"),
        new("outbox.body", "of the farewell and of what is on its way at this moment, until it is sent"),
    ];

    private static IEnumerable<Kept> AllKept => Features.All.SelectMany(feature => feature.Keeps).Concat(KeptByTheEngine);

    [Fact]
    public async Task What_is_personal_is_gone_or_says_why_it_stays_and_the_page_says_it()
    {
        await using var town = await Everything.Tell(Provider.Sqlite);
        var before = Erased.Values(town.Db);
        await Erased.Everybody(town.Db);
        var fates = Erased.Compare(before, Erased.Values(town.Db), Erased.Rows(town.Db));

        var kept = AllKept.Select(each => each.Column).ToList();
        var staying = Personal.Where(column => Stays(fates[column])).ToList();
        Is("never held anything before", Personal.Where(column => fates[column] == Fate.None));
        Is("stays, and nothing says why", staying.Except(kept));
        Is("goes, and is said to stay", kept.Except(staying));
        IsCurrent(Page(fates));
    }

    [PostgresFact]
    public async Task What_is_personal_is_gone_on_PostgreSQL_too_or_says_why_it_stays()
    {
        await using var town = await Everything.Tell(Provider.Postgres);
        await Erased.Everybody(town.Db);
        var staying = town.Db.Read(tx => Personal.Where(column => tx.Exists($"SELECT COUNT(*) FROM {column.Split('.')[0]} WHERE {Erased.Holds(column.Split('.')[1])}")).ToList());

        Is("stays, and nothing says why", staying.Except(AllKept.Select(kept => kept.Column)));
    }

    private static void Is(string what, IEnumerable<string> columns) => Assert.True(!columns.Any(), $"{what}: {string.Join(' ', columns)}");

    private static IEnumerable<string> Personal => DataDictionary.Tables.SelectMany(table => table.Value.Columns
        .Where(column => column.Value.Class is ColumnClass.Personal or ColumnClass.Secret).Select(column => $"{table.Key}.{column.Key}"));

    private static string Page(Dictionary<string, Fate> fates)
    {
        var page = new StringBuilder(
            $"""
            # What erasing does

            Written by erasing everybody of a database in which everything is under way, and from what the features say of themselves (`Holds`, `Keeps`);
            do not edit. A test fails when this page is not current, and `{Project.WriteVariable}=1 dotnet test --filter FullyQualifiedName~ErasingPageTests` writes it anew.

            删除我 is `Erasing.cs`: everything that `Leaves` says, then everything that `Forgets` says, of each feature. A number that leads to a person stays where the
            row stays; it leads to a row of `person` without a name, a phone or an account. Where two words stand, some rows went one way and some the other.

            | column | what stands there | erasing | why it stays |
            |---|---|---|---|

            """);
        var places = Features.All.SelectMany(feature => feature.Holds).SelectMany(place => place.Columns.Select(column => (column, place))).ToDictionary(each => each.column, each => each.place, StringComparer.Ordinal);
        var kept = AllKept.ToDictionary(each => each.Column, each => each.Why, StringComparer.Ordinal);
        foreach (var (column, fate) in fates.Where(each => places.ContainsKey(each.Key) || Personal.Contains(each.Key, StringComparer.Ordinal)))
        {
            page.Append($"| `{column}` | {Who(column, places.GetValueOrDefault(column))} | {Said(fate)} | {kept.GetValueOrDefault(column, Stays(fate) ? "a number without a name" : "")} |\n");
        }

        return page.ToString();
    }

    private static string Who(string column, PersonPlace? place) =>
        place is null ? DataDictionary.Tables[column.Split('.')[0]].Columns[column.Split('.')[1]].Purpose
        : place.WhyNotShown.Length > 0 ? "a person; not in 我的数据: " + place.WhyNotShown
        : "a person; shown in 我的数据";

    private static bool Stays(Fate fate) => (fate & (Fate.Stays | Fate.WrittenOver)) != 0;

    private static string Said(Fate fate) => fate == Fate.None ? "nothing stood there" : string.Join(", ", new[]
    {
        fate.HasFlag(Fate.Deleted) ? "deleted" : "", fate.HasFlag(Fate.Blanked) ? "blanked" : "", fate.HasFlag(Fate.WrittenOver) ? "written over" : "", fate.HasFlag(Fate.Stays) ? "stays" : "",
    }.Where(word => word.Length > 0));

    private static void IsCurrent(string page)
    {
        var path = Project.File("shared", "Features", "People", "ERASING.md");
        if (Environment.GetEnvironmentVariable(Project.WriteVariable) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, $"shared/Features/People/ERASING.md is not current: run this test with {Project.WriteVariable}=1 and commit what it writes");
    }
}
