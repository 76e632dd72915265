using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace ChatGov.Sheets;

/// <summary>
/// The rows of the first sheet of an XLSX (ECMA-376), read as a stream. What it unpacks to is limited: a small file can
/// hold a mountain.
/// </summary>
internal static class XlsxRows
{
    private const long MostUnpacked = 1024L * 1024 * 1024;
    private const int MostEntries = 2_000;
    private const int MostTexts = 2_000_000;
    private const long MostLetters = 100_000_000;

    public static IEnumerable<SheetRow> Read(Stream file)
    {
        using var zip = Open(file);
        var sheet = FirstSheet(zip) ?? throw new SheetFault(SheetFault.Unreadable);
        using var limited = new LimitedStream(sheet.Open(), MostUnpacked);
        using var xml = XmlReader.Create(limited, Settings);
        var texts = new Lazy<List<string>>(() => SharedTexts(zip));
        var last = 0L;
        while (Next(xml, texts, last) is { } row)
        {
            last = row.Number;
            yield return row;
        }
    }

    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static ZipArchive Open(Stream file)
    {
        try
        {
            file.Position = 0;
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MostEntries ? zip : throw new SheetFault(SheetFault.TooBig);
        }
        catch (InvalidDataException)
        {
            throw new SheetFault(SheetFault.Unreadable);
        }
    }

    private static ZipArchiveEntry? FirstSheet(ZipArchive zip) => zip.Entries
        .Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        .OrderBy(entry => entry.FullName.Length).ThenBy(entry => entry.FullName, StringComparer.OrdinalIgnoreCase)
        .FirstOrDefault();

    private static SheetRow? Next(XmlReader xml, Lazy<List<string>> texts, long last)
    {
        try
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
                {
                    return RowOf(xml, texts, last);
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new SheetFault(SheetFault.Unreadable);
        }
    }

    private static SheetRow RowOf(XmlReader xml, Lazy<List<string>> texts, long last)
    {
        var number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : last + 1;
        var cells = new List<string>();
        var hasFormula = false;
        if (xml.IsEmptyElement)
        {
            return new SheetRow(number, cells);
        }

        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var column = ColumnOf(xml.GetAttribute("r")) ?? cells.Count;
            if (column > Sheet.MostColumns)
            {
                // Far to the right of any roster: nothing there is asked for.
                Skip(xml);
                continue;
            }

            while (cells.Count <= column)
            {
                cells.Add("");
            }

            var (text, isFormula) = CellOf(xml, texts);
            cells[column] = text;
            hasFormula |= isFormula;
        }

        return new SheetRow(number, cells, hasFormula);
    }

    private static void Skip(XmlReader xml)
    {
        using var inner = xml.ReadSubtree();
        while (inner.Read())
        {
            // Only passed over.
        }
    }

    private static (string Text, bool IsFormula) CellOf(XmlReader xml, Lazy<List<string>> texts)
    {
        var type = xml.GetAttribute("t");
        if (xml.IsEmptyElement)
        {
            return ("", false);
        }

        var text = "";
        var isFormula = false;
        var depth = xml.Depth;
        var inside = "";
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                inside = xml.IsEmptyElement ? "" : xml.LocalName;
                isFormula |= xml.LocalName == "f";
                if (inside == "rPh")
                {
                    Skip(xml);
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && inside is "v" or "t")
            {
                text += xml.Value;
                if (text.Length > Sheet.LongestCell)
                {
                    throw new SheetFault(SheetFault.TooBig);
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                inside = "";
            }
        }

        return (Shown(type, text.Trim(), texts), isFormula);
    }

    private static string Shown(string? type, string value, Lazy<List<string>> texts) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Value.Count
            ? texts.Value[index]
            : throw new SheetFault(SheetFault.Unreadable),
        "inlineStr" or "str" or "b" or "e" or "d" => value,
        _ => Plain(value),
    };

    /// <summary>A phone kept as a number comes as 13800001234 or 1.3800001234E10.</summary>
    private static string Plain(string value) =>
        value.Contains('E', StringComparison.OrdinalIgnoreCase) && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.##########", CultureInfo.InvariantCulture)
            : value;

    /// <summary>BC12 is in column 54, counted from 0.</summary>
    private static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var letter in place ?? "")
        {
            if (letter is < 'A' or > 'Z')
            {
                break;
            }

            column = Math.Min((column * 26) + letter - 'A' + 1, 100_000);
        }

        return column == 0 ? null : column - 1;
    }

    private static List<string> SharedTexts(ZipArchive zip)
    {
        var texts = new List<string>();
        if (zip.GetEntry("xl/sharedStrings.xml") is not { } entry)
        {
            return texts;
        }

        using var limited = new LimitedStream(entry.Open(), MostUnpacked);
        using var xml = XmlReader.Create(limited, Settings);
        var letters = 0L;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = CellOf(xml, new Lazy<List<string>>([])) is var (words, _) ? words : "";
                letters += text.Length;
                texts.Add(text);
                if (texts.Count > MostTexts || letters > MostLetters)
                {
                    throw new SheetFault(SheetFault.TooBig);
                }
            }
        }

        return texts;
    }

    /// <summary>Ends with a fault where more comes out than anything sensible holds.</summary>
    private sealed class LimitedStream(Stream inner, long limit) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            return (_read += read) <= limit ? read : throw new SheetFault(SheetFault.TooBig);
        }

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
