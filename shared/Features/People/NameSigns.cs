using System.Collections.Frozen;
using System.Text;

namespace ChatGov.People;

/// <summary>What an answer to the question for a name looks like.</summary>
internal enum NameLook
{
    Name,

    /// <summary>A sentence, or a name of a kind not known here: only the person can tell.</summary>
    Either,

    /// <summary>They do not want to say it now, or ask what for.</summary>
    Refusal,
}

/// <summary>Tells names from sentences by what either is made of; no sentence is known by heart.</summary>
internal static class NameSigns
{
    // As long as names written by their sound become: 巴特尔朝克图.
    private const int LongestBySound = 10;
    private const int MostWords = 5;

    private static readonly FrozenSet<string> Surnames = NameLexicon.Set("surname");
    private static readonly FrozenSet<string> Compounds = NameLexicon.Set("compound");
    private static readonly FrozenSet<string> Sounds = NameLexicon.Set("sound");
    private static readonly FrozenSet<string> Finals = NameLexicon.Set("final");
    private static readonly FrozenSet<string> Sighs = NameLexicon.Set("sigh");
    private static readonly FrozenSet<string> Adverbs = NameLexicon.Set("adverb");
    private static readonly FrozenSet<string> Denials = NameLexicon.Set("denial");
    private static readonly FrozenSet<string> LatinRefusals = NameLexicon.Set("latin-refuse");
    private static readonly FrozenSet<string> LatinSpeech = NameLexicon.Set("latin-speech");
    private static readonly FrozenSet<string> LatinWeak = NameLexicon.Set("latin-weak");
    private static readonly string[] Refusals = NameLexicon.Words("refuse");
    private static readonly string[] Denied = NameLexicon.Words("denied");
    private static readonly string[] Speech = NameLexicon.Words("speech");

    /// <summary>Of the whole answer, whether or not it is made of letters alone. 别问 and 李不说 could be somebody: that is asked.</summary>
    public static bool IsRefusal(string said)
    {
        var letters = Letters(said);
        return Array.Exists(Refusals, word => said.Contains(word, StringComparison.Ordinal))
            || (Denial(letters) is { } at && !(at <= 1 && letters.Length <= 3 && Surnames.Contains(letters[0])))
            || Array.Exists(Words(said), LatinRefusals.Contains);
    }

    public static bool LooksLikeOne(string name)
    {
        var letters = Letters(name);
        return name.Contains(PersonName.Dot) ? name.Split(PersonName.Dot).All(part => Letters(part).All(IsHan) && !IsSpeech(part, Letters(part)))
            : letters.All(IsHan) ? IsHanName(name, letters)
            : letters.Any(IsHan) ? !letters.Any(letter => char.IsAsciiLetter(letter[0]))
            : IsOfWords(Words(name));
    }

    private static bool IsHanName(string name, string[] letters) => !IsSpeech(name, letters) && (letters.Length == 1 || IsBySound(letters, from: 0) || HasSurname(letters));

    private static bool IsSpeech(string said, string[] letters) =>
        Sighs.Contains(said)
        || (letters.Length > 1 && Finals.Contains(letters[^1]))
        || Array.Exists(Speech, word => said.Contains(word, StringComparison.Ordinal))
        || Denial(letters) is not null
        || IsEitherOr(letters);

    private static bool HasSurname(string[] letters) =>
        (letters.Length is > 2 and <= 5 && Compounds.Contains(letters[0] + letters[1]))
        || (Surnames.Contains(letters[0]) && (letters.Length <= 3 || IsOfBothParents(letters) || IsBySound(letters, from: 1)));

    /// <summary>陈王若曦.</summary>
    private static bool IsOfBothParents(string[] letters) => letters.Length == 4 && Surnames.Contains(letters[1]);

    private static bool IsBySound(string[] letters, int from) =>
        letters.Length - from is > 1 and <= LongestBySound && letters.Skip(from).All(Sounds.Contains);

    /// <summary>Where somebody says no to something: 不想, 没时间, 不太方便.</summary>
    private static int? Denial(string[] letters)
    {
        for (var i = 0; i < letters.Length - 1; i++)
        {
            if (Denials.Contains(letters[i]) && (IsDenied(letters, i + 1) || (Adverbs.Contains(letters[i + 1]) && IsDenied(letters, i + 2))))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsDenied(string[] letters, int from) =>
        string.Concat(letters.Skip(from)) is var rest && Array.Exists(Denied, word => rest.StartsWith(word, StringComparison.Ordinal));

    /// <summary>行不行, 能不能.</summary>
    private static bool IsEitherOr(string[] letters) =>
        Enumerable.Range(1, Math.Max(0, letters.Length - 2)).Any(i => letters[i] is "不" or "没" && letters[i - 1] == letters[i + 1]);

    private static bool IsOfWords(string[] words)
    {
        var weak = words.Count(LatinWeak.Contains);
        return words.Length <= MostWords && !words.Any(LatinSpeech.Contains) && !words.Any(LatinRefusals.Contains) && weak < 2 && weak < words.Length;
    }

    private static string[] Words(string said) =>
        [.. PersonName.Key(said).Replace("'", "", StringComparison.Ordinal).Split([' ', '.', ',', '-', '?', '!', ';', ':'], StringSplitOptions.RemoveEmptyEntries)];

    private static string[] Letters(string said) => [.. said.EnumerateRunes().Where(rune => Rune.IsLetter(rune)).Select(rune => rune.ToString())];

    private static bool IsHan(string letter) => PersonName.IsHan(letter.EnumerateRunes().First());
}
