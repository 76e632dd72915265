using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ChatGov.Exports;

/// <summary>One sheet of Office Open XML (ECMA-376), every text in its own cell, so that nothing grows with the rows.</summary>
internal sealed class XlsxWriter : ITableWriter
{
    /// <summary>What a sheet can hold.</summary>
    public const int MostRows = 1_048_576;

    private const int Letters = 26;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Workbook}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Workbook}.worksheet+xml"/></Types>"""),
        ("_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="ChatGov" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
    ];

    private readonly ZipArchive _zip;
    private readonly Stream _part;
    private readonly XmlWriter _sheet;
    private int _rows;

    public XlsxWriter(Stream output)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, text) in Parts)
        {
            using var part = new StreamWriter(_zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + text);
        }

        _part = _zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        _sheet = XmlWriter.Create(_part, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        _sheet.WriteStartElement("worksheet", Main);

        // Wide enough for a time or a name; the reader's own is that of eight digits.
        _sheet.WriteStartElement("sheetFormatPr", Main);
        _sheet.WriteAttributeString("defaultColWidth", "24");
        _sheet.WriteAttributeString("defaultRowHeight", "15");
        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData", Main);
    }

    public void Row(ReadOnlySpan<Cell> cells)
    {
        if (++_rows > MostRows)
        {
            throw new InvalidOperationException("more rows than a sheet holds");
        }

        // Optional by the standard, and needed by some readers.
        var row = _rows.ToString(CultureInfo.InvariantCulture);
        _sheet.WriteStartElement("row", Main);
        _sheet.WriteAttributeString("r", row);
        for (var i = 0; i < cells.Length; i++)
        {
            Write(ColumnOf(i) + row, cells[i]);
        }

        _sheet.WriteEndElement();
    }

    public void Dispose()
    {
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.Dispose();
        _part.Dispose();
        _zip.Dispose();
    }

    private void Write(string place, Cell cell)
    {
        _sheet.WriteStartElement("c", Main);
        _sheet.WriteAttributeString("r", place);
        if (cell.IsNumber)
        {
            _sheet.WriteElementString("v", Main, cell.Text);
        }
        else if (cell.Text.Length > 0)
        {
            _sheet.WriteAttributeString("t", "inlineStr");
            _sheet.WriteStartElement("is", Main);
            _sheet.WriteStartElement("t", Main);
            _sheet.WriteAttributeString("xml", "space", null, "preserve");
            _sheet.WriteString(Writable(cell.Text));
            _sheet.WriteEndElement();
            _sheet.WriteEndElement();
        }

        _sheet.WriteEndElement();
    }

    /// <summary>A … Z, AA …</summary>
    private static string ColumnOf(int index) => (index >= Letters ? ColumnOf((index / Letters) - 1) : "") + (char)('A' + (index % Letters));

    // Signs that XML 1.0 has no way to say.
    private static string Writable(string text) =>
        text.Any(each => !XmlConvert.IsXmlChar(each) && !char.IsSurrogate(each))
            ? string.Concat(text.Where(each => XmlConvert.IsXmlChar(each) || char.IsSurrogate(each)))
            : text;
}
