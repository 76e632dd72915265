namespace ChatGov.Sheets;

/// <summary>A table in a file: its header, and the rows under it as a person sees them.</summary>
/// <param name="HeaderAbove">The upper row of a header that has two.</param>
/// <param name="Titles">How many rows stand above the header.</param>
public sealed record Table(Book Book, Tab Tab, SheetRow Header, SheetRow? HeaderAbove, int Titles)
{
    /// <param name="tally">Counts what is passed over; null where it is counted already.</param>
    public IEnumerable<SheetRow> Rows(Tally? tally = null)
    {
        foreach (var row in Book.Rows(Tab).SkipWhile(row => row.Number <= Header.Number))
        {
            if (row.IsHidden)
            {
                tally?.Count(SheetNotice.HiddenRows, Tab);
            }
            else if (IsHeader(row))
            {
                // Printed again at the head of each page.
                tally?.Count(SheetNotice.HeaderAgain, Tab);
            }
            else
            {
                yield return row;
            }
        }
    }

    private bool IsHeader(SheetRow row) =>
        row.Cells.SequenceEqual(Header.Cells, StringComparer.Ordinal) || (HeaderAbove is not null && row.Cells.SequenceEqual(HeaderAbove.Cells, StringComparer.Ordinal));
}
