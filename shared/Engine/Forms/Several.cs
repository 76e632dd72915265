namespace ChatGov.Forms;

/// <summary>Some of what there is, as a sentence names them: beside what was known before, unless it says that these are all.</summary>
/// <param name="Yes">What it names.</param>
/// <param name="No">What it says no to: 不会开车.</param>
/// <param name="AreAll">只会开车: what it does not name does not count any more.</param>
public sealed record Several<T>(IReadOnlyList<T> Yes, IReadOnlyList<T> No, bool AreAll = false)
{
    public static readonly Several<T> Nothing = new([], []);

    public bool SaysNothing => Yes.Count == 0 && No.Count == 0;

    /// <returns>What holds now, what is new last.</returns>
    public IReadOnlyList<T> After(IEnumerable<T> before) => [.. (AreAll ? [] : before).Union(Yes).Except(No)];
}
