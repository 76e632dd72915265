using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ChatGov.Benchmarks.Sentences;

/// <summary>
/// How well and how fast the built program understands files of sentences that were written down with what they mean: wish, slots, what is
/// wrong though it was sure, which wishes are taken for which, and sentences a second.
/// </summary>
internal static class SentenceFigures
{
    private const double Sure = 0.7;
    private const double Least = 0.1;
    private const int Rounds = 40;

    private sealed record Answer(WrittenSentence Sentence, JsonElement Said)
    {
        public double Confidence => Said.GetProperty("confidence").GetDouble();

        public string Intent => Confidence >= Least ? Said.GetProperty("intent").GetString()! : "unclear";

        public bool IsRight => Sentence.Wanted.Contains(Intent);

        public bool IsAmongThree => IsRight || (Said.TryGetProperty("ask", out var ask) && ask.EnumerateArray().Any(each => Sentence.Wanted.Contains(each.GetString()!)));

        public bool IsSure => Confidence >= Sure;

        public bool? IsSlotRight((string Name, string Value) slot) => slot.Name == "also"
            ? Said.TryGetProperty("also", out var also) && also.GetString() == slot.Value
            : SlotComparison.IsRight(slot.Name, slot.Value, Said.GetProperty("slots"));
    }

    public static async Task Measure(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            var sentences = WrittenSentence.Read(file);
            var (lines, _) = await Understand(sentences);
            var answers = sentences.Zip(lines, (sentence, line) => new Answer(sentence, JsonElement.Parse(line))).ToList();
            Console.WriteLine(Path.GetFileName(file));
            Tell(answers);
            await Time(sentences);
        }
    }

    private static void Tell(List<Answer> answers)
    {
        var sure = answers.FindAll(answer => answer.IsSure);
        Console.WriteLine(Line("wish", answers.Count(answer => answer.IsRight), answers.Count));
        Console.WriteLine(Line("among the three offered", answers.Count(answer => answer.IsAmongThree), answers.Count));
        Console.WriteLine(Line("right where it was sure", sure.Count(answer => answer.IsRight), sure.Count));
        var slots = answers.SelectMany(answer => answer.Sentence.Slots, (answer, slot) => (Answer: answer, Slot: slot, IsRight: answer.IsSlotRight(slot))).Where(each => each.IsRight is not null).ToList();
        Console.WriteLine(Line("slots", slots.Count(slot => slot.IsRight == true), slots.Count));
        foreach (var kind in slots.GroupBy(slot => slot.Slot.Name).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(Line("  " + kind.Key, kind.Count(slot => slot.IsRight == true), kind.Count()));
        }

        Console.WriteLine("  taken for another (wanted -> taken, how often)");
        foreach (var pair in answers.Where(answer => !answer.IsRight).CountBy(answer => $"{answer.Sentence.Wanted[0]} -> {answer.Intent}").OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"    {pair.Key,-44} {pair.Value}");
        }

        foreach (var answer in answers.Where(answer => !answer.IsRight))
        {
            Console.WriteLine($"  {(answer.IsSure ? "SURE" : "    ")} {answer.Sentence.Text} [{answer.Sentence.Role}] {string.Join('|', answer.Sentence.Wanted)} -> {answer.Intent}");
        }

        foreach (var (answer, slot, _) in slots.Where(slot => slot.IsRight == false))
        {
            Console.WriteLine($"  slot {answer.Sentence.Text} {slot.Name}={slot.Value} -> {answer.Said.GetProperty("slots")}");
        }
    }

    /// <summary>The same lines once and many times over: the difference is reading, without the start and the learning.</summary>
    private static async Task Time(List<WrittenSentence> sentences)
    {
        var (_, once) = await Understand(sentences);
        var (_, often) = await Understand([.. Enumerable.Repeat(sentences, Rounds).SelectMany(each => each)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  the whole program, {sentences.Count} lines: {once.TotalSeconds:0.00} s with start and learning; {sentences.Count * (Rounds - 1) / (often - once).TotalSeconds:0} sentences a second after it"));
    }

    private static async Task<(List<string> Lines, TimeSpan Took)> Understand(List<WrittenSentence> sentences)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "ChatGov.Benchmarks"), "bot", StringComparison.Ordinal), "ChatGov.Bot.dll");
        var start = new ProcessStartInfo("dotnet", [program, "understand", "--at", "2026-11-28T09:00+08:00"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var writing = Task.Run(async () =>
        {
            await using var input = process.StandardInput;
            foreach (var sentence in sentences)
            {
                await input.WriteLineAsync($"{sentence.Text}\t{sentence.Role}");
            }
        });
        var lines = new List<string>(sentences.Count);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        await writing;
        await process.WaitForExitAsync();
        return lines.Count == sentences.Count ? (lines, watch.Elapsed) : throw new InvalidOperationException($"{lines.Count} answers to {sentences.Count} sentences");
    }

    private static string Line(string what, int right, int of) =>
        string.Create(CultureInfo.InvariantCulture, $"  {what,-26} {right,5} of {of,5}  {(of == 0 ? 0 : 100.0 * right / of):0.0} %");
}
