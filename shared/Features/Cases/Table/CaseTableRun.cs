using ChatGov.Data;
using ChatGov.People;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Cases.Table;

/// <summary>One going through of a ledger. Nobody is told of any row of it: who sends hundreds knows what is in them.</summary>
internal sealed class CaseTableRun(Tx tx, string language)
{
    private static readonly (CaseTableColumn Column, int Limit)[] Longest =
        [(CaseTableColumn.OldNumber, CaseSpeakingUp.LongestOldNumber), (CaseTableColumn.Words, CaseTalk.LongestWords), (CaseTableColumn.Spot, CaseTalk.LongestSpot)];

    private readonly CasePlaces _places = new(tx);
    private readonly HashSet<(long Place, string Number)> _taken = [];
    private readonly HashSet<long> _locked = [];

    public List<CaseRowResult> Take(IReadOnlyList<TableRow<CaseTableColumn>> rows) => [.. rows.Select(Take)];

    private CaseRowResult Take(TableRow<CaseTableColumn> row)
    {
        // What is refused for a number in it is not said again.
        if (HoldsNumber(row) is { } number)
        {
            return Result(row, number, "");
        }

        return Result(row, Decide(row), row.Cell(CaseTableColumn.OldNumber));
    }

    private CaseRowResult Result(TableRow<CaseTableColumn> row, Outcome<CaseRowOutcome> outcome, string oldNumber) => new(
        row.Cells.Number, outcome.Ok ? outcome.Value : CaseRowOutcome.Refused, oldNumber, outcome.Refusal?.Code.ToString(), outcome.Refusal is { } why ? Catalog.Say(language, why) : null)
    {
        Sheet = row.Sheet,
    };

    private static Refusal? HoldsNumber(TableRow<CaseTableColumn> row) => WordsForOthers.Refuse(
        row.Cell(CaseTableColumn.Words), row.Cell(CaseTableColumn.Spot), row.Cell(CaseTableColumn.OldNumber), row.Cell(CaseTableColumn.Place));

    private Outcome<CaseRowOutcome> Decide(TableRow<CaseTableColumn> row)
    {
        var cells = new CaseCells(row, tx.Now);
        return (Unclear(row, cells) ?? CaseTalk.RefuseOfStaff(cells.Report)) is { } refusal ? refusal
            : Place(row.Cell(CaseTableColumn.Place)).Then(place => Once(place, cells));
    }

    private Refusal? Unclear(TableRow<CaseTableColumn> row, CaseCells cells)
    {
        if (cells.Unclear() is { } column)
        {
            return CellUnclear(column);
        }

        return Longest.Where(each => row.Cell(each.Column).Letters() > each.Limit)
            .Select(each => new Refusal(SheetRefusal.CellTooLong, ("column", Catalog.Name(language, each.Column)), ("limit", each.Limit))).FirstOrDefault();
    }

    private Refusal CellUnclear(CaseTableColumn column) => Catalog.Of(language).TryGetValue("case.table.hint." + column, out var hint)
        ? new(CaseRefusal.CaseCellUnclear, ("column", Catalog.Name(language, column)), ("hint", hint))
        : new(SheetRefusal.CellUnclear, ("column", Catalog.Name(language, column)));

    private Outcome<long> Place(string path)
    {
        if (path.Length == 0)
        {
            return _places.Only is { } only ? only : CellUnclear(CaseTableColumn.Place);
        }

        return _places.Find(path) is not { } found ? new Refusal(CaseRefusal.CasePlaceUnknown, ("path", path)) : _places.IsLed(found) ? found : RefusalCode.NotAllowed;
    }

    private Outcome<CaseRowOutcome> Once(long place, CaseCells cells)
    {
        if (cells.OldNumber is { } number && !_taken.Add((place, number)))
        {
            return CaseRefusal.OldNumberTaken;
        }

        if (_locked.Add(place))
        {
            CaseSpeakingUp.LockNumbers(tx, place);
        }

        // 序号 that begins anew each year: another matter under the same number is said, not passed over.
        return CaseSpeakingUp.WordsUnder(tx, place, cells.OldNumber) is not { } there ? Put(place, cells)
            : there.Length == 0 || there == CaseTalk.WithoutOthers(cells.Words) ? CaseRowOutcome.Unchanged
            : CaseRefusal.OldNumberTaken;
    }

    private CaseRowOutcome Put(long place, CaseCells cells)
    {
        var entry = new CaseEntry(place, cells.Report, cells.Source, cells.OldNumber, cells.Received);
        if (cells.Ended is { } ended)
        {
            CaseSpeakingUp.StrikeOff(tx, entry, ended);
            return CaseRowOutcome.Closed;
        }

        CaseSpeakingUp.PutOnLedger(tx, entry);
        return CaseRowOutcome.Opened;
    }
}
