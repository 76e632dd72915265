using ChatGov.Data;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Lists;

/// <summary>Something a community lacks. A wish is a small one of a person, whom the public text does not name.</summary>
public sealed record Need : IVersioned, ISealedRow<Need>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("need.reason_cipher");

    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public ResourceKind Kind { get; init; }

    /// <summary>The public text, written or approved by the secretary; empty before.</summary>
    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    /// <summary>Promised by matches under way.</summary>
    public long Held { get; init; }

    public long Received { get; init; }

    public DateTimeOffset? UntilAt { get; init; }

    public NeedForm Form { get; init; }

    /// <summary>When, in words: 每周三下午.</summary>
    public string Times { get; init; } = "";

    /// <summary>What a wish for goods costs at most, in fen.</summary>
    public long? WorthFen { get; init; }

    /// <summary>How long a wish for a hand takes at most.</summary>
    public long? Minutes { get; init; }

    public NeedState State { get; init; }

    /// <summary>Why it was returned, referred or let go.</summary>
    public string? Reason { get; init; }

    internal byte[]? ReasonCipher { get; init; }

    /// <summary>When the community's answer is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public long Version { get; init; }

    public long Open => State == NeedState.Accepted ? Quantity - Held - Received : 0;

    Need ISealedRow<Need>.Opened(Vault vault) => this with { Reason = SealedReason.Open(vault, Id, ReasonCipher), ReasonCipher = null };
}

/// <summary>What the list says of a need once it is accepted.</summary>
public sealed record NeedDetails
{
    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public long Quantity { get; init; } = 1;

    public string Measure { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }

    public NeedForm Form { get; init; }

    public string Times { get; init; } = "";

    public long? WorthFen { get; init; }

    public long? Minutes { get; init; }
}

/// <summary>The SQL of needs, and what may be said in them.</summary>
internal static class NeedRows
{
    /// <summary>A wish is goods for at most 300 yuan, or at most four hours of a hand; never money.</summary>
    public const long MostFen = 30_000;
    public const long MostMinutes = 240;

    public const string Select =
        """
        SELECT n.id, n.org_id, o.name AS org_name, n.kind, n.title, n.skill, n.quantity, n.measure, n.held, n.received, n.until_at,
               n.form, n.times, n.worth_fen, n.minutes, n.state, n.reason_cipher, n.due_at, n.row_version AS version
        FROM need n JOIN org o ON o.id = n.org_id
        """;

    public static Need? Find(Tx tx, long id) => tx.First<Need>(Select + " WHERE n.id = @id", new { id });

    /// <summary>Takes the row until the transaction ends.</summary>
    public static Need? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE need SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    public static void Move(Tx tx, Need need, NeedState to, Who by, string action, string? reason = null, string? code = null)
    {
        NeedMachine.Table.Require(need.State, to, by, reason ?? code);
        tx.Run(
            "UPDATE need SET state = @to, reason_cipher = @reason, due_at = NULL, row_version = row_version + 1 WHERE id = @Id",
            new { need.Id, to = to.ToString(), reason = Need.SealedReason.SealWords(tx.Vault, need.Id, reason) });
        tx.Audit("need", need.Id, action, need.State.ToString(), to.ToString(), code);
    }

    public static long? AskedBy(Tx tx, long id) => tx.First<long?>("SELECT asked_by FROM need WHERE id = @id", new { id });

    /// <summary>The first thing that keeps a public text off the list; null when nothing does.</summary>
    /// <param name="asker">Whose need it is: the text must not name them.</param>
    public static Refusal? Refuse(Tx tx, NeedDetails details, string asker) => details switch
    {
        _ when details.Title.Trim().Letters() is 0 or > OfferDetails.LongestText || details.Measure.Trim().Letters() is 0 or > 10
            || details.Times.Letters() > OfferDetails.LongestText || (details.Form == NeedForm.Post && details.Times.Trim().Length == 0) =>
            new Refusal(RefusalCode.ListItemVague),
        _ when details.Quantity is < 1 or > OfferDetails.Most => new Refusal(RefusalCode.QuantityUnclear, ("most", OfferDetails.Most)),
        _ when details.UntilAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        _ when Redaction.NamesPhoneOrId(details.Title) || Redaction.NamesPhoneOrId(details.Times) || (asker.Length > 1 && details.Title.Contains(asker, StringComparison.OrdinalIgnoreCase)) =>
            new Refusal(RefusalCode.PersonalDataInText),
        { Form: NeedForm.Wish } when !IsSmall(details) => new Refusal(RefusalCode.WishTooLarge, ("yuan", MostFen / 100), ("hours", MostMinutes / 60)),
        _ => null,
    };

    private static bool IsSmall(NeedDetails details) => details.Kind == ResourceKind.Goods
        ? details.WorthFen is > 0 and <= MostFen && details.Minutes is null
        : details.Minutes is > 0 and <= MostMinutes && details.WorthFen is null;
}
