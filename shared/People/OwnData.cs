using ChatGov.Data;
using ChatGov.Papers;

namespace ChatGov.People;

/// <summary>我的数据: all that is kept about a person, in one piece (PIPL art. 45).</summary>
public sealed record OwnDataCopy(
    string Name,
    string? Phone,
    string Language,
    DateTimeOffset Since,
    IReadOnlyList<string> Messengers,
    IReadOnlyList<string> Units,
    IReadOnlyList<OwnRegistration> Registrations,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<FreeTime> FreeTimes,
    long Claims,
    long Minutes,
    IReadOnlyList<Paper> Papers,
    bool PlainOrder,
    IReadOnlyList<OwnNeed> Needs,
    long Photos,
    PersonKind? Kind);

/// <summary>What the person asked a community for, in their own words.</summary>
public sealed record OwnNeed(long Id, string Community, string Words);

public sealed record OwnRegistration
{
    public string Number { get; init; } = "";

    public string Community { get; init; } = "";

    public string State { get; init; } = "";
}

public static class OwnData
{
    public static OwnDataCopy Copy(Tx tx)
    {
        var personId = tx.Actor.RequiredPersonId;
        var person = tx.First<Row>("SELECT name, language, created_at, plain_order FROM person WHERE id = @personId", new { personId })!;
        return new OwnDataCopy(
            person.Name,
            Persons.PhoneOf(tx, personId),
            person.Language,
            person.CreatedAt,
            tx.All<string>("SELECT channel FROM chat_identity WHERE person_id = @personId ORDER BY id", new { personId }),
            tx.All<string>("SELECT u.name FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.person_id = @personId ORDER BY m.id", new { personId }),
            tx.All<OwnRegistration>(
                """
                SELECT COALESCE(r.number, '') AS number, COALESCE(o.name, '') AS community, r.state
                FROM registration r LEFT JOIN org o ON o.id = r.org_id
                WHERE r.person_id = @personId ORDER BY r.id
                """,
                new { personId }),
            Preferences.SkillsOf(tx, personId),
            Preferences.FreeTimesOf(tx, personId),
            tx.Count("SELECT COUNT(*) FROM claim WHERE person_id = @personId", new { personId }),
            tx.Count("SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @personId", new { personId }),
            Issuing.OwnPapers(tx),
            person.PlainOrder,
            Asked(tx, personId),
            tx.Count("SELECT COUNT(*) FROM photo WHERE person_id = @personId", new { personId }),
            PersonKinds.Of(tx, personId));
    }

    private static List<OwnNeed> Asked(Tx tx, long personId) => tx.All<AskedRow>(
        "SELECT n.id, o.name AS community, n.asked_words FROM need n JOIN org o ON o.id = n.org_id WHERE n.asked_by = @personId ORDER BY n.id", new { personId })
        .ConvertAll(row => new OwnNeed(row.Id, row.Community, Lists.Needs.SealedWords.Open(tx.Vault, row.Id, row.AskedWords) ?? ""));

    private sealed record AskedRow
    {
        public long Id { get; init; }

        public string Community { get; init; } = "";

        public byte[]? AskedWords { get; init; }
    }

    private sealed record Row
    {
        public string Name { get; init; } = "";

        public string Language { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public bool PlainOrder { get; init; }
    }
}
