using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Paging;
using ChatGov.Rights;

namespace ChatGov.Needs;

/// <summary>Which needs are wanted; what is null lets everything through.</summary>
/// <param name="Under">An organisation: it and all under it.</param>
public sealed record NeedFilter(ResourceKind? Kind = null, NeedForm? Form = null, NeedState? State = null, long? Under = null, string? Words = null);

/// <summary>
/// Needs as people read them. What is needed is shown to all who work in the tree: that is what the list is for. What never was on
/// it is between whoever asked and the community.
/// </summary>
public static class NeedLists
{
    private const int Shown = 50;

    // What was once on the list says what the secretary wrote there.
    private static IReadOnlyList<Sight> SeenBy(Reach part, Reach answered) =>
        [new($"n.state = {NeedMachine.Listed}"), new("n.accepted_at IS NOT NULL", "n.org_id", part), new(Sight.Any, "n.org_id", answered)];

    private static readonly string IsSeen = Sight.Condition(SeenBy(new Reach(null, Reach.IsInPart), new Reach(null, Can.AnswerNeeds.On)));

    private static string IsAskedFor(NeedFilter filter) => Asked.For(
        (filter.Kind is not null, "n.kind = @kind"),
        (filter.Form is not null, "n.form = @form"),
        (filter.State is not null, "n.state = @state"),
        (Like.Containing(filter.Words).Length > 0, @"n.title LIKE @words ESCAPE '\'"));

    private static IReadOnlyList<Sight> Under(Tx tx, long? under) => under is { } org ? [new(Sight.Any, "n.org_id", Reach.Under(tx, org))] : [];

    public static readonly Sorts Sorts = new("need", "n", ("title", "title"), ("dueAt", "due_at?"), ("untilAt", "until_at?"));

    public static Page<Need> All(Tx tx, NeedFilter filter, PageRequest page) => page.Cut(
        new SeenPage(page, Sorts, SeenBy(Reach.OfToken(tx), Can.AnswerNeeds.Reach(tx)), IsAskedFor(filter), Under(tx, filter.Under)).Rows<Need>(
            tx,
            NeedRows.Select,
            new
            {
                kind = filter.Kind?.ToString(),
                form = filter.Form?.ToString(),
                state = filter.State?.ToString(),
                filter.Under,
                words = Like.Containing(filter.Words),
                tx.ScopeOrg,
            }),
        need => need.Id);

    /// <summary>One of what <see cref="All"/> shows.</summary>
    public static Outcome<Need> Find(Tx tx, long id) =>
        tx.First<Need>($"{NeedRows.Select} WHERE n.id = @id AND {IsSeen}", new { id, tx.ScopeOrg }) is { } need ? need : RefusalCode.NotFound;

    /// <summary>What people asked of the actor's communities and waits for an answer, the oldest first.</summary>
    public static List<Need> ToAnswer(Tx tx) => tx.All<Need>($"{ToAnswerSql} ORDER BY n.id LIMIT @Shown", new { Shown });

    public static Need? FindToAnswer(Tx tx, long id) => tx.First<Need>($"{ToAnswerSql} AND n.id = @id", new { id });

    /// <summary>What the actor's communities have on their list.</summary>
    public static List<Need> Listed(Tx tx) => tx.All<Need>($"{ListedSql} ORDER BY n.id LIMIT @Shown", new { Shown });

    /// <summary>What any community still lacks, for whoever may have it to give; the newest first.</summary>
    /// <param name="before">The need behind which the page begins; null for the first.</param>
    public static List<Need> Wanted(Tx tx, long? before, int most) => tx.All<Need>(
        $"{NeedRows.Select} WHERE n.state = {NeedMachine.Listed} AND n.held + n.received < n.quantity AND (@before IS NULL OR n.id < @before) ORDER BY n.id DESC LIMIT @most",
        new { before, most });

    public static Need? FindListed(Tx tx, long id) => tx.First<Need>($"{ListedSql} AND n.id = @id", new { id });

    /// <summary>How many of a community are on its list, and how many wait for an answer.</summary>
    public static (long Listed, long ToAnswer) Count(Tx tx, long orgId) => (
        tx.Count($"SELECT COUNT(*) FROM need n WHERE n.org_id = @orgId AND n.state = {NeedMachine.Listed} AND {Can.AnswerNeeds.On("n.org_id")}", new { orgId }),
        tx.Count($"SELECT COUNT(*) FROM need n WHERE n.org_id = @orgId AND n.state = {NeedMachine.Waiting} AND {Can.AnswerNeeds.On("n.org_id")}", new { orgId }));

    /// <summary>What the actor asked for, as much of it as is shown at once.</summary>
    public static List<Need> AskedByMe(Tx tx) => tx.All<Need>($"{AskedSql} ORDER BY n.id LIMIT @Shown", new { tx.Actor.PersonId, Shown });

    public static Need? FindAskedByMe(Tx tx, long id) => tx.First<Need>($"{AskedSql} AND n.id = @id", new { tx.Actor.PersonId, id });

    /// <summary>All that somebody asked for and that is open.</summary>
    internal static List<Need> AskedBy(Tx tx, long personId) => tx.All<Need>($"{AskedSql} ORDER BY n.id", new { PersonId = personId });

    private static readonly string ToAnswerSql = $"{NeedRows.Select} WHERE n.state = {NeedMachine.Waiting} AND {Can.AnswerNeeds.On("n.org_id")}";

    private static readonly string ListedSql = $"{NeedRows.Select} WHERE n.state = {NeedMachine.Listed} AND {Can.AnswerNeeds.On("n.org_id")}";

    private static readonly string AskedSql = $"{NeedRows.Select} WHERE n.asked_by = @PersonId AND n.state IN ({NeedMachine.Open})";
}
