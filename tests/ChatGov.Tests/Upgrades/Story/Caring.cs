using ChatGov.Care;
using ChatGov.Claims;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Care plans in every state, with visits that are due, taken, done and missed.</summary>
internal static class Caring
{
    /// <summary>The weekly one begins on the third of November, so that its fourth visit is late on the last day.</summary>
    public static async Task Begin(Town town)
    {
        await town.Until(new DateTimeOffset(2026, 11, 3, 14, 0, 0, TimeSpan.FromHours(8)));
        var plan = town.Ids["weekly care"] = await Active(town, CareTier.A, "m19", "m20");
        var visit = Open(town, plan);
        foreach (var chat in new[] { "m19", "m20" })
        {
            await town.As(chat, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        }

        await town.As("m19", tx => CareDoorReading.Read(tx, visit).Value);
        await town.As("m20", tx => CareVisiting.Say(tx, visit, CareOutcome.Well, "").Value);
        await town.Saying("m20", "visit note", (tx, words) => CareVisiting.AddNote(tx, visit, words).Value);
        await town.As("m20", tx => CareVisitTime.Say(tx, visit, 60).Value);
        await town.As("secretary", tx => CareVisitTime.Agree(tx, visit).Value);
    }

    public static async Task Now(Town town)
    {
        await Rest(town);
        await Visits(town);
        await ByTheList(town);
        await ForAMinor(town);
    }

    /// <summary>What is not visited: drafts, consents awaited, paused, ended.</summary>
    private static async Task Rest(Town town)
    {
        await Draft(town, CareTier.C);
        var asked = await Draft(town, CareTier.B);
        await town.As("secretary", tx => CarePlanning.AskForConsent(tx, asked).Value);
        var paused = town.Ids["paused"] = await Active(town, CareTier.B, "m21", "m22");
        await town.Does("secretary", "谁家该去看了");
        await town.Saying("secretary", "pause reason", (tx, words) => CarePlanning.Pause(tx, paused, words).Value);
        var ended = await Active(town, CareTier.C, "m21", "m22", form: CareConsentForm.Written);
        await town.As("secretary", tx => CarePlanning.WithdrawConsent(tx, ended).Value);
        foreach (var outcome in new[] { CareOutcome.NeedsHelp, CareOutcome.NotSeen, CareOutcome.LeftAlone })
        {
            var called = await Active(town, CareTier.C, null, null, CareWay.Call, CareConsentForm.Chat);
            await town.Saying("secretary", "visit note", (tx, words) => CareVisiting.Record(tx, called, outcome, words).Value);
        }

        var missed = town.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE state = 'Missed' ORDER BY id LIMIT 1"));
        await town.Saying("secretary", "explanation", (tx, words) => CareVisiting.Explain(tx, missed, words).Value);
    }

    private static async Task Visits(Town town)
    {
        town.Ids["due"] = await Active(town, CareTier.B, "m19", "m20");
        town.Ids["to pause"] = await Active(town, CareTier.C, "m19", "m20");
        town.Ids["to end"] = await Active(town, CareTier.C, null, null);
        var changed = await Active(town, CareTier.B, "m21", "m22");
        await town.As("secretary", tx => CareVisiting.MajorChange(tx, changed).Value);
        foreach (var thing in new[] { "taken", "to say", "timed" })
        {
            var plan = town.Ids[thing + " plan"] = await Active(town, CareTier.B, "m19", "m20");
            var visit = town.Ids[thing + " visit"] = Open(town, plan);
            foreach (var chat in new[] { "m19", "m20" })
            {
                await town.As(chat, tx => CareVisiting.Take(tx, visit, tx.Now.AddDays(1)).Value);
            }

        }

        await town.Saying("m19", "visit note", (tx, words) => CareVisiting.Say(tx, town["timed visit"], CareOutcome.Well, words).Value);
        await town.As("m19", tx => CareVisitTime.Say(tx, town["timed visit"], 30).Value);
        await town.As("m19", tx => CareDoorReading.Read(tx, town["taken visit"]).Value);
        await town.Saying("secretary", "door reason", (tx, words) => CareDoorReading.ReadAsStaff(tx, town["taken plan"], words).Value);
        var code = await town.As("secretary", tx => CareDoorReading.GiveAskingCode(tx, town["taken plan"]).Value);
        town.Manifest.Codes.Add(new HandedCode("care", "asking", code, "谁看过 " + code));
    }

    /// <summary>The pair cannot: the community is asked, and somebody is given a place.</summary>
    private static async Task ByTheList(Town town)
    {
        var plan = town.Ids["helped plan"] = await Active(town, CareTier.B, "m21", "m22");
        var visit = town.Ids["helped visit"] = Open(town, plan);
        var draft = Working.Draft(town, "secretary", new DateTimeOffset(2026, 11, 27, 15, 0, 0, TimeSpan.FromHours(8)), places: 2);
        var task = await town.As("secretary", tx => CareHelpers.Ask(tx, visit, draft).Value.Id);
        var claim = await town.As("m23", tx => Claiming.Claim(tx, task).Value.Id);
        await town.As("secretary", tx => ClaimApplications.Approve(tx, claim).Value);
        await town.As("m24", tx => Claiming.Claim(tx, task).Value.Id);
        town.Ids["to ask all"] = await Active(town, CareTier.C, "m21", "m22");
    }

    private static async Task ForAMinor(Town town)
    {
        await town.As("secretary", tx => ClaimApplications.Qualify(tx, tx.First<long>(
            "SELECT id FROM claim WHERE person_id = @person AND task_id = @task", new { person = town.Person("m14"), task = town["minors"] })).Value);
        await Active(town, CareTier.C, "m12", "m14", isMinor: true);
    }

    private static async Task<long> Active(
        Town town, CareTier tier, string? first, string? second, CareWay way = CareWay.Visit, CareConsentForm form = CareConsentForm.Spoken, bool isMinor = false)
    {
        var plan = await Draft(town, tier, way, isMinor);
        var scope = town.Words("secretary", "consent scope", "按时上门看看");
        if (first is not null)
        {
            await town.As("secretary", tx => CarePairs.Set(tx, plan, town.Person(first), town.Person(second!)).Value);
        }

        await town.As("secretary", tx => CarePlanning.AskForConsent(tx, plan).Value);
        await town.As("secretary", tx => CarePlanning.RecordConsent(
            tx, plan, new CareConsentGiven(isMinor ? CareGiver.Guardian : CareGiver.Self, form, scope, tx.Now.AddMonths(3))).Value);
        await town.RunTimers();
        return plan;
    }

    private static Task<long> Draft(Town town, CareTier tier, CareWay way = CareWay.Visit, bool isMinor = false)
    {
        var details = new CareDetails
        {
            Tier = tier,
            Way = way,
            IsMinor = isMinor,
            Name = town.Name("secretary"),
            Door = town.Words("secretary", "door", "试小区3号楼"),
            Phone = town.Phone("secretary"),
            Handover = town.Words("secretary", "handover", "敲门重一点"),
        };
        return town.As("secretary", tx => CarePlanning.Draft(tx, town["helan"], details).Value.Id);
    }

    public static long Open(Town town, long plan) =>
        town.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE plan_id = @plan AND state IN ('Due', 'Taken')", new { plan }));
}
