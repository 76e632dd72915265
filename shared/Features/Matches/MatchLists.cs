using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Matches;

/// <summary>Matches as people read them: each side sees its own, and the offices above see those of their part.</summary>
public static class MatchLists
{
    private const int Shown = 50;

    private static IReadOnlyList<Sight> Sides(Reach community, Reach unit) =>
        [new(Sight.Any, "n.org_id", community, new Way("need n", "n.id", "m.need_id")), new(Sight.Any, "f.unit_id", unit, new Way("offer f", "f.id", "m.offer_id"))];

    private static IReadOnlyList<Sight> OfEitherSide(Reach reach) => Sides(reach, reach);

    private static readonly string IsSeen = Sight.Condition(OfEitherSide(new Reach(null, Reach.IsInPart)));

    public static readonly Sorts Sorts = new("list_match", "m", ("dueAt", "due_at?"));

    /// <param name="under">An organisation of either side: it and all under it.</param>
    public static Page<ListMatch> All(Tx tx, MatchState? state, long? under, PageRequest page)
    {
        var (seen, asked) = (OfEitherSide(Reach.OfToken(tx)), under is { } org ? OfEitherSide(Reach.Under(tx, org)) : []);
        return page.Cut(
            new SeenPage(page, Sorts, seen, Asked.For((state is not null, $"{Asked.Beside("m.state", seen, asked)} = @state")), asked).Rows<ListMatch>(
                tx,
                MatchRows.Select,
                new { state = state?.ToString(), Under = under, tx.ScopeOrg }),
            match => match.Id);
    }

    /// <summary>One of what <see cref="All"/> shows.</summary>
    public static Outcome<ListMatch> Find(Tx tx, long id) =>
        tx.First<ListMatch>($"{MatchRows.Select} WHERE m.id = @id AND {IsSeen}", new { id, tx.ScopeOrg }) is { } match ? match : RefusalCode.NotFound;

    /// <summary>Those under way in which the actor speaks for a side.</summary>
    public static List<ListMatch> Mine(Tx tx)
    {
        var spokenFor = Sides(Can.SpeakForCommunity.Reach(tx), Can.SpeakForUnit.Reach(tx));
        return new SeenPage(PageRequest.Only(Shown), Sorts, spokenFor, IsUnderWay(Asked.Beside("m.state", spokenFor))).Rows<ListMatch>(tx, MatchRows.Select, new { });
    }

    public static ListMatch? FindMine(Tx tx, long id) => tx.First<ListMatch>($"{MineSql} AND m.id = @id", new { id });

    private static string IsUnderWay(string state) => $"{state} IN ({MatchMachine.UnderWay})";

    private static readonly string MineSql =
        $"{MatchRows.Select} WHERE {IsUnderWay("m.state")} AND ({Can.SpeakForUnit.On("f.unit_id")} OR {Can.SpeakForCommunity.On("n.org_id")})";
}
