using System.Buffers.Binary;
using System.Text;

namespace ChatGov.Tests.Rosters;

/// <summary>An old workbook (.xls, BIFF8) of one sheet, written record by record, without the container around it.</summary>
internal sealed class Biff
{
    private readonly List<byte> _globals = [];
    private readonly List<byte> _sheet = [];

    public Biff()
    {
        Record(_globals, 0x0809, 0x00, 0x06, 0x05, 0x00, 0xDB, 0x10, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0);
        Record(_globals, 0x0042, 0xB0, 0x04);
        Record(_sheet, 0x0809, 0x00, 0x06, 0x10, 0x00, 0xDB, 0x10, 0xCC, 0x07, 0, 0, 0, 0, 6, 0, 0, 0);
    }

    /// <summary>What cells share; each as often as it is wanted.</summary>
    public Biff Shared(params string[] texts)
    {
        // Each in a record of its own that goes on the one before.
        var head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), texts.Length);
        Record(_globals, 0x00FC, head);
        foreach (var text in texts)
        {
            Record(_globals, 0x003C, [.. U16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
        }

        return this;
    }

    public Biff Row(int row, bool isHidden = false)
    {
        Record(_sheet, 0x0208, [.. U16(row), 0, 0, 0xFF, 0, 0xFF, 0, 0, 0, 0, 0, (byte)(isHidden ? 0x20 : 0x00), 0x01, 0x0F, 0x00]);
        return this;
    }

    public Biff Text(int row, int column, string text)
    {
        Record(_sheet, 0x0204, [.. Place(row, column), .. U16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
        return this;
    }

    public Biff Number(int row, int column, double number)
    {
        var value = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(value, number);
        Record(_sheet, 0x0203, [.. Place(row, column), .. value]);
        return this;
    }

    public Biff SharedText(int row, int column, int text)
    {
        Record(_sheet, 0x00FD, [.. Place(row, column), .. U16(text), 0, 0]);
        return this;
    }

    public Biff Merged(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        Record(_sheet, 0x00E5, [1, 0, .. U16(fromRow), .. U16(toRow), .. U16(fromColumn), .. U16(toColumn)]);
        return this;
    }

    public byte[] Bytes(string tab = "名册")
    {
        // The place of the sheet is known once the length of what stands before it is.
        var name = Encoding.Unicode.GetBytes(tab);
        var offset = _globals.Count + 4 + 8 + name.Length + 4;
        var place = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(place, offset);
        Record(_globals, 0x0085, [.. place, 0, 0, (byte)tab.Length, 1, .. name]);
        Record(_globals, 0x000A);
        Record(_sheet, 0x000A);
        return [.. _globals, .. _sheet, .. new byte[8]];
    }

    private static byte[] Place(int row, int column) => [.. U16(row), .. U16(column), 0x0F, 0x00];

    private static byte[] U16(int number) => [(byte)number, (byte)(number >> 8)];

    private static void Record(List<byte> to, int id, params byte[] content)
    {
        to.AddRange(U16(id));
        to.AddRange(U16(content.Length));
        to.AddRange(content);
    }
}
