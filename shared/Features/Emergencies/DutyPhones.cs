using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Emergencies;

public enum DutyPhoneKind
{
    VillageDoctor,

    /// <summary>值班: whoever is on duty there, day and night.</summary>
    Duty,
}

/// <summary>A number of a place that anybody may call; it is said in every answer to an emergency there.</summary>
public sealed record DutyPhone
{
    public DutyPhoneKind Kind { get; init; }

    /// <summary>Whom one reaches; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>A number that anybody may know and call.</summary>
    public string Phone { get; init; } = "";
}

/// <param name="Version">Of the organisation: what was seen is named when the phones are set.</param>
/// <param name="Phones">Whom to call near by in an emergency.</param>
public sealed record PlacePhones(long OrgId, IReadOnlyList<DutyPhone> Phones, long Version) : Paging.IVersioned;

/// <summary>村医 and 值班电话: whom to call near by. The ambulance may be 90 km away.</summary>
public static class DutyPhones
{
    public const int Most = 6;
    public const int LongestName = 20;

    /// <summary>Digits with what people write between them.</summary>
    public const string Form = @"^\+?[0-9][0-9 \-]{1,18}[0-9]$";

    public static Outcome<PlacePhones> Find(Tx tx, long orgId) => OrgViews.Find(tx, orgId).Match<Outcome<PlacePhones>>(
        org => new PlacePhones(
            orgId,
            tx.All<DutyPhone>("SELECT kind, name, phone FROM duty_phone WHERE org_id = @orgId ORDER BY id", new { orgId }),
            org.Version),
        refusal => refusal);

    /// <summary>All phones of a place, as they are to be; whoever runs it sets them.</summary>
    public static Outcome<PlacePhones> Set(Tx tx, long orgId, IReadOnlyList<DutyPhone> phones) => tx.UseCase<PlacePhones>(() =>
    {
        if (OrgViews.Find(tx, orgId) is not { Ok: true, Value: var org })
        {
            return RefusalCode.NotFound;
        }

        if (!Can.RunCommunity.Over(tx, orgId))
        {
            return RefusalCode.NotAllowed;
        }

        if (org.ClosedAt is not null)
        {
            return OrgRefusal.OrgClosed;
        }

        if (org.Kind is OrgKind.Unit or OrgKind.JointCommittee)
        {
            return OrgRefusal.CannotStandThere;
        }

        tx.Run("DELETE FROM duty_phone WHERE org_id = @orgId", new { orgId });
        foreach (var each in phones.DistinctBy(each => (each.Kind, each.Phone)))
        {
            tx.Run(
                "INSERT INTO duty_phone (org_id, kind, name, phone) VALUES (@orgId, @kind, @Name, @Phone)",
                new { orgId, kind = each.Kind.ToString(), each.Name, each.Phone });
        }

        tx.Audit("org", orgId, "set_duty_phones");
        tx.Run("UPDATE org SET row_version = row_version + 1 WHERE id = @orgId", new { orgId });
        return Find(tx, orgId);
    });

    /// <summary>Whom to call in a place: of each kind those of the nearest organisation above that has any.</summary>
    public static List<DutyPhone> Near(Tx tx, long orgId) => tx.All<DutyPhone>(
        """
        SELECT d.kind, d.name, d.phone
        FROM duty_phone d JOIN org_closure c ON c.ancestor_id = d.org_id AND c.descendant_id = @orgId
        WHERE NOT EXISTS (
            SELECT 1 FROM duty_phone n JOIN org_closure m ON m.ancestor_id = n.org_id AND m.descendant_id = @orgId
            WHERE n.kind = d.kind AND m.depth < c.depth)
        ORDER BY d.kind DESC, d.id
        """,
        new { orgId });

    /// <summary>Two places become one: so do their phones.</summary>
    internal static void MoveAll(Tx tx, long fromId, long intoId)
    {
        var args = new { fromId, intoId };
        tx.Run("DELETE FROM duty_phone WHERE org_id = @fromId AND EXISTS (SELECT 1 FROM duty_phone d WHERE d.org_id = @intoId AND d.kind = duty_phone.kind AND d.phone = duty_phone.phone)", args);
        tx.Run("UPDATE duty_phone SET org_id = @intoId WHERE org_id = @fromId", args);
    }
}
