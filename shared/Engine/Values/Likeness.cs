namespace ChatGov.Values;

/// <summary>How much of a name somebody said: 公园那个 has two letters of 清扫公园沙尘 in a row.</summary>
public static class Likeness
{
    /// <summary>One letter in common is none.</summary>
    private const int Least = 2;

    /// <summary>Those of which the longest piece was said; none where nothing of any was.</summary>
    public static IReadOnlyList<T> Closest<T>(string said, IReadOnlyList<T> all, Func<T, string> name)
    {
        var shared = all.Select(each => (Each: each, Length: LongestShared(said, name(each)))).ToList();
        var most = shared.Select(each => each.Length).DefaultIfEmpty().Max();
        return most < Least ? [] : [.. shared.Where(each => each.Length == most).Select(each => each.Each)];
    }

    /// <summary>How many letters in a row both have.</summary>
    public static int LongestShared(string one, string other)
    {
        var (longest, before) = (0, new int[other.Length + 1]);
        foreach (var letter in one)
        {
            var here = new int[other.Length + 1];
            for (var j = 0; j < other.Length; j++)
            {
                here[j + 1] = char.IsLetterOrDigit(letter) && char.ToLowerInvariant(letter) == char.ToLowerInvariant(other[j]) ? before[j] + 1 : 0;
                longest = Math.Max(longest, here[j + 1]);
            }

            before = here;
        }

        return longest;
    }
}
