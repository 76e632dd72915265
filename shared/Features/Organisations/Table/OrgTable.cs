using System.Globalization;
using ChatGov.Data;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>What a column of the table of the tree holds.</summary>
public enum OrgColumn
{
    Id,
    Kind,
    Name,
    Parent,
    DivisionCode,
    Uscc,
    UnitLevel,
    Partner,
    Latitude,
    Longitude,
}

/// <summary>
/// The tree as a table: one row for each open organisation. A place is named by its path from the banner, 旗/街道/社区. What is
/// written here is what <see cref="OrgTableReading"/> takes.
/// </summary>
public static class OrgTable
{
    public const char PathSign = '/';

    /// <summary>The table, its header first; those above stand before those below.</summary>
    public static List<string[]> Write(Tx tx, string language)
    {
        var paths = new OrgPaths(tx);
        var rows = tx.All<OrgView>(
            $"""
            SELECT o.id, o.kind, o.parent_id, o.name, o.division_code, o.uscc, o.unit_level, o.partner_org_id, o.latitude, o.longitude
            FROM org o WHERE o.closed_at IS NULL AND {OrgViews.Seen}
            ORDER BY (SELECT COUNT(*) FROM org_closure c WHERE c.descendant_id = o.id), o.id
            """,
            new { tx.ScopeOrg });
        return [Header(language), .. rows.Select(org => Cells(org, paths, language))];
    }

    private static string[] Header(string language) =>
        [.. Enum.GetValues<OrgColumn>().Select(column => Catalog.Name(language, column))];

    private static string[] Cells(OrgView org, OrgPaths paths, string language) =>
    [
        org.Id.ToString(CultureInfo.InvariantCulture),
        Catalog.Name(language, org.Kind),
        FormulaSigns.Harmless(org.Name),
        FormulaSigns.Harmless(paths.Of(org.ParentId)),
        org.DivisionCode ?? "",
        org.Uscc ?? "",
        org.UnitLevel is { } level ? Catalog.Name(language, level) : "",
        FormulaSigns.Harmless(paths.Of(org.PartnerOrgId)),
        org.Latitude?.ToString(CultureInfo.InvariantCulture) ?? "",
        org.Longitude?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];
}
