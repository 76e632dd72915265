using System.Xml;

namespace ChatGov.Sheets;

/// <summary>
/// Walks through one XML part of a workbook before the library reads it, and ends with a fault where that would keep more
/// than a table needs: the depth, the texts, and what is kept as a list.
/// </summary>
internal sealed class PartWalk : IDisposable
{
    private const int Deepest = 64;

    /// <summary>What the library keeps whole, and how many of each an office's largest files have.</summary>
    private static readonly Dictionary<string, int> MostOf = new(StringComparer.Ordinal)
    {
        ["sheet"] = 500,
        ["Relationship"] = 5_000,
        ["mergeCell"] = 65_536,
        ["col"] = 16_384,
        ["numFmt"] = 4_000,
        ["xf"] = 131_072,
    };

    private readonly XmlLimits _bytes;
    private readonly XmlReader _xml;
    private readonly char[] _letters = new char[4_096];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _itemDepth = int.MaxValue;
    private int _text;

    public PartWalk(Stream part, long most)
    {
        _bytes = new XmlLimits(part, most);
        _xml = XmlReader.Create(_bytes, new XmlReaderSettings
        {
            CloseInput = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new CountedNames(),
        });
    }

    /// <summary>How much of the part was read.</summary>
    public long Bytes => _bytes.Position;

    /// <summary>The longest text of a cell or of what cells share, so far.</summary>
    public int LongestText { get; private set; }

    /// <summary>How long the text of the element at hand is, when it ends.</summary>
    public int Text => _text;

    /// <summary>Steps to the next element's beginning or end.</summary>
    /// <returns>Null behind the last.</returns>
    public XmlReader? Next()
    {
        try
        {
            while (_xml.Read())
            {
                if (Take())
                {
                    return _xml;
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            throw SheetFault.Unreadable();
        }
    }

    public void ToEnd()
    {
        while (Next() is not null)
        {
            // Only measured.
        }
    }

    public void Dispose() => _xml.Dispose();

    private bool Take()
    {
        switch (_xml.NodeType)
        {
            case XmlNodeType.XmlDeclaration when _xml.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase):
                throw SheetFault.Unreadable();
            case XmlNodeType.Element:
                Begin();
                return true;
            case XmlNodeType.EndElement:
                _itemDepth = _xml.Depth == _itemDepth ? int.MaxValue : _itemDepth;
                return true;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                Measure();
                return false;
            default:
                return false;
        }
    }

    private void Begin()
    {
        if (_xml.Depth > Deepest || (MostOf.TryGetValue(_xml.LocalName, out var most) && Count(_xml.LocalName) > most))
        {
            throw SheetFault.TooHeavy();
        }

        if (_itemDepth == int.MaxValue)
        {
            // What is within a cell, or within a shared text, becomes one text.
            _text = 0;
            _itemDepth = _xml is { LocalName: "c" or "si", IsEmptyElement: false } ? _xml.Depth : int.MaxValue;
        }
    }

    private int Count(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;

    private void Measure()
    {
        for (var read = _xml.ReadValueChunk(_letters, 0, _letters.Length); read > 0; read = _xml.ReadValueChunk(_letters, 0, _letters.Length))
        {
            _text += read;
        }

        if (_text > XmlLimits.LongestToken)
        {
            throw SheetFault.TooHeavy();
        }

        LongestText = Math.Max(LongestText, _text);
    }
}
