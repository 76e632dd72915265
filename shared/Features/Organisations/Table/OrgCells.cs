using System.Globalization;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>The cells of one row, read.</summary>
internal sealed class OrgCells
{
    private const int LongestName = 60;
    private const int LongestCode = 20;

    private readonly OrgColumns _columns;
    private readonly List<OrgColumn> _unclear = [];

    public OrgCells(OrgTableRow row, OrgPaths paths)
    {
        _columns = row.Columns;
        _unclear.AddRange(_columns.Strange(row.Cells));
        string Cell(OrgColumn column) => row.Cell(column);
        Name = Cell(OrgColumn.Name) is { Length: > 0 and <= LongestName } name ? name : Noted(OrgColumn.Name, "");
        Id = Read(OrgColumn.Id, Cell(OrgColumn.Id), text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : (long?)null);
        Kind = Read(OrgColumn.Kind, Cell(OrgColumn.Kind), Named<OrgKind>);
        Parent = Read(OrgColumn.Parent, Cell(OrgColumn.Parent), paths.Find);
        DivisionCode = Read(OrgColumn.DivisionCode, Cell(OrgColumn.DivisionCode), text => text.Length <= LongestCode && text.All(char.IsAsciiDigit) ? text : null);
        Uscc = Read(OrgColumn.Uscc, Cell(OrgColumn.Uscc), Organisations.Uscc.Read);
        UnitLevel = Read(OrgColumn.UnitLevel, Cell(OrgColumn.UnitLevel), Named<UnitLevel>);
        Partner = Read(OrgColumn.Partner, Cell(OrgColumn.Partner), paths.Find);
        var (latitude, longitude) = (Degrees(OrgColumn.Latitude, Cell(OrgColumn.Latitude), 90), Degrees(OrgColumn.Longitude, Cell(OrgColumn.Longitude), 180));
        At = latitude is { } north && longitude is { } east ? (north, east) : null;
        if (latitude is null != longitude is null)
        {
            _unclear.Add(latitude is null ? OrgColumn.Latitude : OrgColumn.Longitude);
        }

        if (Id is null && Kind is null)
        {
            _unclear.Add(OrgColumn.Kind);
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
    public static OrgColumn? HoldsNumber(OrgTableRow row) => Enum.GetValues<OrgColumn>()
        .Where(column => (column is OrgColumn.Name or OrgColumn.Parent or OrgColumn.Partner) && People.Redaction.HoldsNumber(row.Cell(column)))
        .Select(column => (OrgColumn?)column).FirstOrDefault();

    public OrgColumn? Unclear() => _unclear.Count > 0 ? _unclear[0] : null;

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

    private static T? Named<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase) || Language.All.Any(language => text.Equals(Catalog.Name(language, value), StringComparison.OrdinalIgnoreCase)))
            {
                return value;
            }
        }

        return null;
    }

    private double? Degrees(OrgColumn column, string cell, double most) => Read(
        column, cell, text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : (double?)null);

    /// <summary>An empty cell says nothing; one that cannot be read is remembered.</summary>
    private T? Read<T>(OrgColumn column, string cell, Func<string, T?> read) => cell.Length == 0 ? default : read(cell) ?? Noted<T?>(column, default);

    private T Noted<T>(OrgColumn column, T instead)
    {
        _unclear.Add(column);
        return instead;
    }
}
