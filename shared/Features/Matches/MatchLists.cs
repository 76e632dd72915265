using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Matches;

/// <summary>Matches as people read them: each side sees its own, and the offices above see those of their part.</summary>
public static class MatchLists
{
    private const int Shown = 50;

    private const string IsSeen =
        "(@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND g.descendant_id IN (f.unit_id, n.org_id)))";

    public static readonly Sorts Sorts = new("list_match", "m", ("dueAt", "due_at?"));

    /// <param name="under">An organisation of either side: it and all under it.</param>
    public static Page<ListMatch> All(Tx tx, MatchState? state, long? under, PageRequest page) => page.Cut(
        tx.All<ListMatch>(
            MatchRows.Select + $"""

            WHERE {page.Behind(Sorts)} AND {IsSeen} AND (@state IS NULL OR m.state = @state)
              AND (@under IS NULL OR EXISTS (SELECT 1 FROM org_closure c WHERE c.ancestor_id = @under AND c.descendant_id IN (f.unit_id, n.org_id)))
            ORDER BY {page.Order(Sorts)} LIMIT @Take
            """,
            new { state = state?.ToString(), under, tx.ScopeOrg, page.After, page.Take }),
        match => match.Id);

    /// <summary>One of what <see cref="All"/> shows.</summary>
    public static Outcome<ListMatch> Find(Tx tx, long id) =>
        tx.First<ListMatch>($"{MatchRows.Select} WHERE m.id = @id AND {IsSeen}", new { id, tx.ScopeOrg }) is { } match ? match : RefusalCode.NotFound;

    /// <summary>Those under way in which the actor speaks for a side.</summary>
    public static List<ListMatch> Mine(Tx tx) => tx.All<ListMatch>($"{MineSql} ORDER BY m.id LIMIT @Shown", new { Shown });

    public static ListMatch? FindMine(Tx tx, long id) => tx.First<ListMatch>($"{MineSql} AND m.id = @id", new { id });

    private static readonly string MineSql =
        $"{MatchRows.Select} WHERE m.state IN ({MatchMachine.UnderWay}) AND ({Can.SpeakForUnit.On("f.unit_id")} OR {Can.SpeakForCommunity.On("n.org_id")})";
}
