using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>How much, and of what, as people write it: 4个人, 三场, 20 套, 2 talks.</summary>
public static partial class Amounts
{
    private const string People = "人次";

    public static (long Quantity, string Measure)? Read(string text)
    {
        var match = Whole().Match(text.Trim());
        return match.Success && Number(match.Groups["n"].Value) is > 0 and var quantity ? (quantity, MeasureOf(match.Groups["m"].Value)) : null;
    }

    /// <summary>The first amount in a sentence, and the sentence without it.</summary>
    public static (long Quantity, string Measure, string Words)? Find(string text)
    {
        var match = Within().Match(text);
        return match.Success && Number(match.Groups["n"].Value) is > 0 and var quantity
            ? (quantity, MeasureOf(match.Groups["m"].Value), text.Remove(match.Index, match.Length).Trim())
            : null;
    }

    /// <summary>A number with or without what it counts; 0 for what is none.</summary>
    public static long ReadNumber(string text) => Read(text) is { } amount ? amount.Quantity : Number(text.Trim());

    private static string MeasureOf(string word) => word is "人" or "个人" or "位" or "名" or "people" ? People : word;

    private static long Number(string text) => Numerals.TryRead(text, out var number) && decimal.IsInteger(number) ? (long)number : 0;

    [GeneratedRegex(@"^(?<n>[0-9]{1,6}|[一二两三四五六七八九十百]{1,5})\s*(?<m>\p{L}{1,10})$", RegexOptions.None, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<n>[0-9]{1,6}|[一二两三四五六七八九十百]{1,5})\s*(?<m>人次|个人|人|位|名|场|套|间|次|节|份|件|台)", RegexOptions.None, 1000)]
    private static partial Regex Within();
}
