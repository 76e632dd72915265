using ChatGov.Texts;

namespace ChatGov.Sheets;

/// <summary>What was done so that a file is read as a person sees it.</summary>
public enum SheetNotice
{
    /// <summary>Rows above the header were passed over.</summary>
    TitleRows,

    /// <summary>Rows that are hidden or filtered out were passed over.</summary>
    HiddenRows,

    /// <summary>The header stands in the table again.</summary>
    HeaderAgain,

    /// <summary>Merged cells count for each of their rows.</summary>
    MergedCells,

    /// <summary>Rows without name, number and account, or with a sum: 合计, 填表人.</summary>
    RowsWithoutPerson,

    /// <summary>Rows below the table: 合计, 填表人.</summary>
    SumRows,

    /// <summary>The unit is taken from the name of the tab.</summary>
    UnitOfTab,

    /// <summary>A tab that holds something else, or is not wanted, was not read.</summary>
    TabNotRead,

    /// <summary>A hidden tab was not read.</summary>
    TabHidden,

    /// <summary>Columns of other things, such as names and phones, were not read.</summary>
    ColumnsNotRead,
}

/// <param name="Sheet">The tab; empty for a CSV.</param>
public sealed record Noticed(SheetNotice Notice, string Sheet, long Count);

/// <summary>Counts what is worth saying about a file.</summary>
public sealed class Tally
{
    private readonly Dictionary<(SheetNotice Notice, int Place), Noticed> _noticed = [];

    public IReadOnlyList<Noticed> Noticed => [.. _noticed.Values.OrderBy(each => each.Notice)];

    public void Count(SheetNotice notice, Tab tab, long more = 1)
    {
        if (more > 0)
        {
            var before = _noticed.GetValueOrDefault((notice, tab.Place))?.Count ?? 0;
            _noticed[(notice, tab.Place)] = new Noticed(notice, tab.Name, before + more);
        }
    }

    /// <summary>What lies beside the tables that are read: other tabs, and titles above the header.</summary>
    internal void CountBeside(IEnumerable<Tab> others, IEnumerable<Table> tables)
    {
        foreach (var tab in others)
        {
            Count(tab.IsHidden ? SheetNotice.TabHidden : SheetNotice.TabNotRead, tab);
        }

        foreach (var table in tables)
        {
            Count(SheetNotice.TitleRows, table.Tab, table.Titles);
        }
    }
}

/// <param name="Sheet">The tab; empty for a CSV.</param>
/// <param name="Count">How many rows it concerns; 1 where it concerns the tab.</param>
/// <param name="Detail">The same as a sentence, in the caller's language.</param>
/// <param name="Code">What was noticed, as a code.</param>
public sealed record SheetNoticeView(SheetNotice Code, string Sheet, long Count, string Detail)
{
    public static SheetNoticeView Of(Noticed noticed, string language) => new(
        noticed.Notice, noticed.Sheet, noticed.Count, Catalog.Say(language, "sheet.notice." + noticed.Notice, ("count", noticed.Count), ("sheet", noticed.Sheet)));
}
