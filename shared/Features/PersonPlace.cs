using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov;

/// <summary>A place in a feature's tables where a person stands, and what they are shown of it when they ask 我的数据.</summary>
public sealed record PersonPlace
{
    private PersonPlace(IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>As <c>need.asked_by</c>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Its line of 我的数据; null where it is not shown.</summary>
    public Func<Tx, long, Phrase?>? Line { get; private init; }

    /// <summary>The part of <see cref="People.OwnDataCopy"/> that shows it; empty where a line does, or nothing.</summary>
    public string Part { get; private init; } = "";

    public string WhyNotShown { get; private init; } = "";

    /// <summary>A condition over a row: as long as it is true the person uses the program, and is not erased for lack of it (<c>@without</c>).</summary>
    public string? IsUse { get; init; }

    /// <param name="line">Null where there is nothing to show.</param>
    public static PersonPlace Shown(Func<Tx, long, Phrase?> line, params IReadOnlyList<string> columns) => new(columns) { Line = line };

    /// <param name="part">The property of <see cref="People.OwnDataCopy"/>.</param>
    public static PersonPlace ShownAs(string part, params IReadOnlyList<string> columns) => new(columns) { Part = part };

    public static PersonPlace NotShown(string why, params IReadOnlyList<string> columns) => new(columns) { WhyNotShown = why };

    /// <summary>What somebody did for an office is the office's; that they held it is shown.</summary>
    public static PersonPlace OfOffice(params IReadOnlyList<string> columns) => NotShown("what they did for an office, which is the office's; that they held it is shown", columns);

    /// <summary>Whoever ran a task, or led it as one of those who came, says who was there: that is the roster's.</summary>
    public static PersonPlace OfRoster(params IReadOnlyList<string> columns) => NotShown("what whoever ran or led a task said of who came, which is the roster's; their own time is shown", columns);
}
