using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rosters;
using ChatGov.Sheets;

namespace ChatGov.Benchmarks;

/// <summary>A roster of 100 000 rows beside a bare read of the same file, and what a chat message waits meanwhile.</summary>
internal static class Import
{
    private const int Rows = 100_000;
    private const int Units = 200;
    private const int Messages = 24_000;

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
        await WholePath.Populate(bot, 2 * Messages);
        var actor = await AddUnits(bot);

        _ = BareRead(file);
        var bare = BareRead(file);
        var quiet = await Chat(bot, 0);

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var chat = Chat(bot, Messages);
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        var id = (await Staging.Read(desk, actor, stream, CancellationToken.None)).Value;
        await desk.Write(tx => Staging.Finish(tx.As(actor), id).Value);
        var staged = watch.Elapsed;
        var high = GC.GetTotalMemory(forceFullCollection: false);
        await desk.Write(tx => Imports.Apply(tx.As(actor), id).Value);
        while (await Applying.Step(desk, Instance.Current.Name, CancellationToken.None))
        {
            high = Math.Max(high, GC.GetTotalMemory(forceFullCollection: false));
        }

        var all = watch.Elapsed;
        var chatWasThere = !chat.IsCompleted;
        var busy = await chat;
        var there = desk.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE import_id = @id", new { id }));
        if (there != Rows)
        {
            throw new InvalidOperationException($"{there} rows of {Rows}");
        }

        Say($"{provider} {kind}: bare read {bare.TotalSeconds:0.00} s, dry run {staged.TotalSeconds:0.00} s, with applying {all.TotalSeconds:0.00} s = {all / bare:0.0} of the bare read; heap at most {(high - memory) / 1048576.0:0} MB more, program {Environment.WorkingSet / 1048576.0:0} MB");
        Say($"{provider} {kind}: chat without it p50 {quiet.Median:0.0} p99 {quiet.High:0.0} worst {quiet.Worst:0.0} ms; with it p50 {busy.Median:0.0} p99 {busy.High:0.0} worst {busy.Worst:0.0} ms{(chatWasThere ? "" : " (the chat was over first)")}");
    }

    /// <summary>Two chats at a time, each sending its next message when the last is answered.</summary>
    private static async Task<(double Median, double High, double Worst)> Chat(Db db, int first)
    {
        var messenger = new Messenger(Messages, Messages / 8, 2, i => (1_000_000L + first + i, string.Create(CultureInfo.InvariantCulture, $"认领 {(i % WholePath.Tasks) + 1}")), first);
        await Task.Run(() => WholePath.Chat(db, messenger));
        var times = messenger.Milliseconds.Order().ToList();
        return (times[times.Count / 2], times[times.Count * 99 / 100], times[^1]);
    }

    private static TimeSpan BareRead(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        var count = Sheet.Rows(stream).Count();
        return count == Rows + 1 ? watch.Elapsed : throw new InvalidOperationException($"{count} rows read");
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

    private static void Write(StreamWriter sheet, int number, string unit, string name, string phone) => sheet.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"<row r=\"{number}\"><c r=\"A{number}\" t=\"inlineStr\"><is><t>{unit}</t></is></c><c r=\"B{number}\" t=\"inlineStr\"><is><t>{name}</t></is></c><c r=\"C{number}\" t=\"inlineStr\"><is><t>{phone}</t></is></c></row>"));

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
