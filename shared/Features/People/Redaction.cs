using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.People;

/// <summary>
/// Takes out of a text, before anything is stored, what must never be kept: ID numbers (GB 11643, valid or not), bank
/// card numbers (Luhn), and — unless a phone number was asked for — phone numbers.
/// </summary>
public static partial class Redaction
{
    private const int Limit = 250;

    // Of fifteen digits are the identity numbers from before 1999.
    private const int ShortestId = 15;

    // Of no language: whoever reads it later may read another.
    private const string TakenOut = "［…］";
    private const string ChineseDigits = "〇零一二三四五六七八九";

    public static Redacted Clean(string text, bool keepPhones)
    {
        var withoutLong = LongNumber().Replace(text, match => IsNeverKept(match.Value) ? TakenOut : match.Value);
        var removedId = withoutLong.Length != text.Length || withoutLong != text;
        var clean = keepPhones ? withoutLong : Phone().Replace(SpacedPhone().Replace(withoutLong, match => Covered(Plain(match.Value))), match => Covered(match.Value));
        return new Redacted(clean, removedId);
    }

    /// <summary>A phone number stands in the text.</summary>
    public static bool HasPhone(string text) => Phone().IsMatch(text);

    /// <summary>The first phone number in the text; null for none.</summary>
    public static string? FirstPhone(string text) => Phone().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>A phone or an ID number stands in a text that others will read, also written with spaces or dashes.</summary>
    public static bool NamesPhoneOrId(string text) =>
        HasPhone(Plain(text)) || HasId(text);

    /// <summary>An ID or card number stands in the text.</summary>
    public static bool HasId(string text) => Clean(text, keepPhones: true).RemovedId;

    /// <summary>A name, or what stands in a cell, holds a number by which people are told apart: however it is written, and whatever stands between.</summary>
    public static bool HoldsNumber(string text) =>
        NamesPhoneOrId(text) || text.EnumerateRunes().Count(IsDigit) >= ShortestId;

    /// <summary>The long numbers in a text, without what stands between their digits.</summary>
    public static IEnumerable<string> LongNumbers(string text) => LongNumber().Matches(text).Select(match => Plain(match.Value));

    private static bool IsDigit(Rune each) => Rune.IsDigit(each) || (each.IsBmp && ChineseDigits.Contains((char)each.Value));

    // Full-width digits are digits to whoever reads them; the framework's own normal form needs data that this program goes without.
    private static string Plain(string number) =>
        DigitsInLetters().Replace(Separator().Replace(Numerals.HalfWidth(number), ""), match => string.Concat(match.Value.Select(Digit)));

    private static char Digit(char letter) => letter is '零' ? '0' : letter is '幺' ? '1' : (char)('0' + "〇一二三四五六七八九".IndexOf(letter, StringComparison.Ordinal));

    private static string Covered(string phone) => phone[..3] + "****" + phone[^4..];

    private static bool IsNeverKept(string number)
    {
        var plain = Plain(number);
        return plain.Length is 15 or 18 || (plain.Length is >= 16 and <= 19 && plain.All(char.IsAsciiDigit) && PassesLuhn(plain));
    }

    /// <summary>ISO/IEC 7812-1, annex B.</summary>
    internal static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<![0-9０-９])(?:[0-9０-９](?:[ \u3000\uFF0D\u2010-\u2014-]?[0-9０-９]){13,17}[ \u3000\uFF0D\u2010-\u2014-]?[0-9０-９XxＸｘ]|[0-9]{6}[.·_/][0-9]{8}[.·_/][0-9]{3}[0-9Xx])(?![0-9０-９])", RegexOptions.None, Limit)]
    private static partial Regex LongNumber();

    [GeneratedRegex("[〇零一二三四五六七八九幺]{11,}", RegexOptions.None, Limit)]
    private static partial Regex DigitsInLetters();

    [GeneratedRegex(@"(?<![0-9０-９])(?:[+＋]?(?:00)?(?:86|８６)[ -]?)?[1１][3-9３-９][0-9０-９]{9}(?![0-9０-９])", RegexOptions.None, Limit)]
    private static partial Regex Phone();

    // 139-0000-1234, 1 3 9 0 …, 一三九零…: a number to whoever reads it.
    [GeneratedRegex(@"(?<![0-9０-９])[1１](?:[ \u3000.·_/\u2010-\u2014-]?[3-9３-９])(?:[ \u3000.·_/\u2010-\u2014-]?[0-9０-９]){9}(?![0-9０-９])|[一幺][三四五六七八九][〇零一二三四五六七八九幺]{9}(?![〇零一二三四五六七八九幺])", RegexOptions.None, Limit)]
    private static partial Regex SpacedPhone();

    [GeneratedRegex(@"[ \u3000.·_/\u2010-\u2014-]", RegexOptions.None, Limit)]
    private static partial Regex Separator();
}

/// <param name="RemovedId">An ID or card number was in the text: the person is told that it is not needed.</param>
public sealed record Redacted(string Text, bool RemovedId);
