using ChatGov.Data;

namespace ChatGov.Offers;

/// <summary>Every expected "no" about what units give.</summary>
public static class OfferRefusal
{
    public static readonly RefusalCode ListItemVague = new(nameof(ListItemVague)) { Fields = ["title"] };

    public static readonly RefusalCode QuantityUnclear = new(nameof(QuantityUnclear)) { Fields = ["quantity", "covers"] };

    public static readonly RefusalCode StockPromised = new(nameof(StockPromised)) { Fields = ["quantity"] };

    public static readonly RefusalCode StockTooSmall = new(nameof(StockTooSmall)) { Fields = ["quantity", "covers"] };

    public static readonly IReadOnlyList<RefusalCode> All = [ListItemVague, QuantityUnclear, StockPromised, StockTooSmall];
}
