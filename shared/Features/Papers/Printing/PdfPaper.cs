namespace ChatGov.Papers.Printing;

/// <summary>A paper laid out on A4, from the top down; a long table goes on over pages with its head repeated.</summary>
internal sealed class PdfPaper
{
    private const double Left = 64;
    private const double Right = PdfFile.Width - 64;
    private const double Across = Right - Left;
    private const double Bottom = PdfFile.Height - 74;
    private const double Padding = 4.5;
    private const double RowLine = 15;

    private static readonly PdfStyle Title = new(25) { Bold = true, Colour = PdfColour.Seal, Spacing = 6 };
    private static readonly PdfStyle LatinTitle = new(23) { Bold = true, Colour = PdfColour.Seal };
    private static readonly PdfStyle Body = new(12.5);
    private static readonly PdfStyle Cell = new(10.5);
    private static readonly PdfStyle Head = new(10.5) { Bold = true };
    private static readonly PdfStyle Small = new(8.5) { Colour = PdfColour.Grey };
    private static readonly PdfStyle Number = new(10.5) { Colour = PdfColour.Grey };
    private static readonly PdfStyle SealText = new(9) { Colour = PdfColour.Brown };

    // Number, day, task, community, hours: the task gets what the others leave.
    private static readonly double[] Columns = [32, 76, Across - 32 - 76 - 104 - 56, 104, 56];

    private readonly PdfFile _file = new();
    private readonly PaperPrint _print;
    private PdfPage _page;
    private double _y;

    private PdfPaper(PaperPrint print)
    {
        _print = print;
        _page = NewPage();
    }

    public static byte[] Write(PaperPrint print)
    {
        var paper = new PdfPaper(print);
        paper.LayOut();
        return paper._file.Write(print.Title, print.Language);
    }

    private bool IsLatin => _print.Title.All(PdfFonts.IsLatin);

    private void LayOut()
    {
        _y = 106;
        _page.Centred(PdfFile.Width / 2, _y, _print.Title, IsLatin ? LatinTitle : Title);
        _y += 24;
        _page.Centred(PdfFile.Width / 2, _y, _print.NumberLine, Number);
        _y += 34;
        Paragraph(_print.Salutation, indent: 0);
        foreach (var paragraph in _print.Body)
        {
            Paragraph(paragraph, Indent);
        }

        Blank(_print.Blank, Left, _y, Right);
        _y += _print.Blank.Length > 0 ? 18 : 4;
        Table();
        _y += 26;
        foreach (var paragraph in _print.Closing)
        {
            Paragraph(paragraph, Indent);
        }

        if (_y + FootHeight > Bottom + 26)
        {
            TurnPage();
        }

        Foot();
        NumberPages();
    }

    private double FootHeight => _print.Signature.Length > 0 ? 185 : 158;

    private double Indent => IsLatin ? 0 : Body.Size * 2;

    private void Paragraph(string text, double indent)
    {
        const double line = 23;
        if (text.Length == 0)
        {
            return;
        }

        var first = true;
        foreach (var each in PdfFonts.Wrap(text, Body.Size, Across, indent))
        {
            Room(line);
            _page.Text(Left + (first ? indent : 0), _y, each, Body);
            _y += line;
            first = false;
        }

        _y += 3;
    }

    /// <summary>A label and a line to write on.</summary>
    private void Blank(string label, double from, double y, double to)
    {
        if (label.Length > 0)
        {
            _page.Text(from, y, label, Body);
            _page.Rule(from + Body.WidthOf(label) + 3, y + 2, to, y + 2, 0.7, PdfColour.Grey);
        }
    }

    private void Table()
    {
        Row(_print.Columns, Head, PdfColour.Sand);
        foreach (var row in _print.Rows)
        {
            if (_y + HeightOf(row) > Bottom)
            {
                TurnPage();
                Row(_print.Columns, Head, PdfColour.Sand);
            }

            Row(row, Cell, background: null);
        }

        Total();
    }

    private void Row(IReadOnlyList<string> texts, PdfStyle style, PdfColour? background)
    {
        var height = HeightOf(texts);
        var x = Left;
        for (var i = 0; i < Columns.Length; i++)
        {
            if (background is { } colour)
            {
                _page.Fill(x, _y, Columns[i], height, colour);
            }

            _page.Frame(x, _y, Columns[i], height, 0.5, PdfColour.Line);
            var lines = LinesOf(texts[i], i);
            for (var line = 0; line < lines.Count; line++)
            {
                var baseline = _y + Padding + 10 + (line * RowLine);
                if (i is 0 or 1 or 4)
                {
                    _page.Centred(x + (Columns[i] / 2), baseline, lines[line], style);
                }
                else
                {
                    _page.Text(x + Padding, baseline, lines[line], style);
                }
            }

            x += Columns[i];
        }

        _y += height;
    }

    private void Total()
    {
        const double height = RowLine + (2 * Padding);
        Room(height);
        _page.Frame(Left, _y, Across, height, 0.5, PdfColour.Line);
        _page.ToTheRight(Right - Padding, _y + Padding + 10, _print.Total, Head);
        _y += height;
    }

    private void Foot()
    {
        // Where there is room the signature stands low on the page, as on a letter.
        _y = Math.Max(_y + 4, Math.Min(Bottom + 12 - FootHeight, _y + 100));
        Check(Left, _y);
        const double middle = Right - 105;
        var y = _y + 14;
        foreach (var line in PdfFonts.Wrap(_print.Issuer, Body.Size, 210))
        {
            _page.Centred(middle, y, line, Body);
            y += 19;
        }

        if (_print.Signature.Length > 0)
        {
            Blank(_print.Signature, middle - 78, y + 6, middle + 78);
            y += 27;
        }

        _page.DashedCircle(middle, y + 46, 46, PdfColour.Faint);
        _page.Centred(middle, y + 49, _print.Seal, SealText);
        _page.Centred(middle, y + 114, _print.Date, Body);
    }

    private void Check(double x, double y)
    {
        const double side = 88;
        const double width = 215;
        _page.Qr(x - 8, y - 8, side + 16, QrSquare.Of(_print.CheckAddress));
        y += side + 16;
        foreach (var line in new[] { _print.CheckHint, _print.CheckAddress, _print.Digest }.SelectMany(text => PdfFonts.Wrap(text, Small.Size, width)))
        {
            _page.Text(x, y, line, Small);
            y += 12.5;
        }
    }

    private void NumberPages()
    {
        if (_file.Pages.Count == 1)
        {
            return;
        }

        for (var i = 0; i < _file.Pages.Count; i++)
        {
            var text = _print.PageOf
                .Replace("{page}", (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{pages}", _file.Pages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            _file.Pages[i].Centred(PdfFile.Width / 2, PdfFile.Height - 46, text, Small);
        }
    }

    private static List<string> LinesOf(string text, int column) => PdfFonts.Wrap(text, Cell.Size, Columns[column] - (2 * Padding));

    private static double HeightOf(IReadOnlyList<string> texts) =>
        (texts.Select(LinesOf).Max(lines => lines.Count) * RowLine) + (2 * Padding) - 1;

    private void Room(double height)
    {
        if (_y + height > Bottom)
        {
            TurnPage();
        }
    }

    private void TurnPage()
    {
        _page = NewPage();
        _y = 76;
    }

    private PdfPage NewPage()
    {
        var page = _file.AddPage();
        page.Frame(28, 28, PdfFile.Width - 56, PdfFile.Height - 56, 2, PdfColour.Seal);
        page.Frame(33, 33, PdfFile.Width - 66, PdfFile.Height - 66, 0.6, PdfColour.Seal);
        return page;
    }
}
