using ChatGov.Sheets;

namespace ChatGov.Organisations.Table;

/// <summary>The file that holds a table of the tree; only the columns that are there are changed.</summary>
public static class OrgTableFile
{
    public static readonly TableShape<OrgColumn> Shape = new()
    {
        Shared = [OrgColumn.Kind, OrgColumn.Parent, OrgColumn.UnitLevel, OrgColumn.Partner],
        Missing = Missing,
    };

    private static OrgColumn? Missing(TableColumns<OrgColumn> columns) =>
        columns.Has(OrgColumn.Id) ? columns.Has(OrgColumn.Name) ? null : OrgColumn.Name
        : new[] { OrgColumn.Kind, OrgColumn.Name, OrgColumn.Parent }.Where(column => !columns.Has(column)).Select(column => (OrgColumn?)column).FirstOrDefault();
}
