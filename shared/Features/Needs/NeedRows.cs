using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>The SQL of needs, and what may be said in them.</summary>
internal static class NeedRows
{
    public static readonly SealedColumn SealedWords = SealedColumn.Of("need.asked_words");

    public const string Select =
        """
        SELECT n.id, n.org_id, o.name AS org_name, n.kind, n.title, n.skill, n.quantity, n.measure, n.held, n.received, n.until_at,
               n.form, n.times, n.worth_fen, n.minutes, n.state, n.reason_cipher, n.due_at, n.row_version AS version
        FROM need n JOIN org o ON o.id = n.org_id
        """;

    public static Need? Find(Tx tx, long id) => tx.First<Need>(Select + " WHERE n.id = @id", new { id });

    public static void Write(Tx tx, long id, NeedDetails details)
    {
        tx.Run(
            """
            UPDATE need SET kind = @kind, title = @title, skill = @skill, quantity = @Quantity, measure = @measure, until_at = @UntilAt,
                form = @form, times = @times, worth_fen = @WorthFen, minutes = @Minutes, accepted_by = @PersonId, accepted_at = @Now,
                row_version = row_version + 1
            WHERE id = @id
            """,
            new
            {
                id,
                kind = details.Kind.ToString(),
                title = details.Title.Trim(),
                skill = details.Skill?.ToString(),
                details.Quantity,
                measure = details.Measure.Trim(),
                details.UntilAt,
                form = details.Form.ToString(),
                times = details.Times.Trim(),
                details.WorthFen,
                details.Minutes,
                tx.Actor.PersonId,
                tx.Now,
            });
    }

    /// <summary>The community is merged into another.</summary>
    public static void GoOver(Tx tx, long from, long into) => tx.Run(
        $"UPDATE need SET org_id = @into, row_version = row_version + 1 WHERE org_id = @from AND (state IN ({NeedMachine.Open}) OR held > 0)", new { from, into });

    public static string AskerName(Tx tx, long id) =>
        tx.First<string>("SELECT p.name FROM need n JOIN person p ON p.id = n.asked_by WHERE n.id = @id", new { id }) ?? "";

    public static AskedNeed Asked(Tx tx, long id, string words) => tx.First<AskedNeed>("SELECT org_id, asked_by, for_another FROM need WHERE id = @id", new { id })! with { Words = words };

    public static long? AskedBy(Tx tx, long id) => tx.First<long?>("SELECT asked_by FROM need WHERE id = @id", new { id });

    /// <summary>The first thing that keeps a public text off the list; null when nothing does.</summary>
    /// <param name="asker">Whose need it is: the text must not name them.</param>
    public static Refusal? Refuse(Tx tx, NeedDetails details, string asker) => details switch
    {
        _ when details.Title.Trim().Letters() is 0 or > OfferDetails.LongestText || details.Measure.Trim().Letters() is 0 or > 10
            || details.Times.Letters() > OfferDetails.LongestText || (details.Form == NeedForm.Post && details.Times.Trim().Length == 0) =>
            new Refusal(OfferRefusal.ListItemVague),
        _ when details.Quantity is < 1 or > OfferDetails.Most => new Refusal(OfferRefusal.QuantityUnclear, ("most", OfferDetails.Most)),
        _ when details.UntilAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        _ when WordsForOthers.Refuse(details.Title, details.Times) is { } refusal => refusal,
        _ when asker.Length > 1 && details.Title.Contains(asker, StringComparison.OrdinalIgnoreCase) => new Refusal(RefusalCode.PersonalDataInText),
        { Form: NeedForm.Wish } when !IsSmall(details) => new Refusal(NeedRefusal.WishTooLarge, ("yuan", NeedDetails.MostYuan), ("hours", NeedDetails.MostHours)),
        _ => null,
    };

    private static bool IsSmall(NeedDetails details) => details.Kind == ResourceKind.Goods
        ? details.WorthFen is > 0 and <= NeedDetails.MostFen && details.Minutes is null
        : details.Minutes is > 0 and <= NeedDetails.MostMinutes && details.WorthFen is null;
}
