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

public enum MatchState
{
    Proposed,
    Accepted,
    Scheduled,
    Delivered,
    Closed,
    Declined,
    Lapsed,
    Cancelled,
}

/// <summary>Who said it first: the unit that offers or the community that needs.</summary>
public enum MatchSide
{
    Unit,
    Community,
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

/// <summary>The handshake of an offer and a need (项目清单).</summary>
public static class MatchMachine
{
    public static readonly Machine<MatchState> Table = new(
        "list_match",
        [MatchState.Closed, MatchState.Declined, MatchState.Lapsed, MatchState.Cancelled],
        new(null, MatchState.Proposed, Who.Liaison | Who.Secretary, "both open, so much is there and needed"),
        new(MatchState.Proposed, MatchState.Accepted, Who.Liaison | Who.Secretary, "the other side; stock is held from now on", "5 working days"),
        new(MatchState.Proposed, MatchState.Declined, Who.Liaison | Who.Secretary, "either side"),
        new(MatchState.Proposed, MatchState.Lapsed, Who.System, Limit: "10 working days"),
        new(MatchState.Accepted, MatchState.Scheduled, Who.Secretary, "a task is published for it"),
        new(MatchState.Accepted, MatchState.Delivered, Who.Liaison | Who.Secretary, "both sides say so; stock is drawn down"),
        new(MatchState.Scheduled, MatchState.Delivered, Who.Liaison | Who.Secretary | Who.System, "both sides say so; stock is drawn down"),
        new(MatchState.Delivered, MatchState.Closed, Who.System, Limit: "7 d"),
        new(MatchState.Proposed, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, Reason: true),
        new(MatchState.Accepted, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, "stock is free again", Reason: true),
        new(MatchState.Scheduled, MatchState.Cancelled, Who.Liaison | Who.Secretary | Who.System, "stock is free again; the task is cancelled by its organiser", Reason: true));
}
