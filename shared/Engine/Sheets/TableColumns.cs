using ChatGov.Texts;

namespace ChatGov.Sheets;

/// <summary>Which column of a table holds what.</summary>
public sealed class TableColumns<TColumn>
    where TColumn : struct, Enum
{
    private readonly TableShape<TColumn> _shape;
    private readonly Dictionary<TColumn, int> _places = [];

    internal TableColumns(TableShape<TColumn> shape, SheetRow header)
    {
        _shape = shape;
        var headings = header.Headings().ToList();
        foreach (var column in Enum.GetValues<TColumn>())
        {
            if (Find(headings, column) is >= 0 and var place)
            {
                _places[column] = place;
            }
        }

        NotRead = headings.Where((heading, i) => heading.Words.Count > 0 && !_places.ContainsValue(i)).Count();
    }

    /// <summary>How many columns have a heading that says none of it.</summary>
    public int NotRead { get; }

    public bool Has(TColumn column) => _places.ContainsKey(column);

    /// <summary>The columns whose cell shows no value of its own.</summary>
    public IEnumerable<TColumn> Strange(SheetRow row) => _places.Where(each => row.StateOf(each.Value) != CellState.Value).Select(each => each.Key);

    internal HeaderFit Fit(string language) => new(_places.Count, _shape.Missing(this) is { } missing ? Catalog.Name(language, missing) : null);

    internal SheetRow Kept(SheetRow row) => row.Only(_places.Values.ToHashSet());

    internal string Cell(SheetRow row, TColumn column) => !_places.TryGetValue(column, out var place) ? ""
        : FormulaSigns.Bare(_shape.Shared.Contains(column) ? row.Shown(place) : row[place]);

    private int Find(List<Heading> headings, TColumn column) => _shape.Names(column)
        .Select(words => headings.FindIndex(heading => heading.Words.Intersect(words, StringComparer.Ordinal).Any())).FirstOrDefault(place => place >= 0, -1);
}
