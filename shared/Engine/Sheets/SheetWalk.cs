using System.Globalization;
using System.Xml;

namespace ChatGov.Sheets;

/// <summary>Walks through a sheet of an XLSX before the library does: measures it, and gathers what the library leaves out.</summary>
internal sealed class SheetWalk(PartWalk walk, int longestShared)
{
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;

    /// <summary>What the texts of one row may have together: the library holds a row at a time.</summary>
    private const long MostLettersInRow = 16 * 1024 * 1024;

    private readonly SheetFacts _facts = new();
    private int _row = -1;
    private int _column = -1;
    private long _letters;
    private string? _type;
    private bool _isFormula;
    private bool _hasValue;
    private int _lettersBefore;

    public SheetFacts ToEnd()
    {
        while (walk.Next() is { } xml)
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                End(xml.LocalName);
            }
            else
            {
                Begin(xml);
            }
        }

        return _facts;
    }

    private void Begin(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "row":
                BeginRow(xml);
                break;
            case "c":
                BeginCell(xml);
                break;
            case "f":
                _isFormula = true;
                break;
            case "v" or "t":
                _lettersBefore = walk.Text;
                break;
        }
    }

    private void End(string name)
    {
        if (name is "v" or "t")
        {
            _hasValue |= walk.Text > _lettersBefore;
        }
        else if (name == "c")
        {
            EndCell();
        }
    }

    /// <summary>Rows stand in their order, as in every file that Excel opens.</summary>
    private void BeginRow(XmlReader xml)
    {
        var row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named - 1 : _row + 1;
        if (row <= _row || row >= LastRow)
        {
            throw SheetFault.Unreadable();
        }

        (_row, _column, _letters) = (row, -1, 0);
        if (xml.GetAttribute("hidden") is "1" or "true")
        {
            _facts.Hide(row);
        }
    }

    private void BeginCell(XmlReader xml)
    {
        var column = ColumnOf(xml.GetAttribute("r")) ?? _column + 1;
        if (column <= _column || column >= LastColumn)
        {
            throw SheetFault.Unreadable();
        }

        (_column, _type, _isFormula, _hasValue) = (column, xml.GetAttribute("t"), false, false);
    }

    private void EndCell()
    {
        _letters += _type == "s" ? longestShared : walk.Text;
        if (_letters > MostLettersInRow)
        {
            throw SheetFault.TooHeavy();
        }

        var state = _type == "e" ? CellState.Error
            : _isFormula && !_hasValue && _type != "str" ? CellState.Formula
            : CellState.Value;
        _facts.Note(_row, _column, state);
        if (_hasValue || state != CellState.Value)
        {
            _facts.Width = Math.Max(_facts.Width, _column + 1);
        }
    }

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

            column = Math.Min((column * 26) + letter - 'A' + 1, LastColumn + 1);
        }

        return column == 0 ? null : column - 1;
    }
}
