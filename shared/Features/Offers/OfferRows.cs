using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Offers;

/// <summary>The SQL of offers, and what may be said in them.</summary>
internal static class OfferRows
{
    public const string Select =
        """
        SELECT f.id, f.unit_id, u.name AS unit_name, f.kind, f.title, f.skill, f.credential, f.quantity, f.measure, f.held, f.delivered,
               f.times, f.until_at, f.state, f.row_version AS version
        FROM offer f JOIN org u ON u.id = f.unit_id
        """;

    public static Offer? Find(Tx tx, long id) => tx.First<Offer>(Select + " WHERE f.id = @id", new { id });

    public static long Insert(Tx tx, long unitId, OfferDetails details) => tx.Insert(
        """
        INSERT INTO offer (unit_id, kind, title, skill, credential, quantity, measure, times, until_at, state, created_by, created_at)
        VALUES (@unitId, @kind, @title, @skill, @credential, @Quantity, @measure, @times, @UntilAt, @state, @PersonId, @Now) RETURNING id
        """,
        new
        {
            unitId,
            kind = details.Kind.ToString(),
            title = details.Title.Trim(),
            skill = details.Skill?.ToString(),
            credential = details.Credential?.ToString(),
            details.Quantity,
            measure = details.Measure.Trim(),
            times = details.Times.Trim(),
            details.UntilAt,
            state = nameof(OfferState.Open),
            tx.Actor.PersonId,
            tx.Now,
        });

    public static void Write(Tx tx, long id, OfferDetails details) => tx.Run(
        """
        UPDATE offer SET title = @title, skill = @skill, credential = @credential, quantity = @Quantity, measure = @measure, times = @times,
            until_at = @UntilAt, row_version = row_version + 1
        WHERE id = @id
        """,
        new
        {
            id,
            title = details.Title.Trim(),
            skill = details.Skill?.ToString(),
            credential = details.Credential?.ToString(),
            details.Quantity,
            measure = details.Measure.Trim(),
            times = details.Times.Trim(),
            details.UntilAt,
        });

    /// <summary>The unit is merged into another.</summary>
    public static void GoOver(Tx tx, long from, long into) => tx.Run(
        $"UPDATE offer SET unit_id = @into, row_version = row_version + 1 WHERE unit_id = @from AND (state = {OfferMachine.Listed} OR held > 0)", new { from, into });

    /// <summary>The first thing that keeps it off the list; null when nothing does.</summary>
    public static Refusal? Refuse(Tx tx, OfferDetails details) => details switch
    {
        _ when details.Title.Trim().Letters() is 0 or > OfferDetails.LongestText || details.Measure.Trim().Letters() is 0 or > 10
            || details.Times.Letters() > OfferDetails.LongestText => new Refusal(OfferRefusal.ListItemVague),
        _ when details.Quantity is < 1 or > OfferDetails.Most => new Refusal(OfferRefusal.QuantityUnclear, ("most", OfferDetails.Most)),
        _ when details.UntilAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        _ when WordsForOthers.Refuse(details.Title, details.Times) is { } refusal => refusal,
        _ => null,
    };
}
