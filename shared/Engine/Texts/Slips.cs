namespace ChatGov.Texts;

/// <summary>How far apart two words are, for whoever typed one and meant the other.</summary>
public static class Slips
{
    // Of a short word a third may be wrong, of a long one no more than three letters.
    private const int MostSlips = 3;
    private const int LongestWord = 60;

    /// <returns>Of the names the nearest that is near enough to be proposed, or null.</returns>
    public static string? Nearest(string word, IEnumerable<string> names) => word.Length > LongestWord ? null : names
        .Select(name => (Name: name, Slips: Between(word.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(each => each.Slips <= Math.Min(MostSlips, Math.Max(1, each.Name.Length / 3)))
        .OrderBy(each => each.Slips).Select(each => each.Name).FirstOrDefault();

    /// <summary>Letters left out, put in, changed, or changed places with the next (optimal string alignment).</summary>
    public static int Between(string from, string to)
    {
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                steps[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1,
                    steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[from.Length, to.Length];
    }
}
