using System.Text;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Rosters;

/// <summary>What the report says is what applying does, whatever the file and the roster are; and twice is as once.</summary>
public sealed class RosterPropertyTests
{
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "戊", ""];
    private static readonly string[] Phones = ["", "19900000001", "19900000002", "19900000003", "+86 199-0000-0004", "错"];
    private static readonly string[] Accounts = ["", "", "u1", "U2", "u3", "错"];

    [Theory, Databases]
    public async Task Applying_does_what_the_report_said_and_a_second_time_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var actor = new Actor(world.Liaison, Grant: new Grant(1, Role.UnitLiaison, world.Unit));
        var row = Gen.Elements(Names).Zip(Gen.Elements(Phones)).Zip(Gen.Elements(Accounts)).Select(each => new Row(each.Item1.Item1, each.Item1.Item2, each.Item2));
        var cases = row.ListOf(6).Zip(row.ListOf(6)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(provider == Provider.Sqlite ? 400 : 100), Prop.ForAll(cases, each =>
            Holds(database.Db, world.Unit, actor, each.Item1, each.Item2).GetAwaiter().GetResult()));
    }

    private static async Task<bool> Holds(Db db, long unit, Actor actor, IEnumerable<Row> roster, IEnumerable<Row> file)
    {
        await db.Write(tx =>
        {
            tx.Run("UPDATE roster SET left_at = @Now WHERE left_at IS NULL", new { tx.Now });
            foreach (var (name, phone, account) in roster.Where(each => each.Name.Length > 0))
            {
                Roster.Add(tx, unit, name, phone.Length == 0 || phone == "错" ? null : phone, WeComAccount.Read(account));
            }
        });
        var before = Members(db, unit);
        if (await Stage(db, actor, file) is not { } import)
        {
            return file.All(each => each == new Row("", "", ""));
        }

        var report = Report(db, actor, import.Id);
        await Apply(db, actor, import.Id);
        var after = Members(db, unit);
        var done = db.Read(tx => Imports.Find(tx.As(actor), import.Id).Value);

        // Who was there and is not said to have changed or left stays as they were; the rest is as the file has it.
        Assert.Equal(file.Count(each => each != new Row("", "", "")), report.Count(each => each.Line is not null));
        Assert.Equal(0, done.Overtaken);
        Assert.Equal(before.Count + import.Added - import.Left, after.Count);
        Assert.Equal(import.Changed, after.Count(member => before.TryGetValue(member.Key, out var was) && was != member.Value));
        Assert.Equal(import.Left, before.Keys.Count(id => !after.ContainsKey(id)));
        Assert.Equal(
            report.Where(each => each.Outcome is ImportOutcome.Added).Select(each => each.Name).Order(StringComparer.Ordinal),
            after.Where(member => !before.ContainsKey(member.Key)).Select(member => member.Value.Split('|')[0]).Order(StringComparer.Ordinal));

        await Apply(db, actor, import.Id);
        Assert.Equal(after, Members(db, unit));

        var again = (await Stage(db, actor, file))!;
        if (import.Refused == 0)
        {
            // A row that was refused because of the roster as it was may be taken now.
            Assert.Equal((0L, 0L, 0L), (again.Added, again.Changed, again.Left));
        }

        await db.Write(tx => Imports.Cancel(tx.As(actor), again.Id).Value);
        return true;
    }

    private static async Task<ImportView?> Stage(Db db, Actor actor, IEnumerable<Row> file)
    {
        var text = "手机,备注,姓名,企业微信账号\n" + string.Concat(file.Select(each => $"{each.Phone},x,{each.Name},{each.Account}\n"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var staged = await Staging.Read(db, actor, stream, [], CancellationToken.None);
        return staged.Ok ? await db.Write(tx => Staging.Finish(tx.As(actor), staged.Value).Value) : null;
    }

    private static async Task Apply(Db db, Actor actor, long id)
    {
        await db.Write(tx => Imports.Apply(tx.As(actor), id, Imports.Find(tx, id).Value.Left).Value);
        while (await Applying.Step(db, Instance.Current.Name, CancellationToken.None))
        {
            // Until nothing is left to do.
        }
    }

    private static List<ImportRowView> Report(Db db, Actor actor, long id) =>
        [.. db.Read(tx => ImportReport.Rows(tx.As(actor), id, null, new Paging.PageRequest(0, 500), "zh-CN").Value.Items)];

    private static Dictionary<long, string> Members(Db db, long unit) => db.Read(tx =>
        tx.All<KeyValue>("SELECT id, name || '|' || COALESCE(phone_hash, '') || '|' || COALESCE(wecom_user_id, '') AS text FROM roster WHERE unit_id = @unit AND left_at IS NULL ORDER BY id", new { unit })
            .ToDictionary(each => each.Id, each => each.Text));

    private sealed record Row(string Name, string Phone, string Account);

    private sealed record KeyValue
    {
        public long Id { get; init; }

        public string Text { get; init; } = "";
    }
}
