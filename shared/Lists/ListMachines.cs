using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Lists;

/// <summary>What can be offered or needed.</summary>
public enum ResourceKind
{
    People,
    Expert,
    Venue,
    Goods,
    Talk,
    Activity,
}

public enum OfferState
{
    Open,
    Withdrawn,
    Expired,
}

/// <summary>The life of an offer (资源清单).</summary>
public static class OfferMachine
{
    public static readonly Machine<OfferState> Table = new(
        "offer",
        [OfferState.Withdrawn, OfferState.Expired],
        new(null, OfferState.Open, Who.Liaison | Who.Banner),
        new(OfferState.Open, OfferState.Withdrawn, Who.Liaison | Who.Banner, "what is promised stays promised"),
        new(OfferState.Open, OfferState.Expired, Who.System, Limit: "on the day it names"));
}
