namespace ChatGov.Values;

/// <summary>How much of a name somebody said: 公园那个 has two letters of 清扫公园沙尘 in a row.</summary>
public static class Likeness
{
    /// <summary>One letter in common is none.</summary>
    private const int Least = 2;

    /// <summary>Those of which the longest piece was said; none where nothing of any was.</summary>
    public static IReadOnlyList<T> Closest<T>(string said, IReadOnlyList<T> all, Func<T, string> name)
    {
        var shared = all.Select(each => (Each: each, Length: Shared(said, name(each)).Length)).ToList();
        var most = shared.Select(each => each.Length).DefaultIfEmpty().Max();
        return most < Least ? [] : [.. shared.Where(each => each.Length == most).Select(each => each.Each)];
    }

    /// <summary>The longest piece that stands in both, as it stands in the first; empty for none.</summary>
    public static string Shared(string one, string other)
    {
        var (longest, end, before) = (0, 0, new int[other.Length + 1]);
        for (var i = 0; i < one.Length; i++)
        {
            var here = new int[other.Length + 1];
            for (var j = 0; j < other.Length; j++)
            {
                here[j + 1] = char.IsLetterOrDigit(one[i]) && char.ToLowerInvariant(one[i]) == char.ToLowerInvariant(other[j]) ? before[j] + 1 : 0;
                (longest, end) = here[j + 1] > longest ? (here[j + 1], i + 1) : (longest, end);
            }

            before = here;
        }

        return one[(end - longest)..end];
    }
}
