using System.IO.Compression;
using System.Xml;

namespace ChatGov.Sheets;

/// <summary>
/// An XLSX before anybody reads it. Every part is inflated and counted, whatever the file says of its size; what the library
/// will read is walked through besides.
/// </summary>
internal sealed class XlsxParts
{
    private const long MostOfList = 4L * 1024 * 1024;
    private const long MostShared = 24L * 1024 * 1024;
    private const long MostOfSheet = 200L * 1024 * 1024;
    private const long MostTogether = 400L * 1024 * 1024;

    private const string WorkbookPart = "xl/workbook.xml";
    private const string RelationsPart = "xl/_rels/workbook.xml.rels";
    private const string SharedPart = "xl/sharedStrings.xml";
    private const string StylesPart = "xl/styles.xml";

    private readonly ZipArchive _zip;
    private readonly List<string?> _relations = [];
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly List<ZipArchiveEntry> _read = [];
    private long _total;

    private XlsxParts(ZipArchive zip) => _zip = zip;

    /// <summary>One for each tab, in their order.</summary>
    public List<SheetFacts> Sheets { get; } = [];

    /// <summary>Written as ISO 29500 Strict, whose names the library does not know.</summary>
    public bool IsStrict { get; private set; }

    /// <exception cref="SheetFault">It holds more than a table does, or is damaged.</exception>
    public static XlsxParts Check(WatchedStream file)
    {
        using var zip = Zip.Open(file);
        try
        {
            var parts = new XlsxParts(zip);
            parts.Check();
            return parts;
        }
        catch (InvalidDataException)
        {
            throw SheetFault.Unreadable();
        }
    }

    private void Check()
    {
        Walk(WorkbookPart, MostOfList, ReadTabs);
        Walk(RelationsPart, MostOfList, ReadTargets);
        var longest = 0;
        Walk(SharedPart, MostShared, walk =>
        {
            walk.ToEnd();
            longest = walk.LongestText;
        });
        Walk(StylesPart, MostShared, walk => walk.ToEnd());
        foreach (var relation in _relations)
        {
            var entry = Zip.Find(_zip, PathOf(relation)) ?? throw SheetFault.Unreadable();
            Walk(entry, MostOfSheet, walk => Sheets.Add(new SheetWalk(walk, longest).ToEnd()));
        }

        foreach (var entry in _zip.Entries.Except(_read))
        {
            Count(entry);
        }
    }

    private void ReadTabs(PartWalk walk)
    {
        while (walk.Next() is { } xml)
        {
            if (xml is not { NodeType: XmlNodeType.Element })
            {
                continue;
            }

            IsStrict |= xml.LocalName == "workbook" && xml.NamespaceURI == StrictNames.Workbook;
            if (xml.LocalName == "sheet")
            {
                _relations.Add(xml.GetAttribute("id", StrictNames.LooseRelations) ?? xml.GetAttribute("id", StrictNames.Relations));
            }
        }
    }

    private void ReadTargets(PartWalk walk)
    {
        while (walk.Next() is { } xml)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                _targets[id] = target;
            }
        }
    }

    /// <summary>Where the library looks for the sheet.</summary>
    private string PathOf(string? relation) => _targets.TryGetValue(relation ?? "", out var target)
        ? target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? target[1..] : "xl/" + target
        : throw SheetFault.Unreadable();

    private void Walk(string name, long most, Action<PartWalk> read)
    {
        if (Zip.Find(_zip, name) is { } entry)
        {
            Walk(entry, most, read);
        }
    }

    private void Walk(ZipArchiveEntry entry, long most, Action<PartWalk> read)
    {
        using var part = entry.Open();
        using var walk = new PartWalk(part, most);
        read(walk);
        Add(walk.Bytes);
        _read.Add(entry);
    }

    private void Count(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        var buffer = new byte[64 * 1024];
        for (int read; (read = part.Read(buffer)) > 0;)
        {
            Add(read);
        }
    }

    private void Add(long bytes) => _total = _total + bytes <= MostTogether ? _total + bytes : throw SheetFault.TooHeavy();
}
