using System.Globalization;
using ChatGov.Deadlines;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>When something is: a day and a time, perhaps until when. It has to lie ahead.</summary>
public sealed class WhenQuestion(string name) : Question<ReadWhen>(name)
{
    private static readonly Fault InThePast = new("refusal.TaskInThePast");

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at)
    {
        if (WhenWords.Read(sentence, at) is { } when)
        {
            return new Piece(Difference(sentence, when.Rest), when.Rest);
        }

        // What was said of the time and not understood is asked again; it is no part of anything else.
        return WhenWords.WithoutTimes(sentence) is var rest && rest != sentence ? new Piece(Difference(sentence, rest), rest) : null;
    }

    public override bool KeepsParts => true;

    /// <summary>When it begins so far: 改到周日 leaves the hour as it was. Null where it has no time yet.</summary>
    public Func<FormRun, DateTimeOffset?> SoFar { get; init; } = _ => null;

    /// <summary>明天上午 says the day: the hour alone is still to come.</summary>
    public override string Part(FormRun run, string words, DateTimeOffset at) => WhenWords.ReadDayAndPart(words, at) ?? "";

    /// <summary>9点 is on the day that was said before, and 时间改到下午3点 on the day that stands.</summary>
    public override Said Completed(FormRun run, Said said)
    {
        if (said.Code is null && DayAlone(said) is { } day && !NamesPart(said) && SoFar(run) is { } begins)
        {
            return said with { Words = WhenWords.Joined(WhenWords.DayOf(Shanghai.At(day, default)), Show.Time(begins)) };
        }

        if (said.Code is not null || ReadValue(run, said) is { IsRead: true } || WhenWords.ReadDayAndPart(said.Words, said.At) is not null)
        {
            return said;
        }

        var before = run.Tried(this) is { Length: > 0 } tried ? tried : run.Has(this) ? WhenWords.DayOf(run.Of(this).From) : "";
        return before.Length > 0 && WhenWords.Joined(before, said.Words) is var joined && WhenWords.Read(joined, said.At) is not null
            ? said with { Words = joined }
            : said;
    }

    protected override Reading<ReadWhen> ReadValue(FormRun run, Said said) =>
        WhenWords.WeekendDays(said.Words, said.At) is [var saturday, var sunday]
            ? Reading.Not<ReadWhen>(new Fault("publish.when_ambiguous", ("saturday", saturday), ("sunday", sunday)))
        : EitherCalendar.In(said.Words, Shanghai.Day(said.At)) is { } days ? Reading.Not<ReadWhen>(WhichCalendar(days))
        : WhenWords.Read(said.Words, said.At) is not { } when ? DayAlone(said) is { } day ? Reading.Not<ReadWhen>(new Fault("publish.which_hour", ("day", day)))
            : Reading.Not<ReadWhen>(TimeMentions.Find(Numerals.HalfWidth(said.Words).ToLowerInvariant(), said.At).Any(time => time.To <= said.At) ? InThePast : null)
        : when.From <= run.Tx.Now ? Reading.Not<ReadWhen>(InThePast)
        : Reading.Of<ReadWhen>(when);

    internal static Fault WhichCalendar(EitherCalendar.Days days) => new("form.which_calendar", ("words", days.Words), ("solar", Written(days.Solar)), ("lunar", Written(days.Lunar)));

    // With its year, and as it can be typed back.
    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayAlone(Said said) =>
        WhenWords.ReadDayAndPart(said.Words, said.At) is null ? null : WhenWords.ReadDay(said.Words, said.At);

    private static bool NamesPart(Said said) => WhenWords.ReadDayAndPart(said.Words, said.At)!.Contains(' ', StringComparison.Ordinal);

    protected override string DisplayValue(FormRun run, ReadWhen value) =>
        value.To is { } to ? Show.Value(run.Language, new Period(value.From, to)) : Show.Value(run.Language, value.From);

    /// <summary>What was taken out of a sentence: the words that its rest does not hold, in their order.</summary>
    private static string Difference(string sentence, string rest)
    {
        var left = new Queue<string>(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var taken = sentence;
        while (left.TryDequeue(out var word))
        {
            var at = taken.IndexOf(word, StringComparison.Ordinal);
            taken = at < 0 ? taken : taken.Remove(at, word.Length).Insert(at, " ");
        }

        return taken.Trim();
    }
}

/// <summary>Until when, where the beginning was said without an end: 11点半, 两小时.</summary>
public sealed class UntilQuestion(string name) : Question<DateTimeOffset>(name)
{
    public required WhenQuestion Begin { get; init; }

    protected override Reading<DateTimeOffset> ReadValue(FormRun run, Said said) =>
        run.Has(Begin) && WhenWords.ReadEnd(said.Words, run.Of(Begin).From) is { } end ? Reading.Of<DateTimeOffset>(end) : Reading.Not<DateTimeOffset>();

    protected override string DisplayValue(FormRun run, DateTimeOffset value) => Show.Time(value);
}
