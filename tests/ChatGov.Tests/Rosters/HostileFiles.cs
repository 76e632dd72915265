using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ChatGov.Tests.Rosters;

/// <summary>Small files that hold mountains. Each has to be refused before it has cost what it is meant to cost.</summary>
internal static class HostileFiles
{
    private const int Megabyte = 1024 * 1024;
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public static IEnumerable<OddFile> All()
    {
        yield return Sheet("one text of 300 MB", Head, ("<c t=\"inlineStr\"><is><t>", 1), (new string('字', 100_000), 1_000));
        yield return Sheet("one attribute of 300 MB", "<worksheet " + Main + " a=\"", (new string('>', 100_000), 3_000));
        yield return Sheet("a comment of 300 MB", Head, ("<!--", 1), (new string('<', 100_000), 3_000));
        yield return Sheet("data of 300 MB", Head, ("<c t=\"inlineStr\"><is><t><![CDATA[", 1), (new string('<', 100_000), 3_000));
        yield return Sheet("a text in pieces", Head, ("<c t=\"inlineStr\"><is><t>", 1), (new string('x', 10_000) + "<!-- -->", 20_000));
        yield return Sheet("a text in runs", Head, ("<c t=\"inlineStr\"><is>", 1), ("<r><t>" + new string('x', 10_000) + "</t></r>", 20_000));
        yield return Sheet("an instruction of 300 MB", Head, ("<?x ", 1), (new string('<', 100_000), 3_000));
        yield return Sheet("30 million cells in a row", Head, ("<c/>", 30_000_000));
        yield return Sheet("the same row a million times", $"<worksheet {Main}><sheetData>", ("<row r=\"1\"><c r=\"A1\"/></row>", 1_000_000));
        yield return Sheet("elements in elements", $"<worksheet {Main}>", ("<a>", 10_000_000));
        yield return Numbered("a name for each element", $"<worksheet {Main}>", i => $"<n{i}/>", 3_000_000);
        yield return Sheet("a row of the year 2000000000", $"<worksheet {Main}><sheetData>", ("<row r=\"2000000000\"/>", 1));
        yield return Sheet("a column far away", Head, ("<c r=\"ZZZZZZZ1\"><v>1</v></c>", 1));
        yield return Sheet("a million merged cells", $"<worksheet {Main}><sheetData/><mergeCells>", ("<mergeCell ref=\"A1:B2\"/>", 1_000_000));
        yield return Sheet("a sheet of 400 MB", $"<worksheet {Main}><sheetData>", (new string(' ', 60_000) + "<row/>", 7_000));
        yield return Other("shared texts of 40 MB", "xl/sharedStrings.xml", $"<sst {Main}>", "<si><t>x</t></si>", 3_000_000);
        yield return Other("a million formats", "xl/styles.xml", $"<styleSheet {Main}><numFmts>", "<numFmt numFmtId=\"1\" formatCode=\"0\"/>", 500_000);
        yield return Other("pictures of 1 GB", "xl/media/image1.png", "", new string('\0', Megabyte), 1_000);
        yield return Escapes();
        yield return ManyParts();
        yield return ManyTabs();
        yield return Utf16();
        yield return DocumentType();
        yield return new OddFile("xls: one text in all cells", SharedByAll(), null);
        yield return new OddFile("xls: five million texts", ManyTexts(), null);
        yield return new OddFile("xls: sectors of 1 GB", Ole(sector: 30, lists: 0), null);
        yield return new OddFile("xls: a list of lists without end", Ole(sector: 9, lists: int.MaxValue), null);
        yield return new OddFile("csv: one line of 60 MB", Repeat("姓名", new string('x', 1_000), 60_000), null);
        yield return new OddFile("csv: a quote that nobody closes", Repeat("单位,姓名,手机\n\"", "x,y,z\n", 5_000_000), null);
        yield return new OddFile("csv: a column for each day", Repeat("单位,姓名,手机", ",x", 300), null);
        yield return new OddFile("csv: 100 001 rows", Repeat("单位,姓名,手机\n", "a,b,\n", 100_001), null);
        yield return new OddFile("xlsx: 100 001 rows", LongSheet(100_001, "甲"), null);
    }

    /// <summary>As large as a file may be, and read.</summary>
    public static IEnumerable<OddFile> Largest(string unit)
    {
        var row = Workbook.Row(1, "单位", "姓名", "手机") + Workbook.Row(2, unit, "甲", "19900000001");
        var texts = new StringBuilder("<sst " + Main + ">");
        for (var i = 0; i < 1_000_000; i++)
        {
            texts.Append(CultureInfo.InvariantCulture, $"<si><t>{i % 10}</t></si>");
        }

        yield return new OddFile(
            "xlsx: a million shared texts",
            new Workbook { Parts = { ["xl/sharedStrings.xml"] = Encoding.UTF8.GetBytes(texts + "</sst>") } }.With(new SheetPart("名册", row)).Bytes(),
            ["2 甲 0001"]);
        yield return new OddFile("xlsx: 100 000 rows", LongSheet(100_000, unit), Members(100_000));
        yield return new OddFile("csv: 100 000 rows", Encoding.UTF8.GetBytes("单位,姓名,手机\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{unit},成员{i},199{i:00000000}\n"))), Members(100_000));
        var biff = new Biff().Text(0, 0, "单位").Text(0, 1, "姓名").Text(0, 2, "手机");
        for (var i = 0; i < 65_000; i++)
        {
            biff.Text(i + 1, 0, unit).Text(i + 1, 1, string.Create(CultureInfo.InvariantCulture, $"成员{i}")).Number(i + 1, 2, 19_900_000_000 + i);
        }

        yield return new OddFile("xls: 65 000 rows", biff.Bytes(), Members(65_000));
    }

    private static List<string> Members(int count) => [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i + 2} 成员{i} {i % 10_000:0000}"))];

    private static string Head => $"<worksheet {Main}><sheetData><row>";

    private static OddFile Sheet(string name, string head, params (string Part, int Times)[] parts) => Package(name, "xl/worksheets/sheet1.xml", writer =>
    {
        writer.Write(head);
        foreach (var (part, times) in parts)
        {
            for (var i = 0; i < times; i++)
            {
                writer.Write(part);
            }
        }
    });

    private static OddFile Numbered(string name, string head, Func<int, string> part, int times) => Package(name, "xl/worksheets/sheet1.xml", writer =>
    {
        writer.Write(head);
        for (var i = 0; i < times; i++)
        {
            writer.Write(part(i));
        }
    });

    private static OddFile Other(string name, string path, string head, string part, int times) => Package(name, path, writer =>
    {
        writer.Write(head);
        for (var i = 0; i < times; i++)
        {
            writer.Write(part);
        }
    });

    /// <summary>A workbook with one part written as a stream, so that making it costs nothing.</summary>
    private static OddFile Package(string name, string path, Action<StreamWriter> write)
    {
        using var plain = new ZipArchive(new MemoryStream(new Workbook().With(new SheetPart("名册", Workbook.Row(1, "单位", "姓名", "手机"))).Bytes()));
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in plain.Entries.Where(entry => entry.FullName != path))
            {
                using var from = entry.Open();
                using var to = zip.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }

            using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 64 * 1024);
            write(writer);
        }

        return new OddFile("xlsx: " + name, packed.ToArray(), null);
    }

    /// <summary>One escaped text, which becomes a new one in each cell that shows it.</summary>
    private static OddFile Escapes()
    {
        var cells = string.Concat(Enumerable.Range(0, 16_000).Select(i => $"<c r=\"{Workbook.Column(i)}1\" t=\"s\"><v>0</v></c>"));
        return new OddFile("xlsx: a text that each cell makes anew", new Workbook { Texts = ["_x0041_" + new string('x', 60_000)] }
            .With(new SheetPart("名册", $"<row r=\"1\">{cells}</row>")).Bytes(), null);
    }

    private static OddFile ManyParts()
    {
        var workbook = new Workbook().With(new SheetPart("名册", Workbook.Row(1, "单位", "姓名", "手机")));
        for (var i = 0; i < 20_000; i++)
        {
            workbook.Parts[string.Create(CultureInfo.InvariantCulture, $"xl/{i}.xml")] = [];
        }

        return new OddFile("xlsx: 20 000 parts", workbook.Bytes(), null);
    }

    private static OddFile ManyTabs()
    {
        var workbook = new Workbook();
        for (var i = 0; i < 600; i++)
        {
            workbook.With(new SheetPart("表" + i.ToString(CultureInfo.InvariantCulture), "") { Part = "worksheets/sheet1.xml" });
        }

        return new OddFile("xlsx: 600 tabs", workbook.Bytes(), null);
    }

    private static OddFile Utf16() => new("xlsx: a sheet in UTF-16", new Workbook
    {
        Parts = { ["xl/worksheets/sheet1.xml"] = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Head + new string('㰼', 100_000))] },
    }.With(new SheetPart("名册", "")).Bytes(), null);

    private static OddFile DocumentType() => new("xlsx: entities", new Workbook
    {
        Parts = { ["xl/worksheets/sheet1.xml"] = Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>" + Head + "<c><v>&c;</v></c>") },
    }.With(new SheetPart("名册", "")).Bytes(), null);

    private static byte[] SharedByAll()
    {
        // A record holds 8 KB: a text goes on in the next.
        var biff = new Biff().Shared(new string('x', 4_000));
        for (var row = 0; row < 4_096; row++)
        {
            for (var column = 0; column < 256; column++)
            {
                // Not in their order: then they are held together.
                biff.SharedText(row % 2 == 0 ? row : 4_096 - row, column, 0);
            }
        }

        return biff.Bytes();
    }

    private static byte[] ManyTexts()
    {
        // The list says five million; each is empty, and 2 700 of them fill a record.
        var bytes = new Biff().Shared([.. Enumerable.Repeat("", 5_000_000 / 2_700)]).Bytes();
        var file = new MemoryStream();
        var at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFC, 0x00, 0x08, 0x00]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 8), 5_000_000);
        file.Write(bytes.AsSpan(0, at + 12));
        for (var i = 0; i < 5_000_000 / 2_700; i++)
        {
            file.Write([0x3C, 0x00, .. BitConverter.GetBytes((ushort)8_100)]);
            file.Write(new byte[8_100]);
        }

        return file.ToArray();
    }

    /// <summary>The head of an old compound file, and a folder that names a workbook.</summary>
    private static byte[] Ole(int sector, int lists)
    {
        var file = new byte[64 * 1024];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), (ushort)sector);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), 6);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(72), lists);
        var name = Encoding.Unicode.GetBytes("Workbook\0");
        name.CopyTo(file, 1024);
        (file[1024 + 64], file[1024 + 66]) = ((byte)name.Length, 2);
        return file;
    }

    private static byte[] LongSheet(int rows, string unit)
    {
        var text = new StringBuilder(Workbook.Row(1, "单位", "姓名", "手机"));
        for (var i = 0; i < rows; i++)
        {
            text.Append(Workbook.Row(i + 2, unit, string.Create(CultureInfo.InvariantCulture, $"成员{i}"), string.Create(CultureInfo.InvariantCulture, $"199{i:00000000}")));
        }

        return Workbook.Of(text.ToString());
    }

    private static byte[] Repeat(string head, string part, int times)
    {
        var file = new MemoryStream();
        file.Write(Encoding.UTF8.GetBytes(head));
        var bytes = Encoding.UTF8.GetBytes(part);
        for (var i = 0; i < times; i++)
        {
            file.Write(bytes);
        }

        return file.ToArray();
    }
}
