namespace ChatGov.Offers;

/// <summary>资源清单: what units give.</summary>
public static class OffersFeature
{
    private static readonly Nothing OfUnit = Nothing.Because("an offer is the unit's, and names nobody but whoever in its office wrote it");

    public static readonly Feature Feature = new()
    {
        Name = "Offers",
        Tables = ["offer", "offer_state", "resource_kind"],
        Refusals = [.. OfferRefusal.All],
        Machines = [OfferMachine.Table],
        Timers = [new(OfferMachine.RunsOut, OfferPublishing.Expire)],
        ToDo = Nothing.Because("an offer waits for nobody; what comes of it is a match"),
        MissesOffice = [$"SELECT unit_id AS org_id FROM offer WHERE state = {OfferMachine.Listed} OR held > 0"],
        KeepsOpen = [$"SELECT unit_id AS org_id FROM offer WHERE state = {OfferMachine.Listed} OR held > 0"],
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.OfOffice("offer.created_by")],
        Leaves = OfUnit,
        Forgets = OfUnit,
        Keeps = Nothing.Because("nothing of what they wrote is left"),
        Retention = Nothing.Because("the list is public, and kept as long as the database"),
        Merges = [OfferRows.GoOver],
    };
}
