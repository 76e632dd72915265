using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Paging;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>A line of the list of agreements.</summary>
/// <param name="Parties">Their names.</param>
/// <param name="Commitments">How many there are. Their quantities count different things and are never added up.</param>
/// <param name="Behind">How many of them are late or behind.</param>
/// <param name="Name">What it is called for short.</param>
public sealed record AgreementLine(
    long Id, string Name, string Title, string Parties, AgreementState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Commitments, long Behind, Light Light);

/// <summary>
/// Agreements as their parties see them, and the offices above. Lights say where something stands; they are shown to the parties only
/// and rank nobody. A list takes three statements, however long it is.
/// </summary>
public static class AgreementLists
{
    private const int ShownAtOnce = 50;
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(30);

    private static IReadOnlyList<Sight> OfParties(Reach reach) => [PartyOf(reach, "agreement_party y")];

    private static IReadOnlyList<Sight> SpokenFor(Reach unit, Reach community) =>
        [PartyOf(unit, "agreement_party y JOIN org o ON o.id = y.org_id AND o.kind = 'Unit'"), PartyOf(community, "agreement_party y JOIN org o ON o.id = y.org_id AND o.kind <> 'Unit'")];

    private static Sight PartyOf(Reach reach, string parties) => new(Sight.Any, "y.org_id", reach, new Way(parties, "y.agreement_id", "a.id"));

    private static readonly string IsOpen = $"a.state IN ({AgreementMachine.Open})";

    private static readonly string IsMine =
        $"{IsOpen} AND EXISTS (SELECT 1 FROM agreement_party y JOIN org o ON o.id = y.org_id WHERE y.agreement_id = a.id AND {AgreementRows.IsSpokenFor})";

    public static readonly Sorts Sorts = new("agreement", "a", ("title", "title"), ("startsAt", "starts_at"), ("endsAt", "ends_at"));

    public static Page<AgreementLine> All(Tx tx, AgreementState? state, long? under, PageRequest page)
    {
        var (seen, asked) = (OfParties(Reach.OfToken(tx)), under is { } org ? OfParties(Reach.Under(tx, org)) : []);
        var found = new SeenPage(page, Sorts, seen, Asked.For((state is not null, $"{Asked.Beside("a.state", seen, asked)} = @state")), asked);
        return page.Cut(Lines(tx, found, new { state = state?.ToString(), Under = under, tx.ScopeOrg }), line => line.Id);
    }

    public static Outcome<AgreementView> Find(Tx tx, long id) =>
        AgreementRows.Find(tx, id) is { } agreement && AgreementRows.IsSeen(tx, id) ? Show(tx, agreement) : RefusalCode.NotFound;

    /// <summary>What the actor's own units and communities have signed or are asked to sign.</summary>
    public static List<AgreementLine> Mine(Tx tx) =>
        Lines(tx, new SeenPage(PageRequest.Only(ShownAtOnce), Sorts, SpokenFor(Can.SpeakForUnit.Reach(tx), Can.SpeakForCommunity.Reach(tx)), IsOpen), new { });

    public static AgreementView? FindMine(Tx tx, long id) =>
        tx.First<Agreement>($"{AgreementRows.Select} WHERE a.id = @id AND {IsMine}", new { id }) is { } agreement ? Show(tx, agreement) : null;

    /// <summary>The parties that the actor speaks for.</summary>
    public static List<AgreementParty> OwnParties(Tx tx, AgreementView view) => AgreementRows.OwnParties(tx, view.Agreement.Id);

    /// <summary>What is late or behind of what a community, or one under it, gives or receives.</summary>
    internal static List<Commitment> Behind(Tx tx, long seat) => tx.All<Commitment>(
        $"""
        {AgreementRows.SelectCommitment}
        WHERE c.state = {CommitmentMachine.InProgress} AND c.id IN (
            SELECT given.id FROM org_closure h JOIN commitment given ON given.giver_id = h.descendant_id WHERE h.ancestor_id = @seat
            UNION ALL SELECT got.id FROM org_closure h JOIN commitment got ON got.receiver_id = h.descendant_id WHERE h.ancestor_id = @seat)
        ORDER BY c.id
        """,
        new { seat }).FindAll(each => CommitmentView.Of(each, tx.Now).Light != Light.Green);

    internal static Outcome<AgreementView> Shown(Tx tx, Outcome<Agreement> outcome) => outcome.Then(agreement => Show(tx, agreement));

    internal static AgreementView Show(Tx tx, Agreement agreement)
    {
        var light = LightOf(agreement, tx.Now);
        return new AgreementView(
            agreement, AgreementRows.Parties(tx, agreement.Id), AgreementRows.Commitments(tx, agreement.Id).ConvertAll(each => CommitmentView.Of(each, tx.Now)),
            light, new Phrase(StandingKey(agreement, light), ("days", DaysLeft(agreement, tx.Now))));
    }

    private static List<AgreementLine> Lines(Tx tx, SeenPage page, object asked)
    {
        var args = new { ids = Dialect.Ids(page.Found(tx, asked)) };
        string IsOne(string agreement) => tx.Db.Dialect.IsAmong(agreement, "@ids");
        var parties = tx.All<NameOfParty>(
            $"SELECT p.agreement_id, o.name FROM agreement_party p JOIN org o ON o.id = p.org_id WHERE {IsOne("p.agreement_id")} ORDER BY p.id", args)
            .ToLookup(party => party.AgreementId, party => party.Name);
        var commitments = tx.All<Commitment>($"{AgreementRows.SelectCommitment} WHERE {IsOne("c.agreement_id")} AND c.state <> {CommitmentMachine.Waived}", args)
            .ToLookup(each => each.AgreementId);
        return tx.All<Agreement>($"{AgreementRows.Select} WHERE {IsOne("a.id")} ORDER BY {page.Page.Order(Sorts)}", args).ConvertAll(agreement => new AgreementLine(
            agreement.Id, agreement.Name, agreement.Title, string.Join('、', parties[agreement.Id]), agreement.State, agreement.StartsAt, agreement.EndsAt,
            commitments[agreement.Id].Count(), commitments[agreement.Id].Count(each => CommitmentView.Of(each, tx.Now).Light != Light.Green), LightOf(agreement, tx.Now)));
    }

    private static Light LightOf(Agreement agreement, DateTimeOffset now) => agreement.State switch
    {
        AgreementState.Proposed => Lights.Of(now, null, agreement.DueAt),
        AgreementState.Active or AgreementState.UnderReview => agreement.NoticeAt is not null || agreement.EndsAt - now <= EndsSoon ? Light.Yellow : Light.Green,
        AgreementState.Expired => Light.Red,
        _ => Light.Green,
    };

    private static string StandingKey(Agreement agreement, Light light) => agreement.State switch
    {
        AgreementState.Active or AgreementState.UnderReview when agreement.NoticeAt is not null => "agreement.standing.Notice",
        AgreementState.Active or AgreementState.UnderReview when light == Light.Yellow => "agreement.standing.EndsSoon",
        _ => "agreement.standing." + agreement.State,
    };

    private static int DaysLeft(Agreement agreement, DateTimeOffset now) => Math.Max(0, Shanghai.Day(agreement.EndsAt).DayNumber - Shanghai.Day(now).DayNumber);

    private sealed record NameOfParty
    {
        public long AgreementId { get; init; }

        public string Name { get; init; } = "";
    }
}
