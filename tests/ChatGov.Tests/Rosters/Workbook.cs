using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ChatGov.Tests.Rosters;

/// <summary>A tab of a workbook.</summary>
/// <param name="Rows">As XML.</param>
internal sealed record SheetPart(string Name, string Rows)
{
    /// <summary>visible, hidden or veryHidden.</summary>
    public string State { get; init; } = "visible";

    /// <summary>Like A2:A4.</summary>
    public string[] Merged { get; init; } = [];

    /// <summary>The file in the package.</summary>
    public string? Part { get; init; }
}

/// <summary>An XLSX as spreadsheets write it, as small as can be.</summary>
internal sealed class Workbook
{
    private const string Loose = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string LooseRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<SheetPart> _tabs = [];

    public string[] Texts { get; init; } = [];

    public string SharedPart { get; init; } = "xl/sharedStrings.xml";

    /// <summary>Parts of other names, or in place of those that are made here.</summary>
    public Dictionary<string, byte[]> Parts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>As ISO 29500 Strict names things.</summary>
    public bool IsStrict { get; init; }

    public CompressionLevel Compression { get; init; } = CompressionLevel.Fastest;

    private string Main => IsStrict ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : Loose;

    private string Relations => IsStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships" : LooseRelations;

    /// <param name="rows">The rows as XML.</param>
    /// <param name="texts">What the cells share.</param>
    public static byte[] Of(string rows, params string[] texts) => new Workbook { Texts = texts }.With(new SheetPart("名册", rows)).Bytes();

    /// <summary>A row of texts that stand in their cells; an empty one has no cell.</summary>
    public static string Row(int number, params string[] cells) => RowOf(number, "", cells);

    public static string HiddenRow(int number, params string[] cells) => RowOf(number, " hidden=\"1\"", cells);

    public Workbook With(SheetPart tab)
    {
        _tabs.Add(tab);
        return this;
    }

    public byte[] Bytes()
    {
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] = Xml("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
            ["xl/workbook.xml"] = Xml($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(_tabs.Select(TabOf))}</sheets></workbook>"),
            ["xl/_rels/workbook.xml.rels"] = Xml($"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(_tabs.Select(RelationOf))}</Relationships>"),
        };
        if (Texts.Length > 0)
        {
            parts[SharedPart] = Xml($"<sst xmlns=\"{Main}\">{string.Concat(Texts.Select(text => $"<si><t>{SecurityElement.Escape(text)}</t></si>"))}</sst>");
        }

        for (var i = 0; i < _tabs.Count; i++)
        {
            var merged = _tabs[i].Merged is { Length: > 0 } ranges ? $"<mergeCells>{string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>" : "";
            parts["xl/" + PartOf(i)] = Xml($"<worksheet xmlns=\"{Main}\"><sheetData>{_tabs[i].Rows}</sheetData>{merged}</worksheet>");
        }

        foreach (var (name, content) in Parts)
        {
            parts[name] = content;
        }

        return Zip(parts, Compression);
    }

    public static byte[] Zip(IReadOnlyDictionary<string, byte[]> parts, CompressionLevel compression = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, compression).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    public static byte[] Xml(string text) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text);

    private static string RowOf(int number, string attributes, string[] cells) =>
        $"<row r=\"{number}\"{attributes}>{string.Concat(cells.Select((cell, i) => cell.Length == 0 ? "" : $"<c r=\"{Column(i)}{number}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>";

    public static string Column(int place) => place < 26 ? ((char)('A' + place)).ToString() : Column((place / 26) - 1) + Column(place % 26);

    private string TabOf(SheetPart tab, int place) => string.Create(
        CultureInfo.InvariantCulture, $"<sheet name=\"{SecurityElement.Escape(tab.Name)}\" sheetId=\"{place + 1}\" state=\"{tab.State}\" r:id=\"r{place}\"/>");

    private string RelationOf(SheetPart tab, int place) =>
        $"<Relationship Id=\"r{place}\" Type=\"{Relations}/worksheet\" Target=\"{PartOf(place)}\"/>";

    private string PartOf(int place) => _tabs[place].Part ?? string.Create(CultureInfo.InvariantCulture, $"worksheets/sheet{place + 1}.xml");
}
