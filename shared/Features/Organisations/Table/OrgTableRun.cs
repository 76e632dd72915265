using ChatGov.Data;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>One going through of a table. Rows that name a place which comes later in the table wait for it.</summary>
internal sealed class OrgTableRun(Tx tx, string language)
{
    private readonly OrgPaths _paths = new(tx);
    private readonly HashSet<long> _taken = [];

    public List<OrgRowResult> Take(IReadOnlyList<TableRow<OrgColumn>> rows)
    {
        var results = new Dictionary<TableRow<OrgColumn>, OrgRowResult>(ReferenceEqualityComparer.Instance);
        var left = rows;
        for (var before = int.MaxValue; left.Count > 0 && left.Count < before;)
        {
            before = left.Count;
            var later = new List<TableRow<OrgColumn>>();
            foreach (var row in left)
            {
                if (IsPlaceKnown(row))
                {
                    results.Add(row, Take(row));
                }
                else
                {
                    later.Add(row);
                }
            }

            left = later;
        }

        foreach (var row in left)
        {
            results.Add(row, Refused(row, new Refusal(OrgRefusal.OrgPathUnknown, ("path", Unknown(row)!))));
        }

        return [.. rows.Select(row => results[row])];
    }

    /// <summary>A row that is refused for what stands in it waits for nothing, and its path is not said again.</summary>
    private bool IsPlaceKnown(TableRow<OrgColumn> row) => OrgCells.HoldsNumber(row) is not null || Unknown(row) is null;

    private string? Unknown(TableRow<OrgColumn> row) => new[] { OrgColumn.Parent, OrgColumn.Partner }.Select(column => row.Cell(column))
        .FirstOrDefault(path => path.Length > 0 && _paths.Find(path) is null);

    private OrgRowResult Take(TableRow<OrgColumn> row)
    {
        var (outcome, refusal) = (OrgRowOutcome.Refused, (Refusal?)null);
        tx.UseCase<bool>(() =>
        {
            (outcome, refusal) = Decide(row);
            return refusal is null ? true : refusal;
        });
        return Result(row, outcome, refusal);
    }

    private OrgRowResult Refused(TableRow<OrgColumn> row, Refusal refusal) => Result(row, OrgRowOutcome.Refused, refusal);

    private OrgRowResult Result(TableRow<OrgColumn> row, OrgRowOutcome outcome, Refusal? refusal) =>
        new(row.Cells.Number, refusal is null ? outcome : OrgRowOutcome.Refused, refusal?.Code == OrgRefusal.NumberInCell ? "" : row.Cell(OrgColumn.Name), refusal?.Code.ToString(), refusal is null ? null : Catalog.Say(language, refusal))
        {
            Sheet = row.Sheet,
        };

    private (OrgRowOutcome Outcome, Refusal? Refusal) Decide(TableRow<OrgColumn> row)
    {
        if (OrgCells.HoldsNumber(row) is { } full)
        {
            return (OrgRowOutcome.Refused, new Refusal(OrgRefusal.NumberInCell, ("column", Catalog.Name(language, full))));
        }

        var cells = new OrgCells(row, _paths);
        if (cells.Unclear() is { } column)
        {
            return (OrgRowOutcome.Refused, new Refusal(SheetRefusal.CellUnclear, ("column", Catalog.Name(language, column))));
        }

        if (cells.Id is { } id)
        {
            return OrgViews.Find(tx, id) is { Ok: true, Value: { ClosedAt: null } known } && (cells.Kind ?? known.Kind) == known.Kind
                ? Once(known, cells)
                : (OrgRowOutcome.Refused, new Refusal(RefusalCode.NotFound));
        }

        return Same(cells) is { } same && OrgViews.Find(tx, same) is { Ok: true, Value: var org } ? Once(org, cells) : Create(cells);
    }

    private long? Same(OrgCells cells) => tx.First<long?>(
        "SELECT id FROM org WHERE kind = @kind AND name = @Name AND (parent_id = @parent OR (parent_id IS NULL AND @parent = 0)) AND closed_at IS NULL",
        new { kind = cells.Kind.ToString(), cells.Name, parent = cells.Parent ?? 0 });

    private (OrgRowOutcome Outcome, Refusal? Refusal) Create(OrgCells cells)
    {
        var made = OrgTree.Create(tx, new NewOrg
        {
            Kind = cells.Kind!.Value,
            ParentId = cells.Parent,
            Name = cells.Name,
            DivisionCode = cells.DivisionCode,
            Uscc = cells.Uscc,
            UnitLevel = cells.UnitLevel,
            PartnerOrgId = cells.Partner,
            At = cells.At,
        });
        if (!made.Ok)
        {
            return (OrgRowOutcome.Refused, made.Refusal);
        }

        _taken.Add(made.Value);
        _paths.Put(made.Value, cells.Parent, cells.Kind!.Value, cells.Name);
        return (OrgRowOutcome.Created, null);
    }

    private (OrgRowOutcome Outcome, Refusal? Refusal) Once(OrgView org, OrgCells cells) => _taken.Add(org.Id)
        ? Change(org, cells)
        : (OrgRowOutcome.Refused, new Refusal(OrgRefusal.RowTwice));

    private (OrgRowOutcome Outcome, Refusal? Refusal) Change(OrgView org, OrgCells cells)
    {
        var outcome = OrgRowOutcome.Unchanged;
        if (cells.Over(org) is { } details)
        {
            var amended = OrgChanges.Amend(tx, org.Id, details);
            if (!amended.Ok)
            {
                return (OrgRowOutcome.Refused, amended.Refusal);
            }

            outcome = OrgRowOutcome.Changed;
        }

        if (cells.Parent is { } parent && parent != org.ParentId)
        {
            var moved = OrgChanges.Move(tx, org.Id, parent);
            if (!moved.Ok)
            {
                return (OrgRowOutcome.Refused, moved.Refusal);
            }

            outcome = OrgRowOutcome.Moved;
        }

        if (outcome != OrgRowOutcome.Unchanged)
        {
            _paths.Put(org.Id, outcome == OrgRowOutcome.Moved ? cells.Parent : org.ParentId, org.Kind, cells.Name);
        }

        return (outcome, null);
    }
}
