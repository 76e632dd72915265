using ChatGov.Texts;

namespace ChatGov.Papers.Printing;

/// <summary>A page for the wall of a community or an intake point: a code to scan, or the words to type.</summary>
public static class Poster
{
    private const double Middle = PdfFile.Width / 2;
    private const double QrSide = 300;
    private static readonly PdfStyle Title = new(38) { Bold = true, Colour = PdfColour.Seal };
    private static readonly PdfStyle Words = new(20);
    private static readonly PdfStyle Place = new(24) { Bold = true };
    private static readonly PdfStyle Small = new(14) { Colour = PdfColour.Grey };

    /// <param name="placeName">The community or unit it hangs in.</param>
    /// <param name="isUnit">It hangs in a unit, whose members in service are meant; elsewhere everybody is.</param>
    /// <param name="link">Where the code leads; null where the bot has no address.</param>
    public static byte[] Make(string placeName, bool isUnit, string? link, string language)
    {
        var file = new PdfFile();
        var page = file.AddPage();
        page.Frame(28, 28, PdfFile.Width - 56, PdfFile.Height - 56, 2, PdfColour.Seal);
        page.Frame(33, 33, PdfFile.Width - 66, PdfFile.Height - 66, 0.6, PdfColour.Seal);
        var title = Say(isUnit ? "poster.title_unit" : "poster.title");
        Lines(page, 120, title, Title);
        if (link is not null)
        {
            page.Qr(Middle - (QrSide / 2), 190, QrSide, QrSquare.Of(link));
        }

        var y = Lines(page, link is null ? 300 : 190 + QrSide + 36, Say(link is null ? "poster.type" : "poster.scan"), Words);
        y = isUnit ? y : Lines(page, y + 8, Say("poster.who"), Words);
        y = Lines(page, y + 24, Catalog.Say(language, "poster.place", ("name", placeName)), Place);
        Lines(page, Math.Max(y + 40, PdfFile.Height - 120), Say("poster.help"), Small);
        return file.Write(title, language);

        string Say(string key) => Catalog.Say(language, key);
    }

    /// <returns>Where the next line may stand.</returns>
    private static double Lines(PdfPage page, double y, string text, PdfStyle style)
    {
        foreach (var line in PdfFonts.Wrap(text, style.Size, PdfFile.Width - 120))
        {
            page.Centred(Middle, y, line, style);
            y += style.Size * 1.5;
        }

        return y;
    }
}
