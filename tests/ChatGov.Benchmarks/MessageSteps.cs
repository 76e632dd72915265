using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;

namespace ChatGov.Benchmarks;

/// <summary>
/// Where a message's time goes: each statement that the whole path asks, with how often, how long and how many bytes it takes
/// until the next one of its transaction begins, what the program itself does with the answer among them.
/// </summary>
internal static partial class MessageSteps
{
    private const int InFlight = 64;
    private const int Shown = 24;

    public static async Task Measure(string provider, string where)
    {
        foreach (var words in (string[])["认领", "我的"])
        {
            await using var db = Stores.Open(provider, where);
            await Steps(db, provider, words, updates: 12_000);
        }
    }

    private static async Task Steps(Db db, string provider, string words, int updates)
    {
        await WholePath.Populate(db, updates);
        var steps = new ConcurrentDictionary<string, Step>(StringComparer.Ordinal);
        var isCounted = false;
        using var last = new ThreadLocal<Mark?>();
        db.Asked += (tx, sql, _) =>
        {
            if (last.Value is { } mark && mark.Tx == tx && Volatile.Read(ref isCounted))
            {
                steps.GetOrAdd(mark.Sql, _ => new Step()).Add(mark.Passed(), mark.Allocated());
            }

            last.Value = new Mark(tx, sql);
        };
        var half = updates / 2;
        var messenger = new Messenger(updates, half, InFlight, i =>
        {
            if (i == half)
            {
                Volatile.Write(ref isCounted, true);
            }

            return (1_000_000L + i, words == "认领" ? string.Create(CultureInfo.InvariantCulture, $"认领 {(i % WholePath.Tasks) + 1}") : words);
        });
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var bytes = GC.GetTotalAllocatedBytes();
        await WholePath.Chat(db, messenger);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        Say($"{provider}, {words}: {cpu.TotalMicroseconds / updates:0} µs of the processor and {bytes / updates:N0} bytes an update, the first of them cold");
        foreach (var (sql, step) in steps.OrderByDescending(each => each.Value.Ticks).Take(Shown))
        {
            var text = Spaces().Replace(sql, " ").Trim();
            Say($"  {(double)step.Times / half,6:0.00} times  {step.Microseconds / half,7:0.0} µs  {step.Bytes / half,8:N0} bytes  {text[..Math.Min(110, text.Length)]}");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();

    private sealed record Mark(Tx Tx, string Sql)
    {
        private readonly long _since = Stopwatch.GetTimestamp();
        private readonly long _allocated = GC.GetAllocatedBytesForCurrentThread();

        public long Passed() => Stopwatch.GetTimestamp() - _since;

        public long Allocated() => GC.GetAllocatedBytesForCurrentThread() - _allocated;
    }

    private sealed class Step
    {
        private long _times;
        private long _ticks;
        private long _bytes;

        public long Times => _times;

        public long Ticks => _ticks;

        public long Bytes => _bytes;

        public double Microseconds => _ticks * 1e6 / Stopwatch.Frequency;

        public void Add(long ticks, long bytes)
        {
            Interlocked.Increment(ref _times);
            Interlocked.Add(ref _ticks, ticks);
            Interlocked.Add(ref _bytes, bytes);
        }
    }
}
