using ChatGov.Deadlines;
using ChatGov.Texts;

namespace ChatGov.Matching;

/// <summary>What a list is narrowed to. Days are those of Shanghai; an empty one lets everything through.</summary>
public sealed record ListFilter : IShown
{
    public static readonly ListFilter Everything = new();

    /// <summary>How far 附近 reaches, in metres: as far as an invitation would.</summary>
    public const double NearbyMetres = 3_000;

    private const int Weekend = 0b1100000;
    private const int WorkingDays = 0b0011111;

    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One bit for each day of the week, Monday the lowest; 0 for all.</summary>
    public int Weekdays { get; init; }

    /// <summary>One bit each for morning, afternoon and evening; 0 for all.</summary>
    public int Parts { get; init; }

    /// <summary>One's own communities.</summary>
    public bool Own { get; init; }

    /// <summary>One's own communities and those within <see cref="NearbyMetres"/>.</summary>
    public bool Nearby { get; init; }

    /// <summary>Only what asks for a paper, whether the reader's has been seen or not.</summary>
    public bool NeedsPaper { get; init; }

    /// <summary>Only what is full and can be waited for.</summary>
    public bool FullOnes { get; init; }

    /// <summary>Only what lies too close to the reader's own tasks.</summary>
    public bool Clashing { get; init; }

    /// <summary>Words of which a task must meet every one.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public bool IsEmpty => !HasTime && !HasArea && !HasRule && Words.Count == 0;

    /// <summary>It asks for what a rule keeps out of other lists.</summary>
    public bool HasRule => NeedsPaper || FullOnes || Clashing;

    public bool HasTime => From is not null || To is not null || Weekdays != 0 || Parts != 0;

    public bool HasArea => Own || Nearby;

    /// <summary>In unix milliseconds.</summary>
    internal long Since => From is { } day ? Midnight(day) : 0;

    internal long Until => To is { } day && day < DateOnly.MaxValue ? Midnight(day.AddDays(1)) : long.MaxValue;

    /// <summary>The same narrowed further: a new time or area takes the place of the old one, words add up.</summary>
    public ListFilter And(ListFilter more)
    {
        var time = more.HasTime ? more : this;
        var area = more.HasArea ? more : this;
        return new ListFilter
        {
            From = time.From,
            To = time.To,
            Weekdays = time.Weekdays,
            Parts = time.Parts,
            Own = area.Own,
            Nearby = area.Nearby,
            NeedsPaper = more.HasRule ? more.NeedsPaper : NeedsPaper,
            FullOnes = more.HasRule ? more.FullOnes : FullOnes,
            Clashing = more.HasRule ? more.Clashing : Clashing,
            Words = [.. Words.Concat(more.Words).Distinct().TakeLast(FilterWords.MostWords)],
        };
    }

    /// <summary>Whether what a rule bars is listed: where that rule was asked for, and, with the rule's name, where a task was asked for by name.</summary>
    public bool Shows(Bar bar) => bar switch
    {
        Bar.Full => FullOnes || Words.Count > 0,
        Bar.Clash => Clashing || NeedsPaper || Words.Count > 0,
        Bar.Paper => NeedsPaper || Words.Count > 0,
        Bar.Own => Words.Count > 0,
        Bar.None => true,
    };

    /// <summary>All but the words, which are looked for in the title.</summary>
    /// <param name="asker">Null when nobody is known: then an area lets everything through.</param>
    public bool Takes(in OpenTask task, Asker? asker) =>
        TakesSlot(task.StartsAt)
        && (!HasArea || asker is null || asker.IsOwn(task.OrgId) || (Nearby && asker.Metres.TryGetValue(task.OrgId, out var metres) && metres <= NearbyMetres))
        && (!NeedsPaper || task.NeedsClearance || task.Credential is not null)
        && (!FullOnes || task.IsFull)
        && (!Clashing || asker is null || (asker.IsBusy(task) && !asker.OwnTasks.Contains(task.Id)));

    /// <summary>The day and the part of it, whatever else is asked for.</summary>
    public bool TakesTime(DateTimeOffset startsAt)
    {
        var at = startsAt.ToUnixTimeMilliseconds();
        return at >= Since && at < Until && TakesSlot(at);
    }

    string IShown.Show(string language)
    {
        var separator = language == Language.Chinese ? "、" : ", ";
        return string.Join(separator, Pieces(language));
    }

    private bool TakesSlot(long startsAt)
    {
        if (Weekdays == 0 && Parts == 0)
        {
            return true;
        }

        var slot = int.TrailingZeroCount(Slots.At(startsAt));
        return (Weekdays == 0 || (Weekdays & 1 << (slot / 3)) != 0) && (Parts == 0 || (Parts & 1 << (slot % 3)) != 0);
    }

    private IEnumerable<string> Pieces(string language)
    {
        if (HasTime)
        {
            yield return string.Join(
                language == Language.Chinese ? "" : " ", new[] { Days(language), PartNames(language) }.Where(words => words.Length > 0));
        }

        if (HasArea)
        {
            yield return Catalog.Say(language, Own ? "list.filter.own" : "list.filter.nearby");
        }

        if (NeedsPaper)
        {
            yield return Catalog.Say(language, "list.filter.needs_paper");
        }

        if (FullOnes)
        {
            yield return Catalog.Say(language, "list.filter.full");
        }

        if (Clashing)
        {
            yield return Catalog.Say(language, "list.filter.clashing");
        }

        foreach (var word in Words)
        {
            yield return Catalog.Say(language, "list.filter.word", ("word", word));
        }
    }

    private string Days(string language)
    {
        if (From is not { } from || To is not { } to)
        {
            return WeekdayNames(language);
        }

        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(TakesDay).ToList();
        return days.Count is > 0 and <= 3
            ? string.Join(language == Language.Chinese ? "、" : ", ", days.Select(day => Texts.Show.Day(language, day)))
            : string.Join(
                language == Language.Chinese ? "" : " ",
                new[] { Catalog.Say(language, "list.filter.days", ("from", from), ("to", to)), WeekdayNames(language) }.Where(words => words.Length > 0));
    }

    private bool TakesDay(DateOnly day) => Weekdays == 0 || (Weekdays & 1 << Bit(day.DayOfWeek)) != 0;

    private string WeekdayNames(string language) => Weekdays switch
    {
        0 => "",
        Weekend => Catalog.Say(language, "free_times.weekend"),
        WorkingDays => Catalog.Say(language, "list.filter.working_days"),
        _ => string.Join(
            language == Language.Chinese ? "、" : ", ",
            Enumerable.Range(0, 7).Where(bit => (Weekdays & 1 << bit) != 0).Select(bit => Catalog.Name(language, (DayOfWeek)((bit + 1) % 7)))),
    };

    private string PartNames(string language) => string.Join(
        language == Language.Chinese ? "" : ", ",
        Enum.GetValues<People.DayPart>().Where(part => (Parts & 1 << (int)part) != 0).Select(part => Catalog.Name(language, part)));

    private static int Bit(DayOfWeek day) => ((int)day + 6) % 7;

    private static long Midnight(DateOnly day) => Shanghai.At(day, TimeOnly.MinValue).ToUnixTimeMilliseconds();
}
