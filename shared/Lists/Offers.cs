using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Lists;

/// <summary>Something a unit has to give, and how much of it is left.</summary>
public sealed record Offer : IVersioned
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    /// <summary>A professional act, for which a paper is shown.</summary>
    public Skill? Credential { get; init; }

    /// <summary>How much in all, counted in <see cref="Measure"/>.</summary>
    public long Quantity { get; init; }

    /// <summary>人次, 场, 套.</summary>
    public string Measure { get; init; } = "";

    /// <summary>Promised to matches under way.</summary>
    public long Held { get; init; }

    /// <summary>Received by communities.</summary>
    public long Delivered { get; init; }

    /// <summary>When, in words: 每周三下午.</summary>
    public string Times { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }

    public OfferState State { get; init; }

    public long Version { get; init; }

    /// <summary>What can still be promised.</summary>
    public long Left => State == OfferState.Open ? Quantity - Held - Delivered : 0;
}

/// <summary>What is said of an offer when it is made or changed.</summary>
public sealed record OfferDetails
{
    public const int LongestText = 100;
    public const long Most = 100_000;

    public ResourceKind Kind { get; init; }

    public string Title { get; init; } = "";

    public Skill? Skill { get; init; }

    public Skill? Credential { get; init; }

    public long Quantity { get; init; }

    public string Measure { get; init; } = "";

    public string Times { get; init; } = "";

    public DateTimeOffset? UntilAt { get; init; }
}

/// <summary>资源清单: what units offer. A unit's liaison speaks for it, and the banner's office for any.</summary>
public static class Offers
{
    internal const string RunsOut = "offer.runs_out";

    internal const string Select =
        """
        SELECT f.id, f.unit_id, u.name AS unit_name, f.kind, f.title, f.skill, f.credential, f.quantity, f.measure, f.held, f.delivered,
               f.times, f.until_at, f.state, f.row_version AS version
        FROM offer f JOIN org u ON u.id = f.unit_id
        """;

    public static Outcome<Offer> Publish(Tx tx, long unitId, OfferDetails details) => tx.UseCase<Offer>(() =>
    {
        if (OrgTree.KindOf(tx, unitId) != OrgKind.Unit || !Scope.Sees(tx, unitId))
        {
            return RefusalCode.NotFound;
        }

        if (!MaySpeakFor(tx, unitId))
        {
            return RefusalCode.NotAllowed;
        }

        if (Refuse(tx, details) is { } refusal)
        {
            return refusal;
        }

        OfferMachine.Table.Require(null, OfferState.Open, Who.Liaison);
        var id = tx.Insert(
            """
            INSERT INTO offer (unit_id, kind, title, skill, credential, quantity, measure, times, until_at, state, created_by, created_at)
            VALUES (@unitId, @kind, @title, @skill, @credential, @Quantity, @measure, @times, @UntilAt, 'Open', @PersonId, @Now) RETURNING id
            """,
            Values(tx, details, unitId));
        tx.Audit("offer", id, "publish", to: nameof(OfferState.Open));
        SetTimer(tx, id, details.UntilAt);
        return Find(tx, id)!;
    });

    /// <summary>Says it anew. It cannot become less than what is promised and delivered.</summary>
    public static Outcome<Offer> Amend(Tx tx, long id, OfferDetails details) => tx.UseCase<Offer>(() =>
    {
        if (Take(tx, id) is not { } offer || !Scope.Sees(tx, offer.UnitId))
        {
            return RefusalCode.NotFound;
        }

        if (!MaySpeakFor(tx, offer.UnitId))
        {
            return RefusalCode.NotAllowed;
        }

        if (offer.State != OfferState.Open || details.Kind != offer.Kind)
        {
            return RefusalCode.WrongState;
        }

        if (Refuse(tx, details) is { } refusal)
        {
            return refusal;
        }

        if (details.Quantity < offer.Held + offer.Delivered)
        {
            return new Refusal(RefusalCode.StockPromised, ("promised", offer.Held + offer.Delivered));
        }

        tx.Run(
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
        tx.Audit("offer", id, "amend");
        SetTimer(tx, id, details.UntilAt);
        return Find(tx, id)!;
    });

    /// <summary>Takes it off the list. What is promised stays promised.</summary>
    public static Outcome<Offer> Withdraw(Tx tx, long id) => tx.UseCase<Offer>(() =>
    {
        if (Take(tx, id) is not { } offer || !Scope.Sees(tx, offer.UnitId))
        {
            return RefusalCode.NotFound;
        }

        if (!MaySpeakFor(tx, offer.UnitId))
        {
            return RefusalCode.NotAllowed;
        }

        if (offer.State == OfferState.Open)
        {
            Move(tx, offer, OfferState.Withdrawn, Who.Liaison, "withdraw");
        }

        return Find(tx, id)!;
    });

    internal static Offer? Find(Tx tx, long id) => tx.First<Offer>(Select + " WHERE f.id = @id", new { id });

    /// <summary>Takes the row until the transaction ends.</summary>
    internal static Offer? Take(Tx tx, long id)
    {
        tx.Lock("UPDATE offer SET row_version = row_version WHERE id = @id", new { id });
        return Find(tx, id);
    }

    internal static bool MaySpeakFor(Tx tx, long unitId) => Scope.Covers(tx, unitId, Role.UnitLiaison, Role.BannerOffice);

    internal static void Expire(Tx tx, long id)
    {
        if (Take(tx, id) is { State: OfferState.Open } offer && offer.UntilAt <= tx.Now)
        {
            Move(tx, offer, OfferState.Expired, Who.System, "expire");
        }
    }

    private static void Move(Tx tx, Offer offer, OfferState to, Who by, string action)
    {
        OfferMachine.Table.Require(offer.State, to, by);
        tx.Run("UPDATE offer SET state = @to, row_version = row_version + 1 WHERE id = @Id", new { offer.Id, to = to.ToString() });
        tx.Audit("offer", offer.Id, action, offer.State.ToString(), to.ToString());
        Timers.Cancel(tx, RunsOut, offer.Id);
    }

    private static void SetTimer(Tx tx, long id, DateTimeOffset? until)
    {
        Timers.Cancel(tx, RunsOut, id);
        if (until is { } end)
        {
            Timers.Move(tx, RunsOut, id, end);
        }
    }

    private static Refusal? Refuse(Tx tx, OfferDetails details) => details switch
    {
        _ when details.Title.Trim().Letters() is 0 or > OfferDetails.LongestText || details.Measure.Trim().Letters() is 0 or > 10
            || details.Times.Letters() > OfferDetails.LongestText => new Refusal(RefusalCode.ListItemVague),
        _ when details.Quantity is < 1 or > OfferDetails.Most => new Refusal(RefusalCode.QuantityUnclear, ("most", OfferDetails.Most)),
        _ when details.UntilAt <= tx.Now => new Refusal(RefusalCode.DateNotAhead),
        _ when Redaction.NamesPhoneOrId(details.Title) || Redaction.NamesPhoneOrId(details.Times) => new Refusal(RefusalCode.PersonalDataInText),
        _ => null,
    };

    private static object Values(Tx tx, OfferDetails details, long unitId) => new
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
        tx.Actor.PersonId,
        tx.Now,
    };
}
