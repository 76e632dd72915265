using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Rosters;
using ChatGov.Sheets;

namespace ChatGov.Benchmarks;

/// <summary>
/// A roster of 100 000 rows beside a bare read of the same file and beside a bare load of it into one table, and what a
/// chat message waits while it is taken in.
/// </summary>
internal static class Import
{
    private const int Rows = 100_000;
    private const int Units = 200;
    private const int Members = 30_000;
    private const int QuietMessages = 1_000;
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(10);

    public static async Task Measure(string provider, string where)
    {
        Say($"{provider}: {Environment.ProcessorCount} processors, .NET {Environment.Version}, {Rows:N0} rows of {Units} units");
        await Measure(provider, where, "csv", Csv());
        await Measure(provider, where, "xlsx", Xlsx());
    }

    private static async Task Measure(string provider, string where, string kind, byte[] file)
    {
        // The desk is a program of its own: another connection, which shares only the database.
        var (bot, desk) = Stores.OpenTwice(provider, where);
        await using var first = bot;
        await using var second = desk;
        await WholePath.Populate(bot, Members);
        var actor = await AddUnits(bot);
        _ = BareRead(file);
        var bare = BareRead(file);
        var load = BareLoad(desk, file);
        Say($"{provider} {kind}: bare read {bare.TotalSeconds:0.00} s, bare load into one table {load.TotalSeconds:0.00} s");

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var alone = await Take(desk, actor, file);
        Say($"{provider} {kind}: dry run {alone.Staged.TotalSeconds:0.00} s ({alone.Staged / bare:0.0} of the bare read), applying {alone.Applied.TotalSeconds:0.00} s; both {alone.All / bare:0.0} of the bare read, {alone.All / load:0.0} of the bare load; heap at most {(alone.Heap - memory) / 1048576.0:0} MB more, program {Environment.WorkingSet / 1048576.0:0} MB");

        var quiet = await Chat(bot, 0, QuietMessages, Task.CompletedTask);
        await desk.Write(tx => tx.Run("UPDATE roster SET left_at = @Now", new { tx.Now }));
        var busyImport = Task.Run(() => Take(desk, actor, file));
        var busy = await Chat(bot, QuietMessages, Members - QuietMessages, busyImport);
        Say($"{provider} {kind}: chat alone {quiet}; {busy.Count} messages while a roster was taken in {(await busyImport).All.TotalSeconds:0.0} s {busy}");
    }

    private static async Task<Taken> Take(Db desk, Actor actor, byte[] file)
    {
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        var id = (await Staging.Read(desk, actor, stream, [], CancellationToken.None)).Value;
        await desk.Write(tx => Staging.Finish(tx.As(actor), id).Value);
        var staged = watch.Elapsed;
        var high = GC.GetTotalMemory(forceFullCollection: false);
        await desk.Write(tx => Imports.Apply(tx.As(actor), id, Imports.Find(tx, id).Value.Left).Value);
        while (await Applying.Step(desk, Instance.Current.Name, CancellationToken.None))
        {
            high = Math.Max(high, GC.GetTotalMemory(forceFullCollection: false));
        }

        var there = desk.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE import_id = @id", new { id }));
        return there == Rows ? new Taken(staged, watch.Elapsed - staged, high) : throw new InvalidOperationException($"{there} rows of {Rows}");
    }

    /// <summary>Two chats at a time, about a hundred messages a second: more than a county ever writes.</summary>
    private static async Task<Waits> Chat(Db db, int first, int most, Task until)
    {
        var messenger = new Messenger(
            most, 100, 2, i => (1_000_000L + first + i, string.Create(CultureInfo.InvariantCulture, $"认领 {(i % WholePath.Tasks) + 1}")), first, BetweenMessages);
        var chat = Task.Run(() => WholePath.Chat(db, messenger));
        if (until.IsCompleted)
        {
            await chat;
        }
        else
        {
            await until;
            messenger.Enough();
            await chat;
        }

        var times = messenger.Milliseconds.Order().ToList();
        return new Waits(times.Count, times[times.Count / 2], times[times.Count * 99 / 100], times[^1]);
    }

    private static TimeSpan BareRead(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        using var book = Book.Open(stream, CancellationToken.None);
        var count = book.Rows(book.Tabs[0]).Count();
        return count == Rows + 1 ? watch.Elapsed : throw new InvalidOperationException($"{count} rows read");
    }

    /// <summary>The least that keeps the rows: one prepared statement, one transaction, no index, nothing sealed.</summary>
    private static TimeSpan BareLoad(Db db, byte[] file)
    {
        using var connection = db.OpenRaw();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE bare_load (unit TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO bare_load (unit, name, phone) VALUES (@a, @b, @c)";
        var values = new[] { "@a", "@b", "@c" }.Select(name =>
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, System.Data.DbType.String);
            command.Parameters.Add(parameter);
            return parameter;
        }).ToList();
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        using var book = Book.Open(stream, CancellationToken.None);
        using var transaction = connection.BeginTransaction();
        command.Transaction = transaction;
        foreach (var row in book.Rows(book.Tabs[0]).Skip(1))
        {
            values.ForEach(value => value.Value = row[values.IndexOf(value)]);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return watch.Elapsed;
    }

    private readonly record struct Taken(TimeSpan Staged, TimeSpan Applied, long Heap)
    {
        public TimeSpan All => Staged + Applied;
    }

    private readonly record struct Waits(int Count, double Median, double High, double Worst)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {Median:0.0} p99 {High:0.0} worst {Worst:0.0} ms");
    }

    private static Task<Actor> AddUnits(Db db) => db.Write(tx =>
    {
        var banner = tx.First<long>("SELECT id FROM org WHERE kind = 'Banner'");
        var keeper = tx.First<long>("SELECT id FROM person WHERE name = 'o'");
        tx.Run("INSERT INTO org_closure (ancestor_id, descendant_id, depth) VALUES (@banner, @banner, 0) ON CONFLICT DO NOTHING", new { banner });
        for (var i = 0; i < Units; i++)
        {
            OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = banner, Name = UnitName(i) });
        }

        Staff.Appoint(tx, keeper, Role.BannerOffice, banner, tx.Now, until: null);
        return new Actor(keeper, Grant: new Grant(1, Role.BannerOffice, banner));
    });

    private static string UnitName(int i) => string.Create(CultureInfo.InvariantCulture, $"第{i}单位");

    private static (string Unit, string Name, string Phone) Row(int i) => (
        UnitName(i % Units), string.Create(CultureInfo.InvariantCulture, $"成员{i}"), string.Create(CultureInfo.InvariantCulture, $"199{i:00000000}"));

    private static byte[] Csv()
    {
        var text = new StringBuilder("单位,姓名,手机\n");
        for (var i = 0; i < Rows; i++)
        {
            var (unit, name, phone) = Row(i);
            text.Append(CultureInfo.InvariantCulture, $"{unit},{name},{phone}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Xlsx()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            Write(sheet, 1, "单位", "姓名", "手机");
            for (var i = 0; i < Rows; i++)
            {
                var (unit, name, phone) = Row(i);
                Write(sheet, i + 2, unit, name, phone);
            }

            sheet.Write("</sheetData></worksheet>");
        }

        return packed.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write(xml);
    }

    private static void Write(StreamWriter sheet, int number, string unit, string name, string phone) => sheet.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"<row r=\"{number}\"><c r=\"A{number}\" t=\"inlineStr\"><is><t>{unit}</t></is></c><c r=\"B{number}\" t=\"inlineStr\"><is><t>{name}</t></is></c><c r=\"C{number}\" t=\"inlineStr\"><is><t>{phone}</t></is></c></row>"));

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
