namespace ChatGov.Paging;

/// <summary>A reason for which somebody sees rows of a list, or asks for them.</summary>
/// <param name="Only">A condition on the row, as SQL.</param>
/// <param name="Org">The organisation of the row, as SQL; null where the row is for all to see.</param>
/// <param name="By">The organisations that count.</param>
/// <param name="Through">How the row comes to the organisation; null where it names it itself.</param>
public sealed record Sight(string Only, string? Org = null, Reach? By = null, Way? Through = null)
{
    public const string Any = "TRUE";

    /// <summary>A condition, true for what one of them lets somebody see.</summary>
    public static string Condition(params IEnumerable<Sight> sights) => $"({string.Join(" OR ", sights.Select(each => each.Walked))})";

    internal bool IsOfFew => By is null || By.Few is not null;

    internal IReadOnlyList<long> Places => By?.Few ?? [];

    private string Walked => By is null ? $"({Only})" : $"({Only} AND {Held(By.Covers(Org!))})";

    /// <summary>The same in parts, each of which an index of the organisation gives, where the row names it in the order of numbers.</summary>
    /// <param name="name">Of an organisation, as a parameter.</param>
    internal IEnumerable<string> Parts(Func<long, string> name) => By is null ? [$"({Only})"]
        : Places.Count == 0 ? []
        : Through is null ? Places.Select(org => $"{Only} AND {Org} = {name(org)}")
        : [$"{Only} AND {Through.Finds(IsOneOf(name))}"];

    /// <summary>True for none that <see cref="Parts"/> give.</summary>
    internal string NoneOfThem(Func<long, string> name) => By is null ? $"({Only}) IS NOT TRUE"
        : Places.Count == 0 ? Any
        : $"({Only} AND {Held(IsOneOf(name))}) IS NOT TRUE";

    private string IsOneOf(Func<long, string> name) => $"{Org} IN ({string.Join(", ", Places.Select(name))})";

    private string Held(string condition) => Through?.Holds(condition) ?? condition;
}
