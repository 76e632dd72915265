using ChatGov.Papers;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Certificates and letters in every state.</summary>
internal static class Papers
{
    public static async Task Tell(Town town)
    {
        await Certificate(town, "veteran", "issued");
        await town.As("veteran", tx => PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, town["garden"], new DateOnly(2026, 1, 1))).Value);
        await Certificate(town, "m06", "to void");
        var revoked = await Certificate(town, "m07", "voided");
        await town.Saying("secretary", "void reason", (tx, words) => PaperRevoking.DeclareVoid(tx, revoked, words).Value);
        await town.As("m02", tx => PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, town["helan"])).Value);
        await town.Does("m06", "单位信", ">answer:yes");
        foreach (var (chat, thing) in new[] { ("m10", "to sign"), ("m11", "to return letter"), ("m12", "signed"), ("m13", "taken letter"), ("m16", "returned letter") })
        {
            await town.Does(chat, "单位信", ">answer:yes", ">paper_agree:");
            town.Ids[thing] = town.Count($"SELECT MAX(id) FROM paper WHERE kind = 'UnitLetter' AND person_id = {town.Person(chat)}");
        }

        foreach (var thing in new[] { "signed", "taken letter" })
        {
            await town.As("secretary", tx => Letters.Sign(tx, town[thing]).Value);
        }

        await town.As("m13", tx => Letters.Take(tx, town["taken letter"]).Value);
        await town.Saying("secretary", "letter return reason", (tx, words) => Letters.Return(tx, town["returned letter"], words).Value);
    }

    private static async Task<string> Certificate(Town town, string chat, string thing)
    {
        var drafted = await town.As(chat, tx => PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, town["helan"])).Value);
        var number = await town.As(chat, tx => PaperIssuing.Issue(tx, drafted.Paper.Id).Value.Facts.Number);
        town.Manifest.Codes.Add(new HandedCode("paper " + thing, "checking", number, "验证 " + number));
        town.Ids[thing] = drafted.Paper.Id;
        return number;
    }
}
