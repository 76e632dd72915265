using System.IO.Compression;
using System.Text;

namespace ChatGov.Sheets;

/// <summary>
/// A workbook in ISO 29500 Strict is the usual one under other names. The library knows only the usual ones, so the parts
/// that it reads are written anew with those.
/// </summary>
internal static class StrictNames
{
    public const string Workbook = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    public const string Relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    public const string LooseWorkbook = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string LooseRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="file">Measured already: see <see cref="XlsxParts"/>.</param>
    /// <returns>A file of its own, which nobody else sees and which is gone when it is closed.</returns>
    public static Stream Loosen(WatchedStream file)
    {
        var loose = SpoolFile.Open();
        using var from = Zip.Open(file);
        using (var to = new ZipArchive(loose, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open());
                Copy(reader, writer);
            }
        }

        loose.Position = 0;
        return loose;
    }

    private static void Copy(StreamReader reader, StreamWriter writer)
    {
        // A name may lie across the edge of what is read at once: what could be the beginning of one waits.
        var buffer = new char[32 * 1024];
        var kept = 0;
        for (int read; (read = reader.ReadBlock(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var text = new string(buffer, 0, kept + read)
                .Replace(Workbook, LooseWorkbook, StringComparison.Ordinal).Replace(Relations, LooseRelations, StringComparison.Ordinal);
            kept = Math.Min(Relations.Length, text.Length);
            writer.Write(text.AsSpan(0, text.Length - kept));
            text.CopyTo(text.Length - kept, buffer, 0, kept);
        }

        writer.Write(buffer, 0, kept);
    }
}
