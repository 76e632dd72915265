namespace ChatGov.Values;

/// <summary>How exactly a time was named.</summary>
public enum TimeShape
{
    /// <summary>A day: 明天, 11月28日.</summary>
    Day,

    /// <summary>Some part of a day: 周六上午.</summary>
    Part,

    /// <summary>When it begins: 明天上午九点.</summary>
    Moment,

    /// <summary>When it begins and ends: 明天9点到11点.</summary>
    Span,

    /// <summary>Several days: 周末, 下个月, 今年.</summary>
    Period,

    /// <summary>Again and again: 每周三, 平时.</summary>
    Again,
}

/// <summary>A time that a text names.</summary>
/// <param name="Start">Where in the text it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="From">In the time of Shanghai.</param>
/// <param name="To">Without it: the midnight after a day, the end of a span; the beginning again where only that was named.</param>
public sealed record TimeMention(int Start, int End, TimeShape Shape, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>A bare weekday that is today: today, or in a week.</summary>
    public bool OrInAWeek { get; init; }

    /// <summary>八月十五: the solar or the lunar one is not said.</summary>
    public bool EitherCalendar { get; init; }

    /// <summary>Its end lies before its beginning, or no such day or hour exists.</summary>
    public bool IsWrong { get; init; }
}
