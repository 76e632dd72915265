using System.Globalization;
using System.Text;

namespace ChatGov.People;

/// <summary>
/// People's names: as they are kept, and the one form in which two are compared, at every entrance. 张伟, 张　伟 and 张 伟 with a letter
/// of no width in it are one name; so are the many dots between the parts of 阿依古丽·买买提.
/// </summary>
public static class PersonName
{
    /// <summary>As an identity card has room for.</summary>
    public const int Longest = 50;

    public const char Dot = '·';

    private const string Dots = "·•・‧⋅∙●･";
    private const string Apostrophes = "'’‘ʼʻ＇";
    private const string Hyphens = "-‐‑–";

    // Between syllables of Tibetan.
    private const int Tsheg = 0x0F0B;
    private const int TshegWithoutBreak = 0x0F0C;
    private const int NarrowSpace = 0x202F;

    /// <summary>As it is kept: what cannot be seen is gone, half width, one dot for all, no space between Chinese letters.</summary>
    public static string Clean(string typed)
    {
        var seen = Visible(typed);
        var clean = new StringBuilder(typed.Length);
        for (var i = 0; i < seen.Count; i++)
        {
            var (before, each, after) = (i > 0 ? seen[i - 1] : default, seen[i], i + 1 < seen.Count ? seen[i + 1] : default);
            if (IsSpace(each))
            {
                if (clean.Length > 0 && after != default && !IsDot(before) && !IsDot(after) && !(IsHan(before) && IsHan(after)))
                {
                    clean.Append(each.Value == NarrowSpace ? each : new Rune(' '));
                }
            }
            else
            {
                clean.Append(IsDot(each) || IsPointBetween(before, each, after) ? new Rune(Dot) : each);
            }
        }

        return clean.ToString().Trim(' ', Dot, '-');
    }

    /// <summary>The form in which two names are compared; nothing that people read.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var each in Clean(name).EnumerateRunes().Where(each => !IsInvisible(each)))
        {
            key.Append(
                IsSpace(each) ? new Rune(' ')
                : Apostrophes.Contains((char)each.Value) && each.IsBmp ? new Rune('\'')
                : Hyphens.Contains((char)each.Value) && each.IsBmp ? new Rune('-')
                : each.Value == TshegWithoutBreak ? new Rune(Tsheg)
                : Rune.ToLowerInvariant(each));
        }

        return key.ToString().Trim(' ', (char)Tsheg);
    }

    public static bool AreSame(string one, string other) => Key(one) is { Length: > 0 } key && key == Key(other);

    /// <summary>Letters and what stands between them in names, of any script: 王𬭎, 乌, ཚེ་རིང, O'Brien.</summary>
    public static bool IsOne(string name)
    {
        var letters = 0;
        foreach (var each in name.EnumerateRunes())
        {
            letters += Rune.IsLetter(each) ? 1 : 0;
            if (!IsOfName(each))
            {
                return false;
            }
        }

        return letters > 0 && letters <= Longest && !(letters == 1 && char.IsAsciiLetter(name[0]));
    }

    private static bool IsOfName(Rune each) => Rune.IsLetter(each) || IsMark(each) || IsSpace(each) || IsInvisible(each)
        || each.Value is Dot or '.' or Tsheg or TshegWithoutBreak
        || (each.IsBmp && (Apostrophes.Contains((char)each.Value) || Hyphens.Contains((char)each.Value)));

    /// <summary>Half width, without what has no width: but what joins or parts the letters of a script that needs it stays.</summary>
    private static List<Rune> Visible(string typed)
    {
        var seen = new List<Rune>(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            var each = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
            if (IsSpace(each))
            {
                if (seen.Count > 0 && !IsSpace(seen[^1]))
                {
                    seen.Add(each);
                }
            }
            else if (!IsInvisible(each) || (seen.Count > 0 && Joins(seen[^1]) && each.Value is 0x200C or 0x200D or (>= 0x180B and <= 0x180E)))
            {
                seen.Add(each);
            }
        }

        if (seen.Count > 0 && IsSpace(seen[^1]))
        {
            seen.RemoveAt(seen.Count - 1);
        }

        return seen;
    }

    private static bool IsSpace(Rune each) => Rune.IsWhiteSpace(each) || each.Value == NarrowSpace;

    private static bool IsDot(Rune each) => each.IsBmp && each.Value > ' ' && Dots.Contains((char)each.Value);

    /// <summary>阿依古丽.买买提, but not J. Smith.</summary>
    private static bool IsPointBetween(Rune before, Rune each, Rune after) =>
        each.Value is '.' or '｡' or '。' && IsLetterBeyondLatin(before) && IsLetterBeyondLatin(after);

    private static bool IsLetterBeyondLatin(Rune each) => each.Value > 0x024F && (Rune.IsLetter(each) || IsMark(each));

    internal static bool IsHan(Rune each) => each.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF or 0x3007;

    private static bool IsMark(Rune each) => Rune.GetUnicodeCategory(each)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Has no width of its own: controls, joiners, direction marks, variation selectors.</summary>
    private static bool IsInvisible(Rune each) =>
        Rune.GetUnicodeCategory(each) is UnicodeCategory.Control or UnicodeCategory.Format
        || each.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F);

    private static bool Joins(Rune each) => each.Value is >= 0x0600 and < 0x2000;
}
