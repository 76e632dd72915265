using ChatGov.Actions;

namespace ChatGov.Offers;

/// <summary>What can be done about an offer by a button.</summary>
public static class OfferActions
{
    public static ActionName List { get; } = new("offers");

    public static ActionName Open { get; } = new("offer");

    public static ActionName Add { get; } = new("add_offer");

    public static ActionName Withdraw { get; } = new("withdraw_offer");
}
