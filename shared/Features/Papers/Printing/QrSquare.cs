using QRCoder;

namespace ChatGov.Papers.Printing;

/// <summary>A dark stretch of a QR code: so many modules from a place, counted from the upper left corner.</summary>
internal readonly record struct QrRun(int X, int Y, int Length);

/// <summary>A QR code as rectangles, to be drawn sharp at any size; with the four modules of quiet around it.</summary>
internal sealed record QrSquare(int Size, IReadOnlyList<QrRun> Runs)
{
    public static QrSquare Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var runs = new List<QrRun>();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var begin = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > begin)
                {
                    runs.Add(new QrRun(begin, y, x - begin));
                }
            }
        }

        return new QrSquare(rows.Count, runs);
    }
}
