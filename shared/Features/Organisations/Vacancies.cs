using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>A community without secretary and deputy, or a unit without liaison, where something waits for one.</summary>
public sealed record Vacancy
{
    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public OrgKind Kind { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>Which office stands empty.</summary>
    public Role Role => Vacancies.RoleFor(Kind.ToString());
}

/// <summary>What waits is never out of everybody's sight: while an office stands empty, those who appoint see that it does.</summary>
public static class Vacancies
{
    private static readonly string Waits =
        $"""
         (EXISTS (SELECT 1 FROM help_request w WHERE w.org_id = v.id AND w.answered_at IS NULL)
         {string.Concat(Features.All.SelectMany(feature => feature.MissesOffice).Select(sql => $"OR EXISTS (SELECT 1 FROM ({sql}) w WHERE w.org_id = v.id)\n"))})
        """;

    /// <summary>The rows of 待办: id, org_id and since.</summary>
    internal static readonly string Select =
        $"""
        SELECT v.id, v.id AS org_id, COALESCE((SELECT MAX(CASE WHEN s.suspended_at IS NOT NULL THEN s.suspended_at WHEN s.until_at <= @Now THEN s.until_at END)
                                     FROM staff_role s WHERE s.org_id = v.id), v.created_at) AS since, v.name AS org_name, v.kind
        FROM org v
        WHERE v.closed_at IS NULL AND {Waits}
          AND ((v.kind IN ({OrgTree.CommunityKinds}) AND {Offices.HasNoSecretary("v.id")}) OR (v.kind = 'Unit' AND {Offices.HasNoLiaison("v.id")}))
        """;

    /// <summary>Which office is missed in an organisation of that kind.</summary>
    public static Role RoleFor(string kind) => kind == nameof(OrgKind.Unit) ? Role.UnitLiaison : Role.Secretary;

    /// <summary>An office has just become empty: the one above is told at once, where something waits.</summary>
    internal static void Tell(Tx tx, long orgId)
    {
        if (tx.First<Vacancy>($"SELECT w.org_id, w.org_name, w.kind, w.since FROM ({Select}) w WHERE w.org_id = @orgId", new { orgId, tx.Now }) is not { } vacancy)
        {
            return;
        }

        foreach (var above in Offices.Above(tx, orgId))
        {
            tx.Send(above, OutboxKind.Choice, "org.notice.vacant." + vacancy.Role, [("org", vacancy.OrgName)],
                new SendOptions
                {
                    DedupeKey = string.Create(CultureInfo.InvariantCulture, $"vacant/{orgId}/{above}/{Shanghai.DayKey(tx.Now)}"),
                    Choices = [new LabelledChoice("org.choice.todo", ChatActions.Todo.Name)],
                });
        }
    }
}
