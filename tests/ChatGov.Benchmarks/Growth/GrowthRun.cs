using System.Diagnostics;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Outbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What each thing that the program does costs in a county, in ten of them and in a hundred: nothing of it may cost more because there is more of what it is not about.</summary>
internal static class GrowthRun
{
    private static readonly int[] Usual = [1, 10, 100];

    /// <param name="asked">Sizes, and words of which one has to be in the name of an operation.</param>
    public static async Task Measure(string provider, string where, IReadOnlyList<string> asked)
    {
        var words = asked.Where(each => !IsSize(each)).ToList();
        var sizes = asked.Where(IsSize).Select(each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray() is { Length: > 0 } named ? named : Usual;
        var table = new GrowthTable(sizes);
        var counted = provider == "sqlite" ? SqliteMeter.Start() : null;
        foreach (var size in sizes)
        {
            await using var db = Stores.Open(provider, where, new StandingTime());
            Meter meter = counted is null ? new PostgresMeter(db) : counted;
            await MeasureOne(new County(size), words, db, meter, table);
            if (size == sizes[^1])
            {
                table.Print(provider, meter, db);
            }
        }
    }

    private static async Task MeasureOne(County county, IReadOnlyList<string> words, Db db, Meter meter, GrowthTable table)
    {
        var watch = Stopwatch.StartNew();
        await county.Fill(db);
        Progress(county, watch, "filled");
        var undone = new WatchedDb(db, meter);
        await using var desk = await DeskOperations.Open(county, db, undone);
        var kept = new WatchedDb(db, meter, isKept: true);
        using var sender = SenderOn(kept);
        using var undoneSender = SenderOn(undone);
        List<Operation> all =
        [
            .. await ChatOperations.All(county, db, undone), .. await desk.All(), .. TimerOperations.All(db, undone), .. DutyOperations.Once(kept), .. DutyOperations.All(county, kept, undone, sender, undoneSender),
        ];
        foreach (var operation in all.DistinctBy(operation => operation.Name).Where(operation => words.Count == 0 || words.Any(operation.Name.Contains)))
        {
            table.Add(operation.Name, await operation.Measure(meter));
        }

        Progress(county, watch, "measured");
    }

    private static bool IsSize(string asked) => int.TryParse(asked, CultureInfo.InvariantCulture, out _);

    private static Sender SenderOn(Db db)
    {
        var sender = new Sender(db, [new SilentChannel()], NullLogger<Sender>.Instance);
        sender.SetDuty(SilentChannel.Of, held: true);
        return sender;
    }

    private static void Progress(County county, Stopwatch watch, string what) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{county.Size}×: {what} after {watch.Elapsed.TotalSeconds:0} s"));
}
