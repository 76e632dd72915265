using ChatGov.Sheets;
using ChatGov.Values;

namespace ChatGov.Cases.Table;

/// <summary>What a column of a ledger that was kept before holds. Of names and phones there is none: nobody is taken over.</summary>
public enum CaseTableColumn
{
    OldNumber,
    Place,
    Source,
    Kind,
    Words,
    Spot,
    Received,
    Ended,
    State,
}

/// <summary>The ledger that was kept before (台账), as a table.</summary>
public static class CaseTable
{
    public static readonly TableShape<CaseTableColumn> Shape = new()
    {
        Shared = [CaseTableColumn.Place, CaseTableColumn.Source, CaseTableColumn.Kind, CaseTableColumn.Received, CaseTableColumn.Ended, CaseTableColumn.State],
        Missing = columns => columns.Has(CaseTableColumn.Words) ? null : CaseTableColumn.Words,
        AlsoCalled = column => WordList.Of("case.table.column." + column),
        SaysWhatIsNotRead = true,
    };
}
