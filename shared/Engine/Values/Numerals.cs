using System.Globalization;

namespace ChatGov.Values;

/// <summary>Numbers as people type them: 12, １２, 十二, 两, 俩, 仨, 1.5, twelve. Up to 999 in Chinese.</summary>
public static class Numerals
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly Dictionary<string, decimal> English = new(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50,
    };

    /// <summary>Its English words, as one choice of a pattern.</summary>
    public const string EnglishWords = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty";

    /// <summary>Full-width letters, digits and signs as their plain ones.</summary>
    public static string HalfWidth(string text) => string.Create(text.Length, text, static (plain, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            plain[i] = from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i] == '\u3000' ? ' ' : from[i];
        }
    });

    public static bool TryRead(string text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and <= 9
            && (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
                || English.TryGetValue(text, out number)
                || TryReadChinese(text, out number));
    }

    private static bool TryReadChinese(string text, out decimal number)
    {
        number = 0;
        var unit = -1m;
        foreach (var each in text)
        {
            var digit = each switch
            {
                '两' or '俩' => 2,
                '仨' => 3,
                '〇' => 0,
                _ => Digits.IndexOf(each, StringComparison.Ordinal),
            };
            if (digit >= 0)
            {
                if (unit > 0)
                {
                    return false;
                }

                unit = digit;
            }
            else if (each is '十' or '百')
            {
                number += (unit < 0 ? 1 : unit) * (each == '十' ? 10 : 100);
                unit = -1;
            }
            else
            {
                return false;
            }
        }

        number += unit < 0 ? 0 : unit;
        return true;
    }
}
