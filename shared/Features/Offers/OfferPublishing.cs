using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>资源清单, as a unit keeps it: putting something on it, saying it anew, taking it off.</summary>
public static class OfferPublishing
{
    public static Outcome<Offer> Publish(Tx tx, long unitId, OfferDetails details) => tx.UseCase<Offer>(() =>
    {
        if (OrgTree.KindOf(tx, unitId) != OrgKind.Unit)
        {
            return RefusalCode.NotFound;
        }

        if (Can.PublishOffers.Against(tx, unitId) is { } no)
        {
            return no;
        }

        if (OfferRows.Refuse(tx, details) is { } refusal)
        {
            return refusal;
        }

        return OfferMachine.Table.Begin(tx, OfferRows.Insert(tx, unitId, details));
    });

    /// <summary>Says it anew. It cannot become less than what is promised and delivered.</summary>
    public static Outcome<Offer> Amend(Tx tx, long id, OfferDetails details) => OfferMachine.Table.Change(tx, id, Who.Liaison | Who.Banner, offer =>
    {
        if (offer.State != OfferState.Open || details.Kind != offer.Kind)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (OfferRows.Refuse(tx, details) is { } refusal)
        {
            return refusal;
        }

        if (details.Quantity < offer.Held + offer.Delivered)
        {
            return new Refusal(OfferRefusal.StockPromised, ("promised", offer.Held + offer.Delivered));
        }

        OfferRows.Write(tx, id, details);
        tx.Audit("offer", id, "amend");
        OfferMachine.Table.Rearm(tx, id, OfferMachine.RunsOut);
        return null;
    });

    /// <summary>Takes it off the list. What is promised stays promised.</summary>
    public static Outcome<Offer> Withdraw(Tx tx, long id) => OfferMachine.Table.Act(tx, id, OfferState.Withdrawn, offer =>
    {
        OfferMachine.Table.Move(tx, offer, OfferState.Withdrawn);
        return null;
    });

    internal static void Expire(Tx tx, long id)
    {
        if (OfferMachine.Table.Take(tx, id) is { State: OfferState.Open } offer && offer.UntilAt <= tx.Now)
        {
            OfferMachine.Table.MoveAsSystem(tx, offer, OfferState.Expired);
        }
    }
}
