using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Emergencies;
using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Settings;

namespace ChatGov.Sentences;

/// <summary>
/// <c>understand</c>: reads lines, <c>text</c> or <c>text TAB role</c> (any, member, resident, liaison, secretary), and prints what each
/// would be taken for without anybody's data: one JSON object a line.
/// </summary>
internal static class UnderstandCommand
{
    public static readonly CommandUsage Usage = new("understand [--at TIME]", "reads lines (a sentence, or a sentence, a tab and a role) and prints what each is understood as, one JSON object a line; TIME as 2026-11-28T09:00+08:00");

    private const string Emergency = "emergency";
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <exception cref="ConfigurationFault">The time is none.</exception>
    public static async Task Run(IReadOnlyDictionary<string, string> options, TextReader lines, TextWriter output)
    {
        var now = At(options.GetValueOrDefault("at"));
        while (await lines.ReadLineAsync() is { } line)
        {
            var parts = line.Split('\t');
            var said = Of(parts[0], parts.Length > 1 ? parts[1] : "any", now);
            await output.WriteLineAsync(JsonSerializer.Serialize(said, Written));
        }
    }

    public static Said Of(string text, string role, DateTimeOffset now)
    {
        var understood = SentenceBook.Of.Understand(text, now, wish => Roles.May(wish, role));
        var found = CallFirst.Weigh(text, FrozenSet<Role>.Empty, isAnswering: false);
        return found.Urgency == Urgency.Now
            ? new Said(Emergency, 1, [found.Rule], understood.Slots)
            : new Said(understood.Wish?.Called ?? "unclear", understood.Confidence, understood.Why, understood.Slots)
            {
                Topic = understood.Wish?.Topic,
                Also = understood.Also?.Called,
                Ask = understood.Confidence >= Confidence.Sure ? null : [.. understood.Others.Select(other => other.Called).Except([understood.Wish?.Called]).OfType<string>().Distinct()],
            };
    }

    private static DateTimeOffset At(string? time) => time is null ? TimeProvider.System.GetUtcNow()
        : DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw new ConfigurationFault("--at is a time such as 2026-11-28T09:00+08:00");

    /// <param name="Why">What spoke for it most; in an emergency the rule that decided.</param>
    internal sealed record Said(string Intent, double Confidence, IReadOnlyList<string> Why, Slots Slots)
    {
        /// <summary>What the chat runs for it.</summary>
        public string? Topic { get; init; }

        public string? Also { get; init; }

        /// <summary>What would be asked: whether one of these was meant.</summary>
        public IReadOnlyList<string>? Ask { get; init; }
    }
}
