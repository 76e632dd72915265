using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ChatGov.Sheets;

/// <summary>Tells what a file is from its bytes.</summary>
internal static class FileKinds
{
    private const int Looked = 4 * 1024;
    private const int OleSlot = 128;
    private const int OleNameBytes = 64;

    private static readonly (byte[] Start, FileKind Kind)[] Starts =
    [
        ("%PDF"u8.ToArray(), FileKind.Pdf),
        ("{\\rtf"u8.ToArray(), FileKind.Word),
        ("Rar!"u8.ToArray(), FileKind.Archive),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], FileKind.Archive),
        ([0x1F, 0x8B], FileKind.Archive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], FileKind.Archive),
        ([0x89, 0x50, 0x4E, 0x47], FileKind.Image),
        ([0xFF, 0xD8, 0xFF], FileKind.Image),
        ("GIF8"u8.ToArray(), FileKind.Image),
        ("II*\0"u8.ToArray(), FileKind.Image),
        ("MM\0*"u8.ToArray(), FileKind.Image),
        ("MIME-Version:"u8.ToArray(), FileKind.WebArchive),
    ];

    private static readonly string[] HtmlStarts = ["<!doctype html", "<html", "<head", "<meta", "<table", "<body", "<div", "<style", "<title"];

    /// <summary>Office's names of what an old compound file holds.</summary>
    private static readonly (string Stream, FileKind Kind)[] OleStreams =
    [
        ("EncryptedPackage", FileKind.Encrypted),
        ("Workbook", FileKind.Xls),
        ("Book", FileKind.Xls),
        ("WordDocument", FileKind.Word),
        ("PowerPoint Document", FileKind.Slides),
    ];

    public static FileKind Of(WatchedStream file)
    {
        var buffer = new byte[Looked];
        file.Position = 0;
        ReadOnlySpan<byte> start = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        file.Position = 0;
        if (start.IsEmpty)
        {
            return FileKind.Empty;
        }

        foreach (var (bytes, kind) in Starts)
        {
            if (start.StartsWith(bytes))
            {
                return kind;
            }
        }

        return start switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => InZip(file),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => InOle(file),

            // The oldest .xls have no container: a record that begins a sheet.
            [0x09, 0x00 or 0x02 or 0x04 or 0x08, > 3 and < 32, 0x00, ..] => FileKind.Xls,
            [0x42, 0x4D, _, _, _, _, 0x00, 0x00, 0x00, 0x00, ..] => FileKind.Image,
            [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => FileKind.Image,
            [_, _, _, _, 0x66, 0x74, 0x79, 0x70, ..] => FileKind.Image,
            _ => InText(start),
        };
    }

    private static FileKind InText(ReadOnlySpan<byte> start)
    {
        var isWide = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!isWide && start.Contains((byte)0))
        {
            return FileKind.Unknown;
        }

        var encoding = !isWide ? Encoding.UTF8 : start[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = encoding.GetString(start).Trim('\uFEFF').TrimStart();
        if (text.Length == 0)
        {
            return FileKind.Empty;
        }

        return HtmlStarts.Any(tag => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase)) ? FileKind.Html
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<Workbook", StringComparison.Ordinal) ? InXml(text)
            : FileKind.Text;
    }

    private static FileKind InXml(string text) =>
        text.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal) || text.Contains("Excel.Sheet", StringComparison.Ordinal) ? FileKind.SpreadsheetXml
        : text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? FileKind.Html
        : text.Contains("office:document", StringComparison.Ordinal) ? FileKind.OpenDocument
        : FileKind.Unknown;

    private static FileKind InZip(WatchedStream file)
    {
        using var zip = Zip.Open(file);
        var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names switch
        {
            _ when names.Contains("xl/workbook.xml") => FileKind.Xlsx,
            _ when names.Contains("xl/workbook.bin") => FileKind.BinaryWorkbook,
            _ when names.Contains("word/document.xml") => FileKind.Word,
            _ when names.Contains("ppt/presentation.xml") => FileKind.Slides,
            _ when names.Contains("Index/Document.iwa") || names.Contains("Index.zip") => FileKind.Numbers,
            _ when names.Contains("mimetype") => OpenDocument(zip),
            _ => FileKind.Archive,
        };
    }

    private static FileKind OpenDocument(ZipArchive zip)
    {
        var type = new byte[80];
        using var stream = zip.GetEntry("mimetype")?.Open() ?? Stream.Null;
        var text = Encoding.ASCII.GetString(type, 0, stream.ReadAtLeast(type, type.Length, throwOnEndOfStream: false));
        return text.Contains("opendocument.spreadsheet", StringComparison.Ordinal) ? FileKind.OpenDocument
            : text.Contains("opendocument.text", StringComparison.Ordinal) ? FileKind.Word
            : text.Contains("opendocument.presentation", StringComparison.Ordinal) ? FileKind.Slides
            : FileKind.Archive;
    }

    /// <summary>The entries of its folder lie in slots of 128 bytes: the name in UTF-16, its length, and what it is.</summary>
    private static FileKind InOle(WatchedStream file)
    {
        var slot = new byte[OleSlot];
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        file.Position = 512;
        while (file.ReadAtLeast(slot, slot.Length, throwOnEndOfStream: false) == slot.Length)
        {
            const int streamEntry = 2;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(slot.AsSpan(OleNameBytes));
            if (slot[OleNameBytes + 2] == streamEntry && length is > 2 and <= OleNameBytes && length % 2 == 0 && slot[length - 1] == 0 && slot[length - 2] == 0)
            {
                found.Add(Encoding.Unicode.GetString(slot, 0, length - 2));
            }
        }

        file.Position = 0;
        return OleStreams.FirstOrDefault(each => found.Contains(each.Stream), (Stream: "", Kind: FileKind.Unknown)).Kind;
    }
}
