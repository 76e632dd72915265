using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Registrations;

/// <summary>Whom 都通过 leaves out: 除了3号都通过, 除了第二个, 除了王小明.</summary>
public static partial class ApproveAllWords
{
    /// <returns>Null where it says no to something that names nobody who waits: then nobody is meant for sure.</returns>
    public static List<WaitingRegistration>? Meant(IReadOnlyList<WaitingRegistration> waiting, string words)
    {
        var said = Negation.Of(LeftOut().Replace(words, "除了${who}，"));
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

        if (said.No.Count > 0 || !NamesSome(waiting, said.Yes))
        {
            return [.. waiting.Where(each => !left.Contains(each.Id))];
        }

        // 61号和62号都通过, 只通过王小明: those and nobody else.
        var only = Named(waiting, said.Yes).ToHashSet();
        return only.Count == 0 ? null : [.. waiting.Where(each => only.Contains(each.Id))];
    }

    private static bool NamesSome(IReadOnlyList<WaitingRegistration> waiting, string words) =>
        OneByOne().IsMatch(words) || waiting.Any(each => each.Name.Length > 0 && words.Contains(each.Name, StringComparison.Ordinal));

    /// <summary>By their names first: a name may hold a numeral.</summary>
    private static List<long> Named(IReadOnlyList<WaitingRegistration> waiting, string piece)
    {
        var byName = waiting.Where(each => each.Name.Length > 0 && piece.Contains(each.Name, StringComparison.Ordinal)).ToList();
        var rest = byName.Aggregate(piece, (words, each) => words.Replace(each.Name, " ", StringComparison.Ordinal));
        var byNumber = Numbered().Matches(rest).Select(match => Find(waiting, match)).ToList();
        return byNumber.Contains(null) ? [] : [.. byName.Select(each => each.Id), .. byNumber.OfType<long>()];
    }

    /// <summary>3号 is the number that its line shows, 第三个 the third line.</summary>
    private static long? Find(IReadOnlyList<WaitingRegistration> waiting, Match match) => !Numerals.TryRead(match.Groups["n"].Value, out var number) ? null
        : match.Groups["place"].Success ? waiting.ElementAtOrDefault((int)number - 1)?.Id
        : waiting.FirstOrDefault(each => each.Id == number)?.Id;

    [GeneratedRegex(@"(?<place>第)?(?<n>\d{1,9}|[一二两三四五六七八九十]{1,3})(?:号|个|条|位)?", RegexOptions.None, 1000)]
    private static partial Regex Numbered();

    // 王小明除外, 王小明先等等.
    [GeneratedRegex(@"(?<who>[^,，;；。、\s]{1,12}?)(?:除外|先?等等|先等一等|先放一?放)", RegexOptions.None, 1000)]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"\d{1,9}号|第[一二三四五六七八九十\d]{1,3}[个条位]", RegexOptions.None, 1000)]
    private static partial Regex OneByOne();

    [GeneratedRegex(@"别|不|\b(?:not|don't|no)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Denies();
}
