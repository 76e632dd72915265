using ChatGov.Agreements;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>What units and communities promise each other, in every state there is.</summary>
internal static class Agreements
{
    /// <summary>Drafted by the community, confirmed by the unit: in force.</summary>
    public static async Task<long> Agree(Town town, int years = 0)
    {
        var id = await Propose(town, years);
        await town.As("liaison", tx => AgreementSigning.Confirm(tx, id).Value);
        return id;
    }

    /// <summary>Short ones in autumn, so that one is renewed, one goes on as another draft and one runs out by November.</summary>
    public static async Task Autumn(Town town)
    {
        foreach (var thing in new[] { "renewed", "changed", "expired" })
        {
            town.Ids[thing] = await Agree(town);
        }

        var commitments = await Commitments(town, "renewed");
        var once = await town.As("liaison", tx => CommitmentDeliveries.Say(tx, commitments[1], 1, null).Value.Id);
        await town.As("secretary", tx => CommitmentDeliveries.Confirm(tx, once).Value);
        await town.Saying("liaison", "waive reason", (tx, words) => CommitmentWaivers.Waive(tx, commitments[2], words).Value);
        await town.As("secretary", tx => CommitmentWaivers.Waive(tx, commitments[2], "").Value);
        await town.Until(town.Now.AddDays(32));
        foreach (var (thing, change, goOn) in new[] { ("renewed", false, true), ("changed", true, true), ("expired", false, false) })
        {
            foreach (var chat in new[] { "secretary", "liaison" })
            {
                await town.Saying(chat, "to change", (tx, words) => AgreementReviews.Answer(tx, town[thing], new ReviewAnswer(goOn, change ? words : "", goOn)).Value);
            }
        }

        await town.Until(town.Now.AddDays(30));
    }

    public static async Task Now(Town town)
    {
        town.Ids["proposed"] = await Propose(town);
        town.Ids["draft"] = await Drafted(town);
        town.Ids["in force"] = await Agree(town);
        town.Ids["notice"] = await Agree(town);
        await town.Saying("liaison", "end reason", (tx, words) => AgreementEnding.Terminate(tx, town["notice"], words).Value);
        var putAway = await Drafted(town);
        await town.Saying("secretary", "end reason", (tx, words) => AgreementEnding.Terminate(tx, putAway, words).Value);
        var commitments = await Commitments(town, "in force");
        town.Ids["commitment"] = commitments[0];
        town.Ids["said"] = await town.As("liaison", tx => CommitmentDeliveries.Say(tx, commitments[0], 1, null).Value.Id);
        town.Ids["said too"] = await town.As("liaison", tx => CommitmentDeliveries.Say(tx, commitments[0], 2, null).Value.Id);
        var refused = await town.As("liaison", tx => CommitmentDeliveries.Say(tx, commitments[0], 3, null).Value.Id);
        await town.Saying("secretary", "refuse reason", (tx, words) => CommitmentDeliveries.Refuse(tx, refused, words).Value);
        town.Ids["to waive"] = commitments[2];
        await town.Saying("liaison", "waive reason", (tx, words) => CommitmentWaivers.Waive(tx, commitments[2], words).Value);
    }

    public static Task<List<long>> Commitments(Town town, string thing) =>
        town.As("secretary", tx => tx.All<long>("SELECT id FROM commitment WHERE agreement_id = @id ORDER BY position", new { id = town[thing] }));

    private static async Task<long> Propose(Town town, int years = 0)
    {
        var id = await Drafted(town, years);
        await town.As("secretary", tx => AgreementSigning.Propose(tx, id).Value);
        return id;
    }

    private static Task<long> Drafted(Town town, int years = 0)
    {
        var draft = Draft(town, years);
        return town.As("secretary", tx => AgreementDrafting.Draft(tx, draft).Value.Agreement.Id);
    }

    private static AgreementDraft Draft(Town town, int years) => new()
    {
        Title = Said(town, "agreement title"),
        Goal = Said(town, "agreement goal"),
        Rhythm = Said(town, "agreement rhythm"),
        ExitClause = Said(town, "agreement exit"),
        StartsAt = town.Now,
        EndsAt = years > 0 ? town.Now.AddYears(years) : town.Now.AddDays(61),
        Parties = [town["helan"], town["power"]],
        Commitments = [.. new[] { CommitmentPeriod.Week, CommitmentPeriod.Once, CommitmentPeriod.Month, CommitmentPeriod.Quarter, CommitmentPeriod.Year }.Select(per => new CommitmentDraft
        {
            GiverId = town["power"],
            ReceiverId = town["helan"],
            What = Said(town, "commitment"),
            Times = Said(town, "commitment times"),
            Quantity = 1,
            Measure = "次",
            Per = per,
            OfferId = per == CommitmentPeriod.Once && town.Ids.TryGetValue("offer", out var offer) ? offer : null,
            NeedId = per == CommitmentPeriod.Once && town.Ids.TryGetValue("need", out var need) ? need : null,
        })],
    };

    private static string Said(Town town, string where) => town.Words("secretary", where);
}
