using System.Diagnostics;
using System.Globalization;
using ChatGov.Data;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What each thing that the program does costs in a county, in ten of them and in a hundred: nothing of it may cost more because there is more of what it is not about.</summary>
internal static class GrowthRun
{
    private static readonly int[] Usual = [1, 10, 100];

    public static async Task Measure(string provider, string where, IReadOnlyList<int> asked)
    {
        var sizes = asked.Count > 0 ? asked : Usual;
        var meter = SqliteMeter.Start();
        var table = new GrowthTable(sizes);
        await using var last = new Kept();
        foreach (var size in sizes)
        {
            await last.Replace(Stores.Open(provider, where, new StandingTime()));
            await MeasureOne(new County(size), last.Db, meter, table);
        }

        table.Print(provider, meter, last.Db);
    }

    private static async Task MeasureOne(County county, Db db, Meter meter, GrowthTable table)
    {
        var watch = Stopwatch.StartNew();
        await county.Fill(db);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{county.Size}×: filled in {watch.Elapsed.TotalSeconds:0} s"));
        var undone = new UndoneDb(db, meter);
        await using var desk = await DeskOperations.Open(county, db, undone);
        foreach (var operation in (List<Operation>)[.. await ChatOperations.All(county, db, undone), .. await desk.All(db)])
        {
            try
            {
                table.Add(operation.Name, await operation.Measure(meter));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Console.Error.WriteLine($"{operation.Name}: {exception.GetType().Name} {exception.Message}");
            }
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{county.Size}×: measured after {watch.Elapsed.TotalSeconds:0} s"));
    }

    /// <summary>The database that is open now.</summary>
    private sealed class Kept : IAsyncDisposable
    {
        private Db? _db;

        public Db Db => _db ?? throw new InvalidOperationException("none is open");

        public async Task Replace(Db db)
        {
            await DisposeAsync();
            _db = db;
        }

        public ValueTask DisposeAsync() => _db?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
