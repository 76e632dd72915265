using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Matches;

/// <summary>Why an offer and a need may fit.</summary>
public enum ProposalReason
{
    /// <summary>The skill that is asked for.</summary>
    Skill,

    /// <summary>Both name the same thing.</summary>
    SameWords,

    /// <summary>The unit is tied to this community (结对).</summary>
    Partner,

    /// <summary>The unit sits in this community's joint committee.</summary>
    Committee,

    /// <summary>There is enough for all of it.</summary>
    Enough,
}

/// <summary>An offer and a need that may fit, with the reasons. Nothing is promised by it.</summary>
/// <param name="Quantity">As much as can be promised now.</param>
/// <param name="Reasons">At most three, the weightiest first.</param>
/// <param name="Words">The reasons in the reader's language.</param>
public sealed record Proposal(
    long OfferId, string OfferTitle, long UnitId, string UnitName, long NeedId, string NeedTitle, long OrgId, string OrgName,
    long Quantity, string Measure, IReadOnlyList<ProposalReason> Reasons, string Words);

/// <summary>
/// Which offers fit a need, and which needs an offer. Only what is written in the lists and in the tree counts: nothing of
/// what anybody did before.
/// </summary>
public static class Proposals
{
    public const int Most = 10;
    private const int MostReasons = 3;
    private const int Looked = 1_000;
    private const int ShortestWord = 2;

    private static readonly string Pairs =
        $"""
        SELECT f.id AS offer_id, f.title AS offer_title, f.unit_id, u.name AS unit_name, n.id AS need_id, n.title AS need_title, n.org_id, o.name AS org_name,
               f.measure, f.quantity - f.held - f.delivered AS has, n.quantity - n.held - n.received AS wants, f.skill AS has_skill, n.skill AS wants_skill,
               CASE WHEN u.partner_org_id = n.org_id THEN 1 ELSE 0 END AS is_partner,
               CASE WHEN EXISTS (SELECT 1 FROM joint_committee_member j JOIN org k ON k.id = j.committee_id
                                 WHERE j.unit_id = f.unit_id AND j.until IS NULL AND k.parent_id = n.org_id) THEN 1 ELSE 0 END AS in_committee
        FROM offer f JOIN org u ON u.id = f.unit_id
        JOIN need n ON n.kind = f.kind JOIN org o ON o.id = n.org_id
        WHERE f.state = {OfferMachine.Listed} AND n.state = {NeedMachine.Listed} AND f.held + f.delivered < f.quantity AND n.held + n.received < n.quantity
          AND NOT EXISTS (SELECT 1 FROM list_match m WHERE m.offer_id = f.id AND m.need_id = n.id AND m.state IN ({MatchMachine.UnderWay}))
        """;

    /// <summary>For a community: what would meet its need.</summary>
    public static Outcome<List<Proposal>> ForNeed(Tx tx, long needId, string language) =>
        NeedRows.Find(tx, needId) is { } need && Can.See.Over(tx, need.OrgId)
            ? Best(tx.All<Pair>(Pairs + " AND n.id = @needId ORDER BY f.id DESC LIMIT @Looked", new { needId, Looked }), language)
            : RefusalCode.NotFound;

    /// <summary>For a unit: whom its offer would help.</summary>
    public static Outcome<List<Proposal>> ForOffer(Tx tx, long offerId, string language) =>
        OfferRows.Find(tx, offerId) is { } offer && Can.See.Over(tx, offer.UnitId)
            ? Best(tx.All<Pair>(Pairs + " AND f.id = @offerId ORDER BY n.id DESC LIMIT @Looked", new { offerId, Looked }), language)
            : RefusalCode.NotFound;

    private static List<Proposal> Best(List<Pair> pairs, string language) =>
    [
        .. pairs.Select(pair => (Pair: pair, Reasons: ReasonsOf(pair)))
            .Where(each => each.Reasons.Exists(reason => reason != ProposalReason.Enough))
            .OrderByDescending(each => each.Reasons.Sum(Weight)).ThenBy(each => each.Pair.OfferId).ThenBy(each => each.Pair.NeedId)
            .Take(Most)
            .Select(each => Show(each.Pair, each.Reasons, language)),
    ];

    private static List<ProposalReason> ReasonsOf(Pair pair)
    {
        var reasons = new List<ProposalReason>();
        AddIf(pair.WantsSkill is not null && pair.HasSkill == pair.WantsSkill, ProposalReason.Skill);
        AddIf(Common(pair).Length > 0, ProposalReason.SameWords);
        AddIf(pair.IsPartner == 1, ProposalReason.Partner);
        AddIf(pair.InCommittee == 1, ProposalReason.Committee);
        AddIf(pair.Has >= pair.Wants, ProposalReason.Enough);
        return reasons;

        void AddIf(bool holds, ProposalReason reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    private static int Weight(ProposalReason reason) => reason switch
    {
        ProposalReason.Skill => 4,
        ProposalReason.SameWords => 3,
        ProposalReason.Partner or ProposalReason.Committee => 2,
        _ => 1,
    };

    private static Proposal Show(Pair pair, List<ProposalReason> reasons, string language)
    {
        var shown = reasons.OrderByDescending(Weight).Take(MostReasons).ToList();
        var words = shown.ConvertAll(reason => Catalog.Say(language, "proposal." + reason, ("word", Common(pair))));
        return new Proposal(
            pair.OfferId, pair.OfferTitle, pair.UnitId, pair.UnitName, pair.NeedId, pair.NeedTitle, pair.OrgId, pair.OrgName,
            Math.Min(pair.Has, pair.Wants), pair.Measure, shown, string.Join(language == Language.Chinese ? "，" : ", ", words));
    }

    /// <summary>The longest word that both titles hold and that says something; empty when there is none.</summary>
    private static string Common(Pair pair)
    {
        var (offer, need) = (pair.OfferTitle, pair.NeedTitle);
        for (var length = Math.Min(offer.Length, need.Length); length >= ShortestWord; length--)
        {
            for (var start = 0; start + length <= offer.Length; start++)
            {
                var word = offer.Substring(start, length);
                if (word.All(char.IsLetterOrDigit) && need.Contains(word, StringComparison.OrdinalIgnoreCase)
                    && Tasks.VagueWords.LeavesSomething("task.vague.title", word))
                {
                    return word;
                }
            }
        }

        return "";
    }

    private sealed record Pair
    {
        public long OfferId { get; init; }

        public string OfferTitle { get; init; } = "";

        public long UnitId { get; init; }

        public string UnitName { get; init; } = "";

        public long NeedId { get; init; }

        public string NeedTitle { get; init; } = "";

        public long OrgId { get; init; }

        public string OrgName { get; init; } = "";

        public string Measure { get; init; } = "";

        public long Has { get; init; }

        public long Wants { get; init; }

        public string? HasSkill { get; init; }

        public string? WantsSkill { get; init; }

        public long IsPartner { get; init; }

        public long InCommittee { get; init; }
    }
}
