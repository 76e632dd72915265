using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.People;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>What units have, what communities and residents lack, and what came of it.</summary>
internal static class Lists
{
    /// <summary>September: what is closed, lapsed, met or over by the last day.</summary>
    public static async Task Autumn(Town town)
    {
        var runsOut = await Offer(town, ResourceKind.Talk, until: town.Now.AddDays(9));
        await Match(town, runsOut, await Need(town, ResourceKind.Talk), "lapsed", proposedBy: "secretary");
        var offer = await Offer(town, ResourceKind.Goods);
        var met = await Need(town, ResourceKind.Goods, quantity: 2);
        var match = await Match(town, offer, met, "closed", proposedBy: "liaison", quantity: 2);
        await town.As("secretary", tx => Handshake.Accept(tx, match).Value);
        await Deliver(town, match);
        await Need(town, ResourceKind.Activity, until: town.Now.AddDays(12));
        town.Ids["need for a task"] = await Need(town, ResourceKind.People, quantity: 2);
        var withdrawn = await Ask(town, "m20", ResourceKind.Goods);
        await town.As("m20", tx => NeedRequests.Withdraw(tx, withdrawn).Value);
    }

    public static async Task Now(Town town)
    {
        var ahead = town.Now.AddDays(60);
        var offer = town.Ids["offer"] = await Offer(town, ResourceKind.People, quantity: 40, until: ahead);
        await Offer(town, ResourceKind.Venue);
        await Offer(town, ResourceKind.Activity);
        var expert = await Offer(town, ResourceKind.Expert, skill: Skill.HealthCare);
        await town.As("liaison", tx => OfferPublishing.Withdraw(tx, expert).Value);
        var need = town.Ids["need"] = await Need(town, ResourceKind.People, quantity: 10, until: ahead);
        town.Ids["post"] = await Need(town, ResourceKind.People, quantity: 4, form: NeedForm.Post);
        town.Ids["to let go"] = await Need(town, ResourceKind.Venue);
        await Need(town, ResourceKind.Expert);
        var needs = new List<long>();
        foreach (var _ in Enumerable.Range(0, 8))
        {
            needs.Add(await Need(town, ResourceKind.People, quantity: 3));
        }

        town.Ids["proposed by unit"] = await Match(town, offer, need, "proposed", proposedBy: "liaison");
        town.Ids["proposed by community"] = await Match(town, offer, needs[0], "proposed", proposedBy: "secretary");
        town.Ids["declined"] = await Match(town, offer, needs[1], "declined", proposedBy: "liaison");
        await town.As("secretary", tx => Handshake.Decline(tx, town["declined"]).Value);
        foreach (var (thing, which) in new[] { ("accepted", 2), ("scheduled", 3), ("delivered", 4), ("cancelled", 5), ("to cancel match", 6), ("accepted too", 7) })
        {
            town.Ids[thing] = await Match(town, offer, needs[which], thing, proposedBy: "liaison");
            await town.As("secretary", tx => Handshake.Accept(tx, town[thing]).Value);
        }

        var draft = Working.Draft(town, "secretary", new DateTimeOffset(2026, 12, 19, 9, 0, 0, TimeSpan.FromHours(8)));
        await town.As("secretary", tx => Handshake.Schedule(tx, town["scheduled"], draft).Value);
        await Deliver(town, town["delivered"]);
        await town.Saying("liaison", "match cancel reason", (tx, words) => Handshake.Cancel(tx, town["cancelled"], words).Value);
        var other = Working.Draft(town, "secretary", new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.FromHours(8)));
        await town.As("secretary", tx => NeedTasks.Schedule(tx, need, 3, other).Value);
        await Residents(town);
    }

    private static async Task Residents(Town town)
    {
        foreach (var (thing, chat) in new[] { ("asked", "m01"), ("asked too", "m02"), ("to return", "m03"), ("to refer", "m04"), ("to accept", "m05") })
        {
            town.Ids[thing] = await Ask(town, chat, ResourceKind.Goods, NeedForm.Wish);
        }

        foreach (var (thing, chat) in new[] { ("returned", "m06"), ("returned too", "m07") })
        {
            town.Ids[thing] = await Ask(town, chat, ResourceKind.People);
            await town.Saying("secretary", "need return reason", (tx, words) => NeedDecisions.Return(tx, town[thing], words).Value);
        }

        var referred = await Ask(town, "m08", ResourceKind.Activity);
        await town.Saying("secretary", "need refer door", (tx, words) => NeedDecisions.Refer(tx, referred, words).Value);
        var wish = town.Ids["wish"] = await Ask(town, "m09", ResourceKind.Goods, NeedForm.Wish);
        await town.Saying("secretary", "need title", (tx, words) => NeedDecisions.Accept(tx, wish, new NeedDetails
        {
            Kind = ResourceKind.Goods, Form = NeedForm.Wish, Title = words, Quantity = 1, Measure = "台", WorthFen = 20_000,
        }).Value);
        var hand = await Ask(town, "m10", ResourceKind.People, NeedForm.Wish);
        await town.Saying("secretary", "need title", (tx, words) => NeedDecisions.Accept(tx, hand, new NeedDetails
        {
            Kind = ResourceKind.People, Form = NeedForm.Wish, Title = words, Skill = Skill.DigitalHelp, Quantity = 1, Measure = "次", Minutes = 60,
        }).Value);
    }

    private static Task<long> Offer(Town town, ResourceKind kind, long quantity = 5, DateTimeOffset? until = null, Skill? skill = null)
    {
        var (title, times) = (town.Words("liaison", "offer title"), town.Words("liaison", "offer times"));
        return town.As("liaison", tx => OfferPublishing.Publish(tx, town["power"], new OfferDetails
        {
            Kind = kind, Title = title, Times = times, Quantity = quantity, Measure = "人次", UntilAt = until, Skill = skill, Credential = skill,
        }).Value.Id);
    }

    private static Task<long> Need(Town town, ResourceKind kind, long quantity = 1, DateTimeOffset? until = null, NeedForm form = NeedForm.Need)
    {
        var (title, times) = (town.Words("secretary", "need title"), town.Words("secretary", "need times"));
        return town.As("secretary", tx => NeedDecisions.Publish(tx, town["helan"], new NeedDetails
        {
            Kind = kind, Form = form, Title = title, Times = times, Quantity = quantity, Measure = "人次", UntilAt = until,
        }).Value.Id);
    }

    private static Task<long> Ask(Town town, string chat, ResourceKind kind, NeedForm form = NeedForm.Need)
    {
        var words = town.Words(chat, "need");
        return town.As(chat, tx => NeedRequests.Ask(tx, town["helan"], kind, words, form, forAnother: form == NeedForm.Need).Value.Id);
    }

    private static Task<long> Match(Town town, long offer, long need, string thing, string proposedBy, long quantity = 1) =>
        town.As(proposedBy, tx => Handshake.Propose(tx, offer, need, quantity).Value.Id);

    private static async Task Deliver(Town town, long match)
    {
        await town.As("liaison", tx => Handshake.ConfirmDelivery(tx, match).Value);
        await town.As("secretary", tx => Handshake.ConfirmDelivery(tx, match).Value);
    }
}
