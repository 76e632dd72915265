using ChatGov.Deadlines;
using ChatGov.Sheets;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Cases.Table;

/// <summary>The cells of one row, read.</summary>
internal sealed class CaseCells : RowCells<CaseTableColumn>
{
    private static readonly (bool IsOver, string[] Words)[] States = [(false, WordList.Of("case.table.open")), (true, WordList.Of("case.table.over"))];

    private static readonly (CaseSource Source, string[] Words)[] Sources =
        [.. Enum.GetValues<CaseSource>().Select(source => (source, WordList.Of("case.table.source." + source)))];

    private readonly DateTimeOffset _now;

    public CaseCells(TableRow<CaseTableColumn> row, DateTimeOffset now)
        : base(row, CaseTableColumn.Kind)
    {
        _now = now;
        OldNumber = Cell(CaseTableColumn.OldNumber) is { Length: > 0 } number ? number : null;
        Words = Cell(CaseTableColumn.Words) is { Length: > 0 } words ? words : Noted(CaseTableColumn.Words, "");
        Source = Read(CaseTableColumn.Source, ReadSource) ?? CaseSource.Resident;
        var (received, ended) = (Day(CaseTableColumn.Received), Day(CaseTableColumn.Ended));
        var isOver = Read(CaseTableColumn.State, ReadState);
        if (ended < received)
        {
            Note(CaseTableColumn.Ended);
        }

        if (isOver == false && ended is not null)
        {
            Note(CaseTableColumn.State);
        }

        Received = Morning(received ?? ended);
        Ended = isOver == true || ended is not null ? Morning(ended ?? received) : null;
    }

    public string? OldNumber { get; }

    public string Words { get; }

    public CaseSource Source { get; }

    /// <summary>What the ledger called it, if that is said here too; else what its words tell of.</summary>
    public CaseKind Kind => Named(Cell(CaseTableColumn.Kind)) ?? CaseKindWords.Of(Words) ?? CaseKind.Complex;

    public DateTimeOffset Received { get; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? Ended { get; }

    public CaseReport Report => new() { Kind = Kind, Words = Words, Spot = Cell(CaseTableColumn.Spot) };

    private static CaseKind? Named(string kind) => Catalog.Named<CaseKind>(kind) ?? CaseKindWords.Of(kind);

    private static CaseSource? ReadSource(string text) => Catalog.Named<CaseSource>(text)
        ?? Sources.Where(each => each.Words.Contains(text, StringComparer.OrdinalIgnoreCase)).Select(each => (CaseSource?)each.Source).FirstOrDefault();

    private static bool? ReadState(string text) =>
        States.Where(each => each.Words.Contains(text, StringComparer.OrdinalIgnoreCase)).Select(each => (bool?)each.IsOver).FirstOrDefault();

    private DateOnly? Day(CaseTableColumn column) => Read(column, text => WrittenDay.Read(text) is { } day && day <= Shanghai.Day(_now) ? day : (DateOnly?)null);

    private DateTimeOffset Morning(DateOnly? day) => day is { } known && Shanghai.At(known, QuietHours.End) is var at && at < _now ? at : _now;
}
