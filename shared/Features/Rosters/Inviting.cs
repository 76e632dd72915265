using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Rights;

namespace ChatGov.Rosters;

/// <param name="Code">To be handed to this member; shown this once.</param>
/// <param name="RosterId">The row of the roster.</param>
/// <param name="Name">The member's name.</param>
public sealed record Invitation(long RosterId, string Name, string Code);

/// <summary>Somebody on a unit's roster who has not reported.</summary>
public sealed record Missing
{
    /// <summary>The row of the roster.</summary>
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public long UnitId { get; init; }
}

/// <param name="Items">One for each member.</param>
/// <param name="Remaining">How many still wait for one: ask again for those.</param>
public sealed record Invitations(IReadOnlyList<Invitation> Items, long Remaining)
{
    /// <summary>Always null: those who remain get theirs when it is asked again.</summary>
    public string? Next => null;
}

/// <summary>邀请码: the codes by which members of a unit prove that they are on its roster.</summary>
public static class Inviting
{
    /// <summary>So many are made in one transaction: a chat message waits for no more.</summary>
    public const int AtOnce = 200;

    private static readonly string Waiting =
        $"""
        FROM roster r
        WHERE r.unit_id = @unitId AND r.left_at IS NULL AND r.person_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM access_code c WHERE c.roster_id = r.id AND {Codes.OpenAs("c")})
        """;

    public static Outcome<Invitation> One(Tx tx, long unitId, long rowId) => tx.UseCase<Invitation>(() =>
        People.Roster.Find(tx, rowId) is { } row && row.UnitId == unitId
            ? InviteCodes.Issue(tx, rowId, RegistrationKind.UnitPartner).Match<Outcome<Invitation>>(code => new Invitation(rowId, row.Name, code), refusal => refusal)
            : RefusalCode.NotFound);

    /// <summary>Codes for those who have not reported and have none in force.</summary>
    /// <param name="most">So many at once: what is made is shown in one answer.</param>
    public static Outcome<Invitations> Many(Tx tx, long unitId, int most = AtOnce) => tx.UseCase<Invitations>(() =>
    {
        if (!Keeping.KeepsUnit(tx, unitId))
        {
            return RefusalCode.NotFound;
        }

        var items = new List<Invitation>();
        foreach (var id in tx.All<long>($"SELECT r.id {Waiting} ORDER BY r.id LIMIT @most", new { unitId, most, tx.Now }))
        {
            var made = One(tx, unitId, id);
            if (!made.Ok)
            {
                return made.Refusal!;
            }

            items.Add(made.Value);
        }

        return new Invitations(items, CountWaiting(tx, unitId));
    });

    /// <summary>How many have not reported and have no code in force.</summary>
    public static long CountWaiting(Tx tx, long unitId) => tx.Count($"SELECT COUNT(*) {Waiting}", new { unitId, tx.Now });

    /// <summary>How many have a code in force that nobody used yet.</summary>
    public static long CountHanded(Tx tx, long unitId) => tx.Count(
        $"""
        SELECT COUNT(*) FROM roster r
        WHERE r.unit_id = @unitId AND r.left_at IS NULL AND r.person_id IS NULL AND EXISTS (SELECT 1 FROM access_code c WHERE c.roster_id = r.id AND {Codes.OpenAs("c")})
        """,
        new { unitId, tx.Now });

    /// <summary>Those of a unit whose name is said and who have not reported.</summary>
    public static List<Missing> Named(Tx tx, long unitId, string words) => words.Length == 0 ? [] :
        [.. tx.All<Missing>(
            $"SELECT r.id, r.name, r.unit_id FROM roster r WHERE r.unit_id = @unitId AND r.left_at IS NULL AND r.person_id IS NULL AND {Can.SpeakForUnit.On("r.unit_id")} ORDER BY r.id",
            new { unitId }).Where(each => words.Contains(each.Name, StringComparison.OrdinalIgnoreCase))];

    public static Missing? FindMissing(Tx tx, long rowId) => tx.First<Missing>(
        $"SELECT r.id, r.name, r.unit_id FROM roster r WHERE r.id = @rowId AND r.left_at IS NULL AND r.person_id IS NULL AND {Can.SpeakForUnit.On("r.unit_id")}", new { rowId });
}
