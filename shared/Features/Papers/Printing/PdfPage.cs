using System.Globalization;
using System.Text;

namespace ChatGov.Papers.Printing;

/// <summary>A colour in the parts red, green and blue, each from 0 to 1.</summary>
internal readonly record struct PdfColour(double Red, double Green, double Blue)
{
    public static readonly PdfColour Ink = new(0.11, 0.11, 0.11);
    public static readonly PdfColour Grey = new(0.33, 0.33, 0.33);
    public static readonly PdfColour Line = new(0.6, 0.6, 0.6);
    public static readonly PdfColour Brown = new(0.42, 0.365, 0.322);
    public static readonly PdfColour Faint = new(0.7, 0.64, 0.6);
    public static readonly PdfColour Seal = new(0.56, 0.114, 0.114);
    public static readonly PdfColour Sand = new(0.961, 0.941, 0.918);
}

/// <summary>How a text looks.</summary>
internal sealed record PdfStyle(double Size)
{
    public PdfColour Colour { get; init; } = PdfColour.Ink;

    /// <summary>Drawn with a thin outline: the fonts have no bold of their own.</summary>
    public bool Bold { get; init; }

    /// <summary>Between the letters, in points.</summary>
    public double Spacing { get; init; }

    public double WidthOf(string text) => PdfFonts.Width(text, Size) + (Spacing * Math.Max(0, text.Length - 1));
}

/// <summary>One page: each call draws at once, over what was drawn before.</summary>
internal sealed class PdfPage
{
    // A quarter of a circle as a curve: how far its handles reach, in parts of the radius.
    private const double Handle = 0.5523;

    private readonly StringBuilder _content = new();

    public string Content => _content.ToString();

    /// <summary>Writes one line.</summary>
    /// <param name="x">Where it begins.</param>
    /// <param name="y">The line it stands on.</param>
    public void Text(double x, double y, string text, PdfStyle style)
    {
        var plain = PdfFonts.Printable(text);
        if (plain.Length == 0)
        {
            return;
        }

        Add($"BT {Colour(style.Colour)} rg {N(style.Spacing)} Tc ");
        Add($"{(style.Bold ? $"{Colour(style.Colour)} RG {N(style.Size * 0.028)} w 2" : "0")} Tr ");
        Add($"{N(x)} {N(PdfFile.Height - y)} Td ");
        for (var i = 0; i < plain.Length;)
        {
            var begin = i;
            var isLatin = PdfFonts.IsLatin(plain[i]);
            while (i < plain.Length && PdfFonts.IsLatin(plain[i]) == isLatin)
            {
                i++;
            }

            var run = plain[begin..i];
            Add($"/{(isLatin ? "F1" : "F2")} {N(style.Size)} Tf {(isLatin ? Literal(run) : PdfFile.Utf16(run))} Tj ");
        }

        Add($"ET\n");
    }

    public void Centred(double x, double y, string text, PdfStyle style) => Text(x - (style.WidthOf(text) / 2), y, text, style);

    public void ToTheRight(double x, double y, string text, PdfStyle style) => Text(x - style.WidthOf(text), y, text, style);

    public void Fill(double x, double y, double width, double height, PdfColour colour) =>
        Add($"{Colour(colour)} rg {Box(x, y, width, height)} re f\n");

    public void Frame(double x, double y, double width, double height, double thickness, PdfColour colour) =>
        Add($"{Colour(colour)} RG {N(thickness)} w {Box(x, y, width, height)} re S\n");

    public void Rule(double fromX, double fromY, double toX, double toY, double thickness, PdfColour colour) =>
        Add($"{Colour(colour)} RG {N(thickness)} w {N(fromX)} {N(PdfFile.Height - fromY)} m {N(toX)} {N(PdfFile.Height - toY)} l S\n");

    public void DashedCircle(double x, double y, double radius, PdfColour colour)
    {
        var (cy, h) = (PdfFile.Height - y, radius * Handle);
        Add($"q {Colour(colour)} RG 0.8 w [3 2.4] 0 d {N(x + radius)} {N(cy)} m ");
        Add($"{N(x + radius)} {N(cy + h)} {N(x + h)} {N(cy + radius)} {N(x)} {N(cy + radius)} c ");
        Add($"{N(x - h)} {N(cy + radius)} {N(x - radius)} {N(cy + h)} {N(x - radius)} {N(cy)} c ");
        Add($"{N(x - radius)} {N(cy - h)} {N(x - h)} {N(cy - radius)} {N(x)} {N(cy - radius)} c ");
        Add($"{N(x + h)} {N(cy - radius)} {N(x + radius)} {N(cy - h)} {N(x + radius)} {N(cy)} c S Q\n");
    }

    /// <summary>A QR code in one path, so that no reader shows seams between its modules.</summary>
    public void Qr(double x, double y, double side, QrSquare square)
    {
        var module = side / square.Size;
        Add($"{Colour(PdfColour.Ink)} rg ");
        foreach (var run in square.Runs)
        {
            Add($"{Box(x + (run.X * module), y + (run.Y * module), run.Length * module, module)} re ");
        }

        Add($"f\n");
    }

    private static string Literal(string latin) =>
        "(" + latin.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)
        .Replace("·", "\\267", StringComparison.Ordinal) + ")";

    private static string Box(double x, double y, double width, double height) =>
        $"{N(x)} {N(PdfFile.Height - y - height)} {N(width)} {N(height)}";

    private static string Colour(PdfColour colour) => $"{N(colour.Red)} {N(colour.Green)} {N(colour.Blue)}";

    private static string N(double value) => PdfFile.Number(value);

    private void Add(FormattableString text) => _content.Append(text.ToString(CultureInfo.InvariantCulture));
}
