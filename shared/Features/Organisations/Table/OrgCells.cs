using System.Globalization;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>The cells of one row, read.</summary>
internal sealed class OrgCells : RowCells<OrgColumn>
{
    private const int LongestName = 60;
    private const int LongestCode = 20;

    private readonly TableColumns<OrgColumn> _columns;

    public OrgCells(TableRow<OrgColumn> row, OrgPaths paths)
        : base(row)
    {
        _columns = row.Columns;
        Name = Cell(OrgColumn.Name) is { Length: > 0 and <= LongestName } name ? name : Noted(OrgColumn.Name, "");
        Id = Read(OrgColumn.Id, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : (long?)null);
        Kind = Read(OrgColumn.Kind, Catalog.Named<OrgKind>);
        Parent = Read(OrgColumn.Parent, paths.Find);
        DivisionCode = Read(OrgColumn.DivisionCode, text => text.Length <= LongestCode && text.All(char.IsAsciiDigit) ? text : null);
        Uscc = Read(OrgColumn.Uscc, Organisations.Uscc.Read);
        UnitLevel = Read(OrgColumn.UnitLevel, Catalog.Named<UnitLevel>);
        Partner = Read(OrgColumn.Partner, paths.Find);
        var (latitude, longitude) = (Degrees(OrgColumn.Latitude, 90), Degrees(OrgColumn.Longitude, 180));
        At = latitude is { } north && longitude is { } east ? (north, east) : null;
        if (latitude is null != longitude is null)
        {
            Note(latitude is null ? OrgColumn.Latitude : OrgColumn.Longitude);
        }

        if (Id is null && Kind is null)
        {
            Note(OrgColumn.Kind);
        }
    }

    public long? Id { get; }

    public OrgKind? Kind { get; }

    public string Name { get; }

    public long? Parent { get; }

    public string? DivisionCode { get; }

    public Uscc? Uscc { get; }

    public UnitLevel? UnitLevel { get; }

    public long? Partner { get; }

    public (double Latitude, double Longitude)? At { get; }

    /// <returns>The column with a number by which people are told apart; codes of places and units are others.</returns>
    public static OrgColumn? HoldsNumber(TableRow<OrgColumn> row) => Enum.GetValues<OrgColumn>()
        .Where(column => (column is OrgColumn.Name or OrgColumn.Parent or OrgColumn.Partner) && People.Redaction.HoldsNumber(row.Cell(column)))
        .Select(column => (OrgColumn?)column).FirstOrDefault();

    /// <summary>What the organisation is to be: what the table does not hold stays.</summary>
    /// <returns>Null when nothing differs.</returns>
    public OrgDetails? Over(OrgView org)
    {
        (double Latitude, double Longitude)? at = org is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;
        var before = new OrgDetails
        {
            Name = org.Name,
            DivisionCode = org.DivisionCode,
            Uscc = org.Uscc is null ? null : Organisations.Uscc.Read(org.Uscc),
            UnitLevel = org.UnitLevel,
            PartnerOrgId = org.PartnerOrgId,
            At = at,
        };
        var after = new OrgDetails
        {
            Name = Name,
            DivisionCode = _columns.Has(OrgColumn.DivisionCode) ? DivisionCode : before.DivisionCode,
            Uscc = _columns.Has(OrgColumn.Uscc) ? Uscc : before.Uscc,
            UnitLevel = _columns.Has(OrgColumn.UnitLevel) ? UnitLevel : before.UnitLevel,
            PartnerOrgId = _columns.Has(OrgColumn.Partner) ? Partner : before.PartnerOrgId,
            At = _columns.Has(OrgColumn.Latitude) && _columns.Has(OrgColumn.Longitude) ? At : before.At,
        };
        return before == after ? null : after;
    }

    private double? Degrees(OrgColumn column, double most) => Read(
        column, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : (double?)null);
}
