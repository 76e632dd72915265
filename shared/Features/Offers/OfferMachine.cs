using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>The life of an offer (资源清单). A unit's liaison speaks for it, and the banner's office for any.</summary>
public static class OfferMachine
{
    public const string RunsOut = "offer.runs_out";

    public static readonly Machine<OfferState, Offer> Table = new(
        "offer",
        [OfferState.Withdrawn, OfferState.Expired],
        new(null, OfferState.Open, Who.Liaison | Who.Banner, Verb: "publish"),
        new(OfferState.Open, OfferState.Withdrawn, Who.Liaison | Who.Banner, "what is promised stays promised", Verb: "withdraw"),
        new(OfferState.Open, OfferState.Expired, Who.System, Limit: "on the day it names", Verb: "expire"))
    {
        Title = "Offer (资源清单)",
        Load = OfferRows.Find,
        IsSeenByOthers = (tx, offer) => Can.See.Over(tx, offer.UnitId),
        Actors = [new(Who.Liaison | Who.Banner, (tx, offer) => Can.PublishOffers.Over(tx, offer.UnitId))],
        ReasonWords = null,
        Timers = [new(OfferState.Open, RunsOut, (_, offer) => offer.UntilAt)],
    };

    /// <summary>As SQL: it is on the list.</summary>
    internal static readonly string Listed = States.Sql(OfferState.Open);
}
