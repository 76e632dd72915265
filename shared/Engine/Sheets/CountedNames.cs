using System.Xml;

namespace ChatGov.Sheets;

/// <summary>The names in an XML part, which a parser keeps for ever: a workbook has a few hundred.</summary>
internal sealed class CountedNames : XmlNameTable
{
    private const int Most = 10_000;
    private readonly NameTable _names = new();
    private int _count;

    public override string Add(string array) => _names.Get(array) ?? Counted(_names.Add(array));

    public override string Add(char[] array, int offset, int length) => _names.Get(array, offset, length) ?? Counted(_names.Add(array, offset, length));

    public override string? Get(string array) => _names.Get(array);

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    private string Counted(string name) => ++_count <= Most ? name : throw SheetFault.TooHeavy();
}
