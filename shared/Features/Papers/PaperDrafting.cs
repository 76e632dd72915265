using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;

namespace ChatGov.Papers;

/// <summary>What a member asks for.</summary>
/// <param name="From">The first day to cover; null for all.</param>
/// <param name="UnitId">Whom a letter is written to: with it the member says yes to that (PIPL art. 23).</param>
public sealed record PaperRequest(PaperKind Kind, long OrgId, DateOnly? From = null, long? UnitId = null);

/// <summary>A community that can certify: the actor served there (谁组织谁证明).</summary>
public sealed record PaperSource
{
    public long OrgId { get; init; }

    public string Name { get; init; } = "";

    public DateOnly FirstDay { get; init; }
}

/// <summary>证明 and 单位信, first half: the facts come from the records, and the member sees them before anything else.</summary>
public static class PaperDrafting
{
    /// <summary>Raised when what the member agrees to for a letter says something new.</summary>
    public const int LetterConsentVersion = 1;

    public static List<PaperSource> SourcesOf(Tx tx) => tx.All<PaperSource>(
        """
        SELECT t.org_id, o.name, MIN(s.day) AS first_day
        FROM service_record s JOIN task t ON t.id = s.task_id JOIN org o ON o.id = t.org_id
        WHERE s.person_id = @PersonId
        GROUP BY t.org_id, o.name HAVING SUM(s.minutes) > 0
        ORDER BY SUM(s.minutes) DESC, t.org_id
        """,
        new { tx.Actor.PersonId });

    /// <summary>The units on whose rosters the actor stands.</summary>
    public static List<OrgName> UnitsOf(Tx tx) => tx.All<OrgName>(
        "SELECT o.id, o.name FROM roster m JOIN org o ON o.id = m.unit_id WHERE m.person_id = @PersonId AND m.left_at IS NULL ORDER BY m.id",
        new { tx.Actor.PersonId });

    /// <summary>
    /// Drafts a paper from the records. One is under way at a time for each kind and community: asking for the same
    /// again gives the same, asking for another takes its place. A signed letter waits to be taken.
    /// </summary>
    public static Outcome<PaperWithFacts> Request(Tx tx, PaperRequest request) => tx.UseCase<PaperWithFacts>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (request.Kind == PaperKind.UnitLetter && PersonKinds.Of(tx, personId) == PersonKind.Volunteer)
        {
            return RegistrationRefusal.PartyMembersOnly;
        }

        if (request.Kind == PaperKind.UnitLetter && !UnitsOf(tx).Exists(unit => unit.Id == request.UnitId))
        {
            return PaperRefusal.PaperUnitMissing;
        }

        var lines = Served(tx, personId, request.OrgId, request.From);
        if (FactsOf(tx, request, personId, lines) is not { } facts)
        {
            return RegistrationRefusal.NotRegistered;
        }

        return lines.Count == 0 ? PaperRefusal.NothingServed : Keep(tx, request, facts, lines);
    });

    /// <summary>The records say something else than the draft, or more: it has to be read again before it goes on.</summary>
    internal static bool IsBehind(Tx tx, Paper paper) => PaperRows.IsOutdated(tx, paper.Id)
        || Served(tx, paper.PersonId, paper.OrgId, paper.FromDay).Count
            != tx.Count("SELECT COUNT(*) FROM paper_line WHERE paper_id = @Id", new { paper.Id });

    /// <summary>Drafts it anew from the records as they are now, for the member to read again.</summary>
    internal static PaperFacts Refresh(Tx tx, Paper paper)
    {
        var request = new PaperRequest(paper.Kind, paper.OrgId, paper.FromDay, paper.UnitId);
        var lines = Served(tx, paper.PersonId, paper.OrgId, paper.FromDay);
        var facts = FactsOf(tx, request, paper.PersonId, lines)!;
        PaperRows.KeepFacts(tx, paper.Id, facts, lines);
        PaperRows.BeginPreview(tx, paper.Id);
        PaperMachine.Table.Rearm(tx, paper.Id);
        return facts;
    }

    private static PaperWithFacts Keep(Tx tx, PaperRequest request, PaperFacts facts, List<ServedLine> lines)
    {
        if (PaperRows.FindOpen(tx, tx.Actor.RequiredPersonId, request.Kind, request.OrgId) is { } open)
        {
            var known = PaperRows.Facts(tx, open.Id)!;
            if (open.State == PaperState.Signed || (open.UnitId == request.UnitId && known.Digest() == facts.Digest()))
            {
                return new PaperWithFacts(open, known);
            }

            PaperRevoking.End(tx, open, Why.Because("replace"));
        }

        if (request.Kind == PaperKind.UnitLetter)
        {
            Consents.Give(tx, tx.Actor.RequiredPersonId, ConsentScope.UnitLetter, LetterConsentVersion);
        }

        var id = Insert(tx, request);
        PaperRows.KeepFacts(tx, id, facts, lines);
        PaperRows.BeginPreview(tx, id);
        PaperMachine.Table.MoveAsSystem(tx, PaperRows.Find(tx, id)!, PaperState.Drafted);
        return new PaperWithFacts(PaperRows.Find(tx, id)!, facts);
    }

    private static long Insert(Tx tx, PaperRequest request)
    {
        var id = tx.Insert(
            """
            INSERT INTO paper (kind, person_id, org_id, unit_id, from_day, state, requested_at)
            VALUES (@kind, @PersonId, @OrgId, @UnitId, @From, @state, @Now) RETURNING id
            """,
            new { kind = request.Kind.ToString(), tx.Actor.PersonId, request.OrgId, request.UnitId, request.From, state = nameof(PaperState.Requested), tx.Now });
        PaperMachine.Table.Begin(tx, id);
        return id;
    }

    /// <summary>What counts after all corrections; what was taken back altogether is not listed.</summary>
    private static List<ServedLine> Served(Tx tx, long personId, long orgId, DateOnly? from) => tx.All<ServedLine>(
        """
        SELECT s.claim_id, MAX(s.day) AS day, t.title, o.name AS org_name, SUM(s.minutes) AS minutes
        FROM service_record s JOIN task t ON t.id = s.task_id JOIN org o ON o.id = t.org_id
        WHERE s.person_id = @personId AND t.org_id = @orgId AND s.day >= @firstDay
        GROUP BY s.claim_id, t.title, o.name HAVING SUM(s.minutes) > 0
        ORDER BY MAX(s.day), s.claim_id
        """,
        new { personId, orgId, firstDay = from is { } day ? PaperFacts.Day(day) : "" });

    /// <returns>Null for a person without a name: there is nobody to certify.</returns>
    private static PaperFacts? FactsOf(Tx tx, PaperRequest request, long personId, List<ServedLine> lines)
    {
        var person = tx.First<NamedPerson>(
            "SELECT name, national_volunteer_no FROM person WHERE id = @personId AND erased_at IS NULL", new { personId });
        return person is null or { Name: "" } ? null : new PaperFacts
        {
            Kind = request.Kind,
            Issuer = IssuerName(tx, request.OrgId),
            Name = person.Name,
            VolunteerNumber = person.NationalVolunteerNo,
            Unit = request.UnitId is { } unitId ? tx.First<string>("SELECT name FROM org WHERE id = @unitId", new { unitId }) : null,
            Lines = [.. lines.Select(line => new PaperLine(line.Day, line.Title, line.OrgName, line.Minutes))],
        };
    }

    /// <summary>From the banner down: names of communities alone are not unique.</summary>
    private static string IssuerName(Tx tx, long orgId) => string.Concat(tx.All<string>(
        "SELECT o.name FROM org_closure c JOIN org o ON o.id = c.ancestor_id WHERE c.descendant_id = @orgId ORDER BY c.depth DESC", new { orgId }));

    private sealed record NamedPerson
    {
        public string Name { get; init; } = "";

        public string? NationalVolunteerNo { get; init; }
    }
}
