using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>Who works on a matter: somebody in office at the place, or a unit, for which its liaison speaks.</summary>
public sealed record CaseHandler(long? PersonId, long? OrgId)
{
    public static CaseHandler Person(long id) => new(id, OrgId: null);

    public static CaseHandler Unit(long id) => new(PersonId: null, id);
}

/// <summary>Somebody in office.</summary>
public sealed record CaseStaff
{
    public long Id { get; init; }

    public string Name { get; init; } = "";
}

public static class CaseHandlers
{
    /// <summary>The actor works on it.</summary>
    public static bool IsActor(Tx tx, Case row) =>
        (row.HandlerId is { } person && person == tx.Actor.PersonId)
        || (row.HandlerOrgId is { } unit && tx.Actor.PersonId is { } speaker && Can.SpeakForUnit.IsHeldBy(tx, speaker, unit));

    /// <summary>Those who may work on it: whoever holds an office in the place or under it, and, of what was passed up, in the office above.</summary>
    public static List<CaseStaff> Among(Tx tx, Case row) => tx.All<CaseStaff>(
        $"""
        SELECT p.id, p.name FROM person p
        WHERE p.erased_at IS NULL AND p.id IN (
            SELECT s.person_id FROM held_role s JOIN org_closure c ON c.descendant_id = s.org_id
            WHERE c.ancestor_id = @OrgId AND s.role IN ('Secretary', 'Deputy', 'GridWorker') AND {Offices.InForce}
            UNION
            SELECT s.person_id FROM held_role s WHERE s.org_id = @AboveOrgId AND s.role IN ('StreetOffice', 'BannerOffice') AND {Offices.InForce})
        ORDER BY p.id
        """,
        new { row.OrgId, row.AboveOrgId, tx.Now });

    /// <summary>As who leads it reads it; empty where nobody works on it.</summary>
    public static string NameOf(Tx tx, Case row) =>
        row.HandlerOrgName ?? (row.HandlerId is { } person ? People.Persons.NameOf(tx, person) : "");

    /// <summary>A unit, or somebody who holds an office anywhere; whether they may work on a matter is asked for each.</summary>
    public static Outcome<CaseHandler> Known(Tx tx, CaseHandler handler) => handler switch
    {
        { PersonId: { } person, OrgId: null } when Staff.RolesOf(tx, person).Count > 0 => handler,
        _ when IsUnit(tx, handler) => handler,
        _ => new Refusal(CaseRefusal.NobodyToHandle),
    };

    internal static Refusal? Refuse(Tx tx, Case row, CaseHandler handler) => handler switch
    {
        // Who reported it says whether it is solved, and so does not work on it.
        { PersonId: { } person } when person == row.ReporterId => new Refusal(CaseRefusal.NobodyToHandle),
        { OrgId: { } unit } when row.ReporterId is { } reporter && Can.SpeakForUnit.IsHeldBy(tx, reporter, unit) => new Refusal(CaseRefusal.NobodyToHandle),
        { PersonId: { } person, OrgId: null } when Among(tx, row).Exists(each => each.Id == person) => null,
        _ when IsUnit(tx, handler) => null,
        _ => new Refusal(CaseRefusal.NobodyToHandle),
    };

    private static bool IsUnit(Tx tx, CaseHandler handler) => handler is { PersonId: null, OrgId: { } unit } && OrgTree.KindOf(tx, unit) == OrgKind.Unit;

    /// <summary>Those who are told: the handler, or who speaks for the unit.</summary>
    internal static List<long> Of(Tx tx, Case row) =>
        row.HandlerId is { } person ? [person] : row.HandlerOrgId is { } unit ? Offices.SpeakingFor(tx, unit) : [];

    /// <summary>Whoever worked on it left, or holds no office there any more: it is given to somebody anew.</summary>
    internal static void Leave(Tx tx, long personId)
    {
        foreach (var seen in CaseLists.WorkedOnBy(tx, personId))
        {
            if (CaseMachine.Table.Take(tx, seen.Id) is { } row && CaseMachine.IsWithHandler(row.State) && row.HandlerId == personId && !Among(tx, row).Exists(each => each.Id == personId))
            {
                Free(tx, row);
            }
        }
    }

    /// <summary>A place was merged into this one: who worked on its matters and has no office here works on them no more.</summary>
    internal static void FreeOthers(Tx tx, long orgId)
    {
        foreach (var seen in CaseLists.WithHandlerIn(tx, orgId))
        {
            if (CaseMachine.Table.Take(tx, seen.Id) is { HandlerId: { } handler } row && CaseMachine.IsWithHandler(row.State) && !Among(tx, row).Exists(each => each.Id == handler))
            {
                Free(tx, row);
            }
        }
    }

    /// <summary>What is parked stays so until its day; the rest waits for who leads it.</summary>
    private static void Free(Tx tx, Case row)
    {
        tx.Run("UPDATE ledger_case SET handler_id = NULL, handler_org_id = NULL, row_version = row_version + 1 WHERE id = @Id", new { row.Id });
        tx.Audit(CaseMachine.Table.Entity, row.Id, "handler_left");
        if (row.State != CaseState.Parked)
        {
            CaseRows.LetClockGoOn(tx, row);
            CaseMachine.Table.MoveAsSystem(tx, row, CaseState.Returned, Machines.Why.Because("handler_left"));
        }

        CaseNotices.ToLeads(tx, row, "case.notice.handler_left");
    }
}
