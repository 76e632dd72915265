using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Papers.Printing;

/// <summary>
/// Just as much of PDF 1.7 (ISO 32000-1) as papers need: A4 pages with text, lines and rectangles. Places are in points
/// from the upper left corner. The same calls give the same bytes.
/// </summary>
internal sealed class PdfFile
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private readonly List<PdfPage> _pages = [];

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage()
    {
        var page = new PdfPage();
        _pages.Add(page);
        return page;
    }

    public byte[] Write(string title, string language)
    {
        // 1 catalog, 2 page tree, 3 Latin font, 4–6 Chinese font, 7 information, then two objects for each page.
        const int first = 8;
        var kids = string.Join(' ', _pages.Select((_, i) => Reference(first + (i * 2))));
        var objects = new List<byte[]>
        {
            Object($"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>"),
            Object($"<< /Type /Pages /Kids [{kids}] /Count {_pages.Count} >>"),
            Object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"),
            Object("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"),
            Object("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R /DW 1000 >>"),
            Object("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"),
            Object($"<< /Title {Utf16(title, withMark: true)} /Producer (ChatGov) >>"),
        };
        for (var i = 0; i < _pages.Count; i++)
        {
            objects.Add(Object(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Number(Width)} {Number(Height)}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {Reference(first + (i * 2) + 1)} >>"));
            objects.Add(Stream(_pages[i].Content));
        }

        return Assemble(objects);
    }

    /// <summary>Text in hexadecimal, two bytes a letter, as the Chinese encoding and the title want it.</summary>
    internal static string Utf16(string text, bool withMark = false) =>
        $"<{(withMark ? "FEFF" : "")}{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    internal static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    private static byte[] Object(FormattableString text) => Object(text.ToString(CultureInfo.InvariantCulture));

    private static byte[] Object(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Stream(string content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(Encoding.ASCII.GetBytes(content));
        }

        return [.. Object($"<< /Length {packed.Length} /Filter /FlateDecode >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8];
    }

    private static byte[] Assemble(List<byte[]> objects)
    {
        using var file = new MemoryStream();
        // The second line tells whoever carries the file that it is not text.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var places = new List<long>();
        foreach (var each in objects)
        {
            places.Add(file.Position);
            file.Write([.. Object($"{places.Count} 0 obj\n"), .. each, .. "\nendobj\n"u8]);
        }

        var id = Convert.ToHexString(SHA256.HashData(file.ToArray()).AsSpan(0, 16));
        var table = file.Position;
        file.Write(Object($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places)
        {
            file.Write(Object($"{place:0000000000} 00000 n \n"));
        }

        file.Write(Object($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /Info 7 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }
}
