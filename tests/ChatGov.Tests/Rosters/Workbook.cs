using System.IO.Compression;
using System.Security;
using System.Text;

namespace ChatGov.Tests.Rosters;

/// <summary>An XLSX as spreadsheets write it, as small as can be.</summary>
internal static class Workbook
{
    /// <param name="sheetData">The rows as XML.</param>
    /// <param name="texts">What the cells share.</param>
    public static byte[] Of(string sheetData, params string[] texts)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/worksheets/sheet1.xml", $"<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{sheetData}</sheetData></worksheet>");
            if (texts.Length > 0)
            {
                Add(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(texts.Select(text => $"<si><t>{SecurityElement.Escape(text)}</t></si>"))}</sst>");
            }
        }

        return packed.ToArray();
    }

    /// <summary>A row of texts that stand in their cells.</summary>
    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, i) => $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>"))}</row>";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
