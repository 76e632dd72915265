using System.Globalization;
using ChatGov.Deadlines;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>A day still to come: 12月20日, 下周三, 两周, a number of days that was chosen.</summary>
public sealed class DayQuestion(string name) : Question<DateOnly>(name)
{
    private const int MostDays = 1000;

    /// <summary>Numbers of days that can be chosen, with the text of each.</summary>
    public required IReadOnlyList<(int Days, string Text)> Choices { get; init; }

    /// <summary>It is found beside other things in one sentence: 等配件，12月20号再看.</summary>
    public bool FindsWithin { get; init; }

    /// <summary>Said of a day that is not to come.</summary>
    public required Fault Past { get; init; }

    public override IReadOnlyList<Option> Options(FormRun run) =>
        [.. Choices.Select(choice => new Option(choice.Days.ToString(CultureInfo.InvariantCulture), run.Say(choice.Text)))];

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at)
    {
        var clauses = FindsWithin ? sentence.Split(['，', ',']) : [];
        var place = Array.FindIndex(clauses, clause => WhenWords.ReadDay(clause, at) is not null);
        return place < 0 ? null : new Piece(clauses[place], string.Join('，', clauses.Where((_, index) => index != place)));
    }

    protected override Reading<DateOnly> ReadValue(FormRun run, Said said)
    {
        var day = said.Code is { } code ? After(said, code) : InWords(run, said);
        return day is not { } found ? Reading.Not<DateOnly>(EitherCalendar.In(said.Words, Shanghai.Day(said.At)) is { } days ? WhenQuestion.WhichCalendar(days) : null) : found > Shanghai.Day(run.Tx.Now) ? Reading.Of(found) : Reading.Not<DateOnly>(Past);
    }

    protected override string DisplayValue(FormRun run, DateOnly value) => Show.Value(run.Language, value);

    // The words of a choice may be typed with the command, before it was shown: 暂停 两周.
    private DateOnly? InWords(FormRun run, Said said) =>
        Options(run).FirstOrDefault(option => option.Label == said.Words.Trim()) is { } option ? After(said, option.Code) : WhenWords.ReadDay(said.Words, said.At);

    private static DateOnly? After(Said said, string days) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < MostDays ? Shanghai.Day(said.At).AddDays(count) : null;
}
