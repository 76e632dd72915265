using ChatGov.Data;
using ChatGov.Paging;

namespace ChatGov.Rights;

/// <summary>
/// Who may do what to a place. It is said here once: a use case asks <see cref="Over"/>, a list or a guarded update takes
/// <see cref="On"/>, and both are the same text; a question for the place takes <see cref="Communities"/>. A role counts over its own
/// organisation and all under it, at the time of the transaction; who comes in by a token has no more than its role and its
/// part of the tree.
/// </summary>
/// <param name="Name">As the page of rights calls it.</param>
/// <param name="Roles">Any of these over the place.</param>
public sealed record Can(string Name, params IReadOnlyList<Role> Roles)
{
    /// <summary>Of the places that are written into a statement by their numbers.</summary>
    internal IReadOnlyList<string> ParameterNames { get; } =
        [.. Enumerable.Range(0, Paging.Reach.MostFew).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}_{i}"))];

    /// <summary>As SQL: what a community is, whatever it is called there.</summary>
    internal const string CommunityKinds = "'Community', 'Gacha'";

    private static readonly Role[] Offices = [Role.StreetOffice, Role.BannerOffice];

    // What people of a community trust it with: the offices above see that it exists, and how many.
    private static readonly Role[] OfCommunity = [Role.Secretary, Role.Deputy];

    /// <summary>Learns that something is there at all; of what one may not even see the answer is "not found".</summary>
    public static readonly Can See = new("see", Enum.GetValues<Role>());

    /// <summary>A community's everyday work.</summary>
    public static readonly Can RunCommunity = new("run_community", [.. OfCommunity, .. Offices]);

    /// <summary>The community's own people, whom the offices above stand in for only while there are none: signs its letters, answers first, and publishes its tasks in chat (at the desk that is `run_community`: whoever runs many communities names one there).</summary>
    public static readonly Can RunOwnCommunity = new("run_own_community", OfCommunity);

    /// <summary>What a person asked of the community: reads it, answers it, keeps its list.</summary>
    public static readonly Can AnswerNeeds = new("answer_needs", OfCommunity);

    /// <summary>Residents' matters of the community: reads them, puts them on the ledger, gives them to somebody to do.</summary>
    public static readonly Can AnswerCases = new("answer_cases", OfCommunity);

    /// <summary>The matters that were passed up to the office, and what it found itself; of all others below it, that they are there and whether they are late.</summary>
    public static readonly Can OverseeCases = new("oversee_cases", Offices);

    /// <summary>Writes down what residents say by phone or on paper, and calls back whoever reported; never what one works on oneself.</summary>
    public static readonly Can CallBack = new("call_back", [.. OfCommunity, Role.GridWorker]);

    /// <summary>Looks after people: the community's own, whose names nobody else reads.</summary>
    public static readonly Can RunCare = new("run_care", OfCommunity);

    /// <summary>Says yes and no for a unit, offers what it has, and says what it handed over.</summary>
    public static readonly Can SpeakForUnit = new("speak_for_unit", Role.UnitLiaison);

    /// <summary>Says yes and no for a community to others: to its partners, and in its joint committee.</summary>
    public static readonly Can SpeakForCommunity = new("speak_for_community", OfCommunity);

    /// <summary>Puts on the list what a unit gives: its liaison, and the banner's office for any.</summary>
    public static readonly Can PublishOffers = new("publish_offers", Role.UnitLiaison, Role.BannerOffice);

    /// <summary>Keeps a unit's list of members: imports it, gives out its codes, says who left.</summary>
    public static readonly Can KeepRoster = new("keep_roster", Role.UnitLiaison, Role.BannerOffice);

    /// <summary>Sees where nobody below them holds an office, and what waits there for one.</summary>
    public static readonly Can FillOffices = new("fill_offices", Offices);

    /// <summary>Makes, names, moves and closes what stands in the tree below them, and says who holds its offices.</summary>
    public static readonly Can ShapeTree = new("shape_tree", Offices);

    /// <summary>Answers for the program as a whole: complaints, what belongs to no place, accounts that left.</summary>
    public static readonly Can Operate = new("operate", Role.BannerOffice);

    /// <summary>Everything that is decided here; a test holds it against the fields.</summary>
    public static readonly IReadOnlyList<Can> All = [See, RunCommunity, RunOwnCommunity, AnswerNeeds, AnswerCases, OverseeCases, CallBack, RunCare, SpeakForUnit, SpeakForCommunity, PublishOffers, KeepRoster, FillOffices, ShapeTree, Operate];

    private static readonly Dictionary<string, Can> ByName = All.ToDictionary(each => each.Name, StringComparer.Ordinal);

    internal static Can Named(string name) => ByName[name];

    /// <summary>A condition, true where the actor may: <see cref="Permitted"/> writes it when the statement is asked.</summary>
    /// <param name="org">The organisation, as SQL: <c>n.org_id</c>. Never of anybody's words.</param>
    public string On(string org) => Permitted.Mark(Name, org);

    /// <summary>The same, asked anew of each row.</summary>
    internal string OnEach(string org) =>
        $"""
        EXISTS (SELECT 1 FROM acting held
                WHERE held.org_id = {org} AND {IsActors})
        """;

    /// <summary>Where the actor may, for a page of what belongs there.</summary>
    /// <param name="only">The one place that is asked for; 0 for all.</param>
    public Reach Reach(Tx tx, long only = 0) => new(only == 0 ? tx.PlacesOf(this) : Over(tx, only) ? [only] : [], On);

    /// <returns>Null where they are many.</returns>
    internal IReadOnlyList<long>? Places(Tx tx) => Paging.Reach.OrMany(
        tx.Actor.PersonId is null ? [] : tx.All<long>($"SELECT DISTINCT held.org_id FROM acting held WHERE {IsActors} LIMIT @Take", new { Paging.Reach.Take }));

    private string IsActors =>
        $"""
        held.person_id = @acting_person AND {InForce}
                  AND (@acting_role IS NULL OR (held.role = @acting_role AND EXISTS (
                       SELECT 1 FROM org_closure part WHERE part.ancestor_id = @acting_part AND part.descendant_id = held.org_id)))
        """;

    /// <summary>The same of somebody else, by the offices they hold: the actor's token has no part in it.</summary>
    /// <param name="person">As SQL: <c>t.organiser_id</c>.</param>
    /// <param name="org">As SQL, as in <see cref="On"/>.</param>
    public string HeldBy(string person, string org) => $"EXISTS (SELECT 1 FROM acting held WHERE held.person_id = {person} AND held.org_id = {org} AND {InForce})";

    /// <summary>A question that gives the numbers of those who may, over a place.</summary>
    /// <param name="org">As SQL, as in <see cref="On"/>.</param>
    public string HoldersOf(string org) => $"SELECT held.person_id FROM acting held WHERE held.org_id = {org} AND {InForce}";

    public List<long> Holders(Tx tx, long orgId) => tx.All<long>($"SELECT DISTINCT h.person_id FROM ({HoldersOf("@orgId")}) h ORDER BY h.person_id", new { orgId });

    public bool IsHeldBy(Tx tx, long personId, long orgId) => tx.Exists($"SELECT CASE WHEN {HeldBy("@personId", "@orgId")} THEN 1 ELSE 0 END", new { personId, orgId });

    private string InForce => $"held.role IN ({RolesInSql}) AND held.from_at <= @acting_at AND (held.until_at IS NULL OR held.until_at > @acting_at)";

    /// <summary>A condition, true where the actor may do it to all there is: what stands at the top of the tree.</summary>
    public string OnTheWhole => OnEach("(SELECT top.id FROM org top WHERE top.parent_id IS NULL AND top.kind = 'Banner')");

    /// <summary>The actor may do it to all there is.</summary>
    public bool OverAll(Tx tx) => tx.Actor.PersonId is not null && tx.Exists($"SELECT CASE WHEN {OnTheWhole} THEN 1 ELSE 0 END", new { });

    public bool Over(Tx tx, long orgId) => tx.Actor.PersonId is not null && tx.Exists($"SELECT CASE WHEN {OnEach("@orgId")} THEN 1 ELSE 0 END", new { orgId });

    /// <summary>The communities for which the actor may, by their names.</summary>
    public List<OrgName> Communities(Tx tx) => tx.All<OrgName>(
        $"SELECT place.id, place.name FROM org place WHERE place.kind IN ({CommunityKinds}) AND place.closed_at IS NULL AND {On("place.id")} ORDER BY place.id");

    /// <summary>Why the actor may not, or null where they may: what one may not even see is not there, and within it what a role may not do is said so.</summary>
    public RefusalCode? Against(Tx tx, long orgId) => Over(tx, orgId) ? null : See.Over(tx, orgId) ? RefusalCode.NotAllowed : RefusalCode.NotFound;

    internal string RolesInSql => string.Join(", ", Roles.Select(role => $"'{role}'"));
}
