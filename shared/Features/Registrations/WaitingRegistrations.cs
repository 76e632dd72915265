using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>A registration that waits for an answer, as the secretary's list shows it.</summary>
public sealed record WaitingRegistration
{
    public long Id { get; init; }

    public long PersonId { get; init; }

    public bool IsTransfer { get; init; }

    /// <summary>The member's name: the secretary has to know whom they confirm.</summary>
    public string Name { get; init; } = "";

    /// <summary>On whose roster they are; empty where they are on none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>As what they report; null where they did not say.</summary>
    public PersonKind? Kind { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    internal DateTimeOffset? DueAt { get; init; }

    public Light Light { get; init; }

    /// <summary>What its line says, alone or in a list.</summary>
    public string Line(string language)
    {
        var light = Light == Light.Green ? "" : $"（{Catalog.Name(language, Light)}）";
        var kind = Kind is { } said ? $"（{Catalog.Name(language, said)}）" : "";
        return Catalog.Say(language, IsTransfer ? "todo.transfer" : "todo.registration", ("id", Id), ("name", Name + kind), ("unit", Unit)) + light;
    }
}

/// <summary>What waits for the actor's answer: of their own communities, and of those where nobody below them answers.</summary>
public static class WaitingRegistrations
{
    private static readonly string Mine =
        $"""
        FROM registration r JOIN person p ON p.id = r.person_id LEFT JOIN roster m ON m.id = r.roster_id LEFT JOIN org u ON u.id = m.unit_id
        WHERE (r.state = {RegistrationMachine.Submitted} OR r.state = {RegistrationMachine.Transferring})
          AND {Offices.IsAnsweredByMe($"CASE WHEN r.state = {RegistrationMachine.Transferring} THEN r.target_org_id ELSE r.org_id END")}
        """;

    private static readonly string Select =
        $"""
        SELECT r.id, r.person_id, r.state = {RegistrationMachine.Transferring} AS is_transfer, p.name, COALESCE(u.name, '') AS unit, p.kind, r.submitted_at, r.due_at
        {Mine}
        """;

    /// <summary>The oldest first.</summary>
    public static List<WaitingRegistration> First(Tx tx, int most) =>
        tx.All<WaitingRegistration>($"{Select} ORDER BY r.id LIMIT @most", new { most, tx.Now }).ConvertAll(each => Lit(tx, each));

    /// <summary>Those of them that still wait.</summary>
    public static List<WaitingRegistration> Among(Tx tx, IReadOnlyCollection<long> ids) => ids.Count == 0 ? [] :
        [.. tx.All<WaitingRegistration>($"{Select} AND r.id BETWEEN @first AND @last ORDER BY r.id", new { first = ids.Min(), last = ids.Max(), tx.Now })
            .Where(each => ids.Contains(each.Id)).Select(each => Lit(tx, each))];

    public static WaitingRegistration? Find(Tx tx, long id) =>
        tx.First<WaitingRegistration>($"{Select} AND r.id = @id", new { id, tx.Now }) is { } each ? Lit(tx, each) : null;

    public static long Count(Tx tx) => tx.Count($"SELECT COUNT(*) {Mine}", new { tx.Now });

    private static WaitingRegistration Lit(Tx tx, WaitingRegistration each) => each with { Light = Lights.Of(tx.Now, each.SubmittedAt, each.DueAt) };
}
