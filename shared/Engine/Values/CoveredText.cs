using System.Text.RegularExpressions;

namespace ChatGov.Values;

/// <summary>A text of which words are taken, place by place, so that the rest keeps its own letters.</summary>
internal sealed class CoveredText(string text)
{
    private const char Taken = WhenPatterns.Taken;

    // English parts of the day become Chinese ones of the same length: every letter keeps its place.
    private string _plain = Numerals.HalfWidth(text).ToLowerInvariant()
        .Replace("tonight", "今晚     ", StringComparison.Ordinal)
        .Replace("morning", "早上     ", StringComparison.Ordinal)
        .Replace("afternoon", "下午       ", StringComparison.Ordinal)
        .Replace("evening", "晚上     ", StringComparison.Ordinal);

    /// <summary>Something had the shape of a day or a time and is none: what it was meant for is not to be guessed.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>Takes the first that has the shape.</summary>
    public T? Take<T>(Regex pattern, Func<Match, T?> read)
    {
        if (IsUnclear || pattern.Match(_plain) is not { Success: true } match)
        {
            return default;
        }

        var value = read(match);
        IsUnclear = value is null;
        Cover(match);
        return value;
    }

    /// <summary>The same for a shape that many other things have: 1.5, 24/7.</summary>
    public T? TakeReadable<T>(Regex pattern, Func<Match, T?> read)
    {
        foreach (Match match in IsUnclear ? [] : pattern.Matches(_plain).ToList())
        {
            if (read(match) is { } value)
            {
                Cover(match);
                return value;
            }
        }

        return default;
    }

    /// <summary>Takes all that has the shape and tells whether each is as it should be.</summary>
    public bool TakeAll(Regex pattern, Predicate<Match> isRight)
    {
        var matches = pattern.Matches(_plain).ToList();
        matches.ForEach(Cover);
        return matches.TrueForAll(isRight);
    }

    public bool Has(Regex pattern, Predicate<Match> which) => pattern.Matches(_plain).Any(match => which(match));

    private void Cover(Match match) =>
        _plain = _plain[..match.Index] + new string(Taken, match.Length) + _plain[(match.Index + match.Length)..];

    public string Rest() => string.Join(
        ' ',
        string.Concat(text.Select((each, i) => _plain[i] == Taken ? Taken : each))
            .Split(Taken, StringSplitOptions.RemoveEmptyEntries)
            .Select(piece => piece.Trim(' ', '\u3000', ',', '，', '。', '、', ';', '；', ':', '：'))
            .Where(piece => piece.Length > 0 && !IsGlue(piece)));

    private static bool IsGlue(string piece) => piece is "在" or "到" or "至" or "从" or "的" or "和" or "at" or "on" or "from" or "for" or "-";
}
