using ChatGov.Data;

namespace ChatGov.Sheets;

/// <summary>How far a row is the header of the table that is looked for.</summary>
/// <param name="Known">How many of its columns are known.</param>
/// <param name="Missing">The column that it lacks; null for none.</param>
public readonly record struct HeaderFit(int Known, string? Missing);

/// <summary>
/// Finds the table in a file: under title rows, on whichever tab has its columns. Where several have, it asks instead of
/// guessing: the others may be other units, or last year.
/// </summary>
/// <param name="fit">What a row of a tab is, taken for the header.</param>
public sealed class TableSearch(Book book, Func<Tab, SheetRow, HeaderFit> fit)
{
    /// <summary>The header is one of so many rows that hold anything.</summary>
    public const int HeaderWithin = 20;

    /// <summary>All tabs that have the columns.</summary>
    public const string All = "*";

    private readonly List<Candidate> _candidates = [.. book.Tabs.Select(tab => Look(book, tab, fit))];

    /// <summary>The row that comes nearest to a header, where none is one.</summary>
    public SheetRow? Nearest => Best(_candidates.Where(each => !each.Tab.IsHidden))?.Header;

    /// <param name="wanted">The names of the tabs that are wanted; empty for the only one that fits.</param>
    public Outcome<List<Table>> Choose(IReadOnlyList<string> wanted)
    {
        var seen = _candidates.Where(each => !each.Tab.IsHidden).ToList();
        if (wanted.Count > 0 && !wanted.Contains(All, StringComparer.Ordinal))
        {
            return Named(wanted);
        }

        var whole = seen.Where(each => each.Table is not null).ToList();
        var filled = whole.Where(each => each.HasRows).ToList();
        return filled.Count switch
        {
            1 => Tables(filled),
            > 1 when wanted.Count > 0 => Tables(filled),
            > 1 => new Refusal(SheetRefusal.SheetSeveral, ("count", filled.Count), ("sheets", NamesOf(filled))),
            _ when whole.Count > 0 || seen.TrueForAll(each => each.Header is null) && !HasHidden() => SheetRefusal.FileEmpty,
            _ when HasHidden() => new Refusal(SheetRefusal.SheetHidden, ("sheet", _candidates.First(IsHiddenTable).Tab.Name)),
            _ => Missing(Best(seen)!),
        };

        bool HasHidden() => _candidates.Exists(IsHiddenTable);
    }

    /// <summary>Who names a tab may name one that is hidden.</summary>
    private Outcome<List<Table>> Named(IReadOnlyList<string> wanted)
    {
        var chosen = new List<Candidate>();
        foreach (var name in wanted)
        {
            if (_candidates.Find(each => string.Equals(each.Tab.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } found)
            {
                return new Refusal(SheetRefusal.SheetUnknown, ("sheet", name), ("sheets", NamesOf(_candidates)));
            }

            if (found.Table is null)
            {
                return found.Header is null ? SheetRefusal.FileEmpty : Missing(found);
            }

            chosen.Add(found);
        }

        return chosen.Exists(each => each.HasRows) ? Tables([.. chosen.Distinct()]) : SheetRefusal.FileEmpty;
    }

    /// <summary>What a file holds beside the tables that are read: said, so that nothing is left out in silence.</summary>
    public IEnumerable<Tab> Others(List<Table> chosen) => _candidates
        .Where(each => each.Header is not null && !chosen.Exists(table => table.Tab == each.Tab)).Select(each => each.Tab);

    private static List<Table> Tables(List<Candidate> chosen) => chosen.ConvertAll(each => each.Table!);

    private static bool IsHiddenTable(Candidate each) => each is { Tab.IsHidden: true, Table: not null, HasRows: true };

    private static Candidate? Best(IEnumerable<Candidate> candidates) => candidates.MaxBy(each => each.Header is null ? -1 : each.Fit.Known);

    private static Refusal Missing(Candidate nearest) => new(SheetRefusal.ColumnMissing, ("column", nearest.Fit.Missing!));

    private static string NamesOf(IEnumerable<Candidate> candidates) => string.Concat(candidates.Select(each => $"“{each.Tab.Name}”"));

    private static Candidate Look(Book book, Tab tab, Func<Tab, SheetRow, HeaderFit> fit)
    {
        Candidate? best = null;
        var looked = 0;
        foreach (var row in book.Rows(tab).Where(row => !row.IsHidden))
        {
            if (best?.Table is { } table)
            {
                // A header of two rows: 联系方式 over 手机 and 座机, with 姓名 merged over both.
                var second = row.Number == table.Header.Number + 1 ? fit(tab, row) : default;
                if (second is { Known: > 0, Missing: null } && best.Above is null)
                {
                    best = new Candidate(tab, row, second, new Table(book, tab, row, table.Header, looked - 1), HasRows: false) { Above = table.Header };
                    continue;
                }

                return best with { HasRows = true };
            }

            if (++looked > HeaderWithin)
            {
                break;
            }

            var found = fit(tab, row);
            if (found.Missing is null)
            {
                best = new Candidate(tab, row, found, new Table(book, tab, row, HeaderAbove: null, looked - 1), HasRows: false);
            }
            else if (best is null || found.Known > best.Fit.Known)
            {
                best = new Candidate(tab, row, found, Table: null, HasRows: false);
            }
        }

        return best ?? new Candidate(tab, Header: null, default, Table: null, HasRows: false);
    }

    /// <summary>A tab, and how far it is what is looked for.</summary>
    private sealed record Candidate(Tab Tab, SheetRow? Header, HeaderFit Fit, Table? Table, bool HasRows)
    {
        public SheetRow? Above { get; init; }
    }
}
