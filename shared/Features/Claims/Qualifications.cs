using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Claims;

public enum QualificationKind
{
    /// <summary>A licence for professional acts, of one skill.</summary>
    Credential,

    /// <summary>Declaration and record check for contact with minors, yearly (Minors Protection Law art. 62).</summary>
    MinorClearance,
}

/// <summary>What a secretary has seen with their own eyes. Kept is that it was seen and until when, never the paper.</summary>
internal static class Qualifications
{
    /// <summary>
    /// A condition over claim <c>c</c> and task <c>t</c>: what the task asks for has been checked and is still valid on its
    /// day. A kind or skill that is not asked for sets no condition.
    /// </summary>
    public const string Meets =
        """
        (t.needs_clearance = FALSE OR EXISTS (
            SELECT 1 FROM qualification q
            WHERE q.person_id = c.person_id AND q.kind = 'MinorClearance' AND q.valid_until >= t.ends_at))
        AND (t.credential IS NULL OR EXISTS (
            SELECT 1 FROM qualification q
            WHERE q.person_id = c.person_id AND q.kind = 'Credential' AND q.skill = t.credential AND q.valid_until >= t.ends_at))
        """;

    private static readonly TimeSpan Valid = TimeSpan.FromDays(365);

    public static bool IsMet(Tx tx, long claimId) => tx.Exists(
        $"SELECT COUNT(*) FROM claim c JOIN task t ON t.id = c.task_id WHERE c.id = @claimId AND {Meets}", new { claimId });

    public static void Record(Tx tx, long personId, bool clearance, Skill? credential)
    {
        if (clearance)
        {
            Add(tx, personId, QualificationKind.MinorClearance, null);
        }

        if (credential is not null)
        {
            Add(tx, personId, QualificationKind.Credential, credential);
        }
    }

    /// <summary>我的数据: what was checked, and until when it is good.</summary>
    public static Phrase? ToHolder(Tx tx, long personId)
    {
        var rows = tx.All<OwnQualification>("SELECT kind, skill, valid_until FROM qualification WHERE person_id = @personId ORDER BY id", new { personId });
        return rows.Count == 0 ? null : new Phrase("my_data.qualifications", ("list", new Several(rows.Select(row => new Phrase(
            "my_data.qualification",
            ("kind", new Named<QualificationKind>(row.Kind)), ("skill", row.Skill is { } skill ? new Named<Skill>(skill) : ""), ("until", Shanghai.Day(row.ValidUntil)))))));
    }

    public static void Forget(Tx tx, long personId) => tx.Run("DELETE FROM qualification WHERE person_id = @personId", new { personId });

    private static void Add(Tx tx, long personId, QualificationKind kind, Skill? skill)
    {
        var id = tx.Insert(
            """
            INSERT INTO qualification (person_id, kind, skill, checked_by, checked_at, valid_until)
            VALUES (@personId, @kind, @skill, @checker, @Now, @until) RETURNING id
            """,
            new
            {
                personId,
                kind = kind.ToString(),
                skill = skill?.ToString(),
                checker = tx.Actor.RequiredPersonId,
                tx.Now,
                until = tx.Now + Valid,
            });
        tx.Audit("qualification", id, "check");
    }

    private sealed record OwnQualification
    {
        public QualificationKind Kind { get; init; }

        public Skill? Skill { get; init; }

        public DateTimeOffset ValidUntil { get; init; }
    }
}
