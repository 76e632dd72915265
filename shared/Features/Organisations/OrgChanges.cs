using ChatGov.Data;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>What is to be known of an organisation from now on. Kind and place in the tree are not changed by this.</summary>
public sealed record OrgDetails
{
    public string Name { get; init; } = "";

    public string? DivisionCode { get; init; }

    public Uscc? Uscc { get; init; }

    public UnitLevel? UnitLevel { get; init; }

    public long? PartnerOrgId { get; init; }

    public (double Latitude, double Longitude)? At { get; init; }
}

/// <summary>Renames, moves and merges. What it was called and where it stood stays known.</summary>
public static class OrgChanges
{
    public static Outcome<OrgView> Amend(Tx tx, long id, OrgDetails details) => Change(tx, id, org =>
    {
        if (Refuse(tx, details.Name, org.ParentId, org.Kind, details.Uscc?.Value, id) is { } refusal)
        {
            return refusal;
        }

        if (!MayBePartner(tx, details.PartnerOrgId))
        {
            return new Refusal(OrgRefusal.CannotStandThere);
        }

        if (details.Name != org.Name)
        {
            KeepPast(tx, org);
        }

        tx.Run(
            """
            UPDATE org SET name = @Name, division_code = @DivisionCode, uscc = @uscc, unit_level = @level, partner_org_id = @PartnerOrgId,
                latitude = @latitude, longitude = @longitude, row_version = row_version + 1
            WHERE id = @id
            """,
            new
            {
                id,
                details.Name,
                details.DivisionCode,
                uscc = details.Uscc?.Value,
                level = details.UnitLevel?.ToString(),
                details.PartnerOrgId,
                latitude = details.At?.Latitude,
                longitude = details.At?.Longitude,
            });
        tx.Audit("org", id, details.Name == org.Name ? "amend" : "rename");
        return null;
    });

    /// <summary>Puts it, with all under it, below another parent.</summary>
    public static Outcome<OrgView> Move(Tx tx, long id, long parentId) => Change(tx, id, org =>
    {
        var parent = OrgTree.KindOf(tx, parentId);
        if (parent is null || (!tx.Actor.IsSystem && !Can.See.Over(tx, parentId)))
        {
            return new Refusal(RefusalCode.NotFound);
        }

        if (!OrgTree.MayChange(tx, parentId))
        {
            return new Refusal(RefusalCode.NotAllowed);
        }

        if (!OrgTree.MayStandUnder(org.Kind, parent))
        {
            return new Refusal(OrgRefusal.CannotStandThere);
        }

        if (parentId == org.ParentId)
        {
            return null;
        }

        if (Refuse(tx, org.Name, parentId, org.Kind, uscc: null, id) is { } refusal)
        {
            return refusal;
        }

        KeepPast(tx, org);
        Hang(tx, id, parentId);
        tx.Audit("org", id, "move");
        return null;
    });

    /// <summary>
    /// What keeps an organisation from having this name and code: siblings differ in their names, open units in their
    /// codes.
    /// </summary>
    internal static Refusal? Refuse(Tx tx, string name, long? parentId, OrgKind kind, string? uscc, long self)
    {
        if (tx.Exists(
            "SELECT COUNT(*) FROM org WHERE parent_id = @parentId AND kind = @kind AND name = @name AND closed_at IS NULL AND id <> @self",
            new { parentId, kind = kind.ToString(), name, self }))
        {
            return new Refusal(OrgRefusal.NameTaken, ("name", name));
        }

        return uscc is not null && tx.Exists("SELECT COUNT(*) FROM org WHERE uscc = @uscc AND closed_at IS NULL AND id <> @self", new { uscc, self })
            ? new Refusal(OrgRefusal.CodeTaken)
            : null;
    }

    internal static bool MayBePartner(Tx tx, long? orgId) => orgId is not { } partner || OrgTree.IsCommunity(tx, partner);

    /// <summary>Changes the parent and the closure of everything below.</summary>
    internal static void Hang(Tx tx, long id, long parentId)
    {
        var args = new { id, parentId };
        tx.Run("UPDATE org SET parent_id = @parentId, row_version = row_version + 1 WHERE id = @id", args);
        tx.Run(
            """
            DELETE FROM org_closure
            WHERE descendant_id IN (SELECT descendant_id FROM org_closure WHERE ancestor_id = @id)
              AND ancestor_id IN (SELECT ancestor_id FROM org_closure WHERE descendant_id = @id AND ancestor_id <> @id)
            """,
            args);
        tx.Run(
            """
            INSERT INTO org_closure (ancestor_id, descendant_id, depth)
            SELECT a.ancestor_id, d.descendant_id, a.depth + d.depth + 1
            FROM org_closure a CROSS JOIN org_closure d
            WHERE a.descendant_id = @parentId AND d.ancestor_id = @id
            """,
            args);
    }

    internal static void KeepPast(Tx tx, OrgView org) => tx.Run(
        "INSERT INTO org_past (org_id, name, parent_id, until_at) VALUES (@Id, @Name, @ParentId, @Now)",
        new { org.Id, org.Name, org.ParentId, tx.Now });

    private static Outcome<OrgView> Change(Tx tx, long id, Func<OrgView, Refusal?> change) => tx.UseCase<OrgView>(() =>
    {
        OrgTree.Lock(tx);
        OrgTree.LockRows(tx, id);
        if (OrgViews.Find(tx, id) is not { Ok: true, Value: var org })
        {
            return RefusalCode.NotFound;
        }

        if (!OrgTree.MayChange(tx, id))
        {
            return RefusalCode.NotAllowed;
        }

        if (org.ClosedAt is not null)
        {
            return OrgRefusal.OrgClosed;
        }

        return change(org) is { } refusal ? refusal : OrgViews.Find(tx, id).Value;
    });
}
