using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Paging;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>A line of the list of agreements.</summary>
/// <param name="Parties">Their names.</param>
/// <param name="Commitments">How many there are. Their quantities count different things and are never added up.</param>
/// <param name="Behind">How many of them are late or behind.</param>
public sealed record AgreementLine(
    long Id, string Name, string Title, string Parties, AgreementState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Commitments, long Behind, Light Light);

/// <summary>
/// Agreements as their parties see them, and the offices above. Lights and words say where something stands; they are shown
/// to the parties only and rank nobody.
/// </summary>
public static class AgreementViews
{
    private static readonly TimeSpan EndsSoon = TimeSpan.FromDays(30);

    private const string IsSeen =
        """
        (@ScopeOrg = 0 OR EXISTS (SELECT 1 FROM agreement_party y JOIN org_closure g ON g.descendant_id = y.org_id
                                  WHERE y.agreement_id = a.id AND g.ancestor_id = @ScopeOrg))
        """;

    public static Page<AgreementLine> List(Tx tx, AgreementState? state, long? under, PageRequest page)
    {
        var found = page.Cut(
            tx.All<Agreement>(
                AgreementRows.Select + $"""

                WHERE a.id > @After AND {IsSeen} AND (@state IS NULL OR a.state = @state)
                  AND (@under IS NULL OR EXISTS (SELECT 1 FROM agreement_party y JOIN org_closure g ON g.descendant_id = y.org_id
                                                 WHERE y.agreement_id = a.id AND g.ancestor_id = @under))
                ORDER BY a.id LIMIT @Take
                """,
                new { page.After, page.Take, state = state?.ToString(), under, tx.ScopeOrg }),
            agreement => agreement.Id);
        return new Page<AgreementLine>(Lines(tx, [.. found.Items]), found.Next);
    }

    public static Outcome<AgreementView> Find(Tx tx, long id) =>
        AgreementRows.Find(tx, id) is { } agreement && AgreementRows.MaySee(tx, AgreementRows.Parties(tx, id)) ? Show(tx, agreement) : RefusalCode.NotFound;

    /// <summary>What the actor's own units and communities have signed or are asked to sign.</summary>
    public static List<AgreementLine> Mine(Tx tx, long? only = null) => Lines(tx, tx.All<Agreement>(
        AgreementRows.Select + """

        WHERE (@only IS NULL OR a.id = @only) AND a.state IN ('Draft', 'Proposed', 'Active', 'UnderReview') AND EXISTS (
            SELECT 1 FROM agreement_party y JOIN held_role s ON s.org_id = y.org_id
            WHERE y.agreement_id = a.id AND s.person_id = @PersonId AND s.role IN ('Secretary', 'Deputy', 'UnitLiaison')
              AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
        ORDER BY a.id LIMIT 50
        """,
        new { tx.Actor.PersonId, tx.Now, only }));

    /// <summary>What is late or behind of what a community, or one under it, gives or receives.</summary>
    internal static List<Commitment> Behind(Tx tx, long seat)
    {
        var open = tx.All<Commitment>(
            AgreementRows.SelectCommitment + """

            WHERE c.state = 'InProgress'
              AND EXISTS (SELECT 1 FROM org_closure h WHERE h.ancestor_id = @seat AND h.descendant_id IN (c.giver_id, c.receiver_id))
            ORDER BY c.id
            """,
            new { seat });
        return open.FindAll(each => Show(AgreementRows.Find(tx, each.AgreementId)!, each, tx.Now).Light != Light.Green);
    }

    /// <summary>Those of them that wait for the actor's yes.</summary>
    public static List<AgreementLine> WaitingForMe(Tx tx) => Mine(tx).FindAll(line => line.State is AgreementState.Proposed or AgreementState.UnderReview
        && AgreementRows.Parties(tx, line.Id).Exists(party => AgreementRows.MaySpeakFor(tx, party) && (line.State == AgreementState.Proposed ? party.ConfirmedAt : party.ReviewedAt) is null));

    /// <summary>The parties that the actor speaks for.</summary>
    public static List<AgreementParty> OwnParties(Tx tx, AgreementView view) => [.. view.Parties.Where(party => AgreementRows.MaySpeakFor(tx, party))];

    internal static AgreementView Show(Tx tx, Agreement agreement)
    {
        var light = LightOf(agreement, tx.Now);
        return new AgreementView(
            agreement, AgreementRows.Parties(tx, agreement.Id), AgreementRows.Commitments(tx, agreement.Id).ConvertAll(each => Show(agreement, each, tx.Now)),
            light, Catalog.Say(Language.Chinese, StandingKey(agreement, light), ("days", DaysLeft(agreement, tx.Now))));
    }

    /// <summary>The same with its words in another language.</summary>
    public static AgreementView In(AgreementView view, string language, DateTimeOffset now) => view with
    {
        Standing = Standing(view, language, now),
        Commitments = [.. view.Commitments.Select(each => each with { Standing = Standing(each, language) })],
    };

    private static string Standing(AgreementView view, string language, DateTimeOffset now) =>
        Catalog.Say(language, StandingKey(view.Agreement, view.Light), ("days", DaysLeft(view.Agreement, now)));

    private static string Standing(CommitmentView view, string language) => Catalog.Say(
        language, StandingKey(view.Commitment, view.Light), ("delivered", view.Commitment.Delivered), ("promised", view.Commitment.Promised), ("expected", view.Expected), ("measure", view.Commitment.Measure));

    internal static CommitmentView Show(Agreement agreement, Commitment commitment, DateTimeOffset now)
    {
        var expected = Math.Min(commitment.Promised, commitment.Quantity * Periods.Over(commitment.Per, agreement.StartsAt, commitment.UntilAt, now));
        var light = commitment.State is CommitmentState.Unfulfilled || (commitment.State == CommitmentState.InProgress && now >= commitment.UntilAt) ? Light.Red
            : commitment.State == CommitmentState.InProgress && commitment.Delivered < expected ? Light.Yellow
            : Light.Green;
        var view = new CommitmentView(commitment, expected, light, "");
        return view with { Standing = Standing(view, Language.Chinese) };
    }

    private static List<AgreementLine> Lines(Tx tx, List<Agreement> agreements) => agreements.ConvertAll(agreement =>
    {
        var commitments = AgreementRows.Commitments(tx, agreement.Id).FindAll(each => each.State != CommitmentState.Waived);
        return new AgreementLine(
            agreement.Id, agreement.Name, agreement.Title, string.Join('、', AgreementRows.Parties(tx, agreement.Id).Select(party => party.OrgName)), agreement.State,
            agreement.StartsAt, agreement.EndsAt, commitments.Count, commitments.Count(each => Show(agreement, each, tx.Now).Light != Light.Green), LightOf(agreement, tx.Now));
    });

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

    private static string StandingKey(Commitment commitment, Light light) => commitment.State switch
    {
        CommitmentState.InProgress when light == Light.Red => "commitment.standing.Overdue",
        CommitmentState.InProgress when light == Light.Yellow => "commitment.standing.Behind",
        _ => "commitment.standing." + commitment.State,
    };

    private static int DaysLeft(Agreement agreement, DateTimeOffset now) => Math.Max(0, Shanghai.Day(agreement.EndsAt).DayNumber - Shanghai.Day(now).DayNumber);
}
