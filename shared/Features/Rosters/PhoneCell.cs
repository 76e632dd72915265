using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Rosters;

/// <summary>The number in a cell, in every writing that offices send: full width, 0086, 199….0, 1.99e10, with a landline beside it.</summary>
/// <param name="Number">Its 11 digits; null where the cell gives none.</param>
/// <param name="Wrong">Why the cell cannot be taken.</param>
/// <param name="Notice">What was left out of it.</param>
internal sealed partial record PhoneCell(string? Number, ImportReason? Wrong, ImportNotice? Notice)
{
    private const int Longest = 80;
    private const int MobileDigits = 11;
    private static readonly PhoneCell None = new(null, null, null);
    private static readonly string[] NoneWords = ["无", "没有", "暂无", "无手机", "-", "--", "—", "——", "/", "none", "n/a"];

    /// <summary>What may stand beside a number and changes nothing about it.</summary>
    private static readonly string[] Beside = ["微信同号", "同微信", "手机号码", "手机号", "手机", "电话", "本人", "tel", "mobile", "phone", "微信"];

    public static PhoneCell Read(string cell)
    {
        if (cell.Length > Longest)
        {
            return Refused(ImportReason.PhoneWrong);
        }

        var text = Numerals.HalfWidth(cell).Trim().TrimStart('\'');
        if (text.Length == 0 || NoneWords.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return None;
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            return None with { Notice = ImportNotice.PhoneCovered };
        }

        return Power().IsMatch(text) ? OfPower(text) : OfParts([.. Parts(Zeros().Replace(text, ""))]);
    }

    /// <summary>1.99e10: whole only where all of its digits are there.</summary>
    private static PhoneCell OfPower(string text)
    {
        var digits = text[..text.IndexOf('e', StringComparison.OrdinalIgnoreCase)].Count(char.IsAsciiDigit);
        var whole = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0", CultureInfo.InvariantCulture) : "";
        return whole.Length != MobileDigits ? Refused(ImportReason.PhoneWrong)
            : digits < MobileDigits - 1 ? Refused(ImportReason.PhoneShortened)
            : OfParts([whole]);
    }

    private static PhoneCell OfParts(List<string> parts)
    {
        var mobiles = parts.Where(Phone.IsMobile).Select(Phone.Normalise).Distinct(StringComparer.Ordinal).ToList();
        var others = parts.Where(part => !Phone.IsMobile(part)).ToList();
        return mobiles.Count switch
        {
            > 1 => Refused(ImportReason.PhoneTwo),
            1 when others.TrueForAll(IsLandline) => new PhoneCell(mobiles[0], null, others.Count > 0 ? ImportNotice.LandlineLeft : null),
            0 when others.Count > 0 && others.TrueForAll(IsLandline) => Refused(ImportReason.PhoneLandline),
            _ => Refused(ImportReason.PhoneWrong),
        };
    }

    /// <summary>The numbers between strokes and commas.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var bare = Beside.Aggregate(text, (left, word) => left.Replace(word, " ", StringComparison.OrdinalIgnoreCase));
        foreach (var part in bare.Split(['/', '\\', '、', ',', ';', '|', '或', '和', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.All(sign => !char.IsLetterOrDigit(sign)))
            {
                continue;
            }

            // A letter that is left makes it no number; twice as many digits are two with a blank between.
            var digits = string.Concat(part.Where(char.IsAsciiDigit));
            foreach (var number in digits.Length == 2 * MobileDigits ? [digits[..MobileDigits], digits[MobileDigits..]] : new[] { part })
            {
                yield return part.Any(char.IsLetter) ? "" : number;
            }
        }
    }

    /// <summary>0483-8221234, 8221234, 400-…</summary>
    private static bool IsLandline(string part) => Phone.Normalise(part) is var digits
        && (digits.Length is 7 or 8 || (digits.Length is >= 10 and <= 16 && digits[0] == '0') || (digits.Length == 10 && digits[0] is '4' or '8'));

    private static PhoneCell Refused(ImportReason why) => new(null, why, null);

    [GeneratedRegex(@"^\d(\.\d+)?e\+?\d{1,2}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Power();

    [GeneratedRegex(@"\.0+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Zeros();
}
