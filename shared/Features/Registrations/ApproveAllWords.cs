using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Registrations;

/// <summary>Whom 都通过 means: 除了3号都通过, 第二个先等等, 王小明、李一红除外, 61号和62号都通过, 只通过王小明.</summary>
public static partial class ApproveAllWords
{
    /// <returns>Null where it names, or says no to, somebody who is not among those who wait: then nobody is meant for sure.</returns>
    public static List<WaitingRegistration>? Meant(IReadOnlyList<WaitingRegistration> waiting, string words)
    {
        var said = Negation.Of(Enumerated().Replace(PutOff().Replace(ByNumber(waiting, words), "除外"), "和"));
        if (Denies().IsMatch(said.Yes))
        {
            return null;
        }

        var left = new HashSet<long>();
        foreach (var piece in said.No)
        {
            var named = Named(waiting, piece);
            if (named.Count == 0)
            {
                return null;
            }

            left.UnionWith(named);
        }

        if (said.AllElse || !NamesSome().IsMatch(said.Yes))
        {
            return [.. waiting.Where(each => !left.Contains(each.Id))];
        }

        var only = Named(waiting, said.Yes).Except(left).ToHashSet();
        return only.Count == 0 ? null : [.. waiting.Where(each => only.Contains(each.Id))];
    }

    /// <summary>王小明 and 第二个 by their numbers. Names first, and the longest of them: a name may hold a numeral, or another name.</summary>
    private static string ByNumber(IReadOnlyList<WaitingRegistration> waiting, string words)
    {
        var numbered = waiting.Where(each => each.Name.Length > 0).OrderByDescending(each => each.Name.Length)
            .Aggregate(words, (text, each) => text.Replace(each.Name, $"{each.Id}号", StringComparison.Ordinal));
        return Named().Replace(numbered, match => Find(waiting, match) is { } id ? $"{id}号" : match.Value);
    }

    /// <summary>A bare number counts where there is nothing else: 除了3都通过, but not in 3号一起通过.</summary>
    private static List<long> Named(IReadOnlyList<WaitingRegistration> waiting, string piece)
    {
        var found = (Named().IsMatch(piece) ? Named() : Bare()).Matches(piece).Select(match => Find(waiting, match)).ToList();
        return found.Contains(null) ? [] : [.. found.OfType<long>()];
    }

    /// <summary>3号 is the number that its line shows, 第三个 the third line.</summary>
    private static long? Find(IReadOnlyList<WaitingRegistration> waiting, Match match) => !Numerals.TryRead(match.Groups["n"].Value, out var number) ? null
        : match.Groups["place"].Success ? waiting.ElementAtOrDefault((int)number - 1)?.Id
        : waiting.FirstOrDefault(each => each.Id == number)?.Id;

    [GeneratedRegex(@"(?<n>\d{1,9}|[一二两三四五六七八九十]{1,3})号|(?<place>第)(?<n>\d{1,9}|[一二两三四五六七八九十]{1,3})(?:个|条|位|号)?", RegexOptions.None, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<n>\d{1,9}|[一二两三四五六七八九十]{1,3})(?:个|条|位)?", RegexOptions.None, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"号|只|\bonly\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamesSome();

    [GeneratedRegex(@"(?<=\d号)\s*[,，、]\s*(?=\d{1,9}号)", RegexOptions.None, 1000)]
    private static partial Regex Enumerated();

    // To wait is all that who is left out has to do.
    [GeneratedRegex(@"先?(?:等一?等|放一?放|缓一?缓)", RegexOptions.None, 1000)]
    private static partial Regex PutOff();

    [GeneratedRegex(@"别|不|\b(?:not|don't|no)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Denies();
}
