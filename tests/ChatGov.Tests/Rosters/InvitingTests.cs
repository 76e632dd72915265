using System.Net;
using System.Text.Json.Nodes;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>Codes for members who have not reported, and the page for the wall.</summary>
public sealed class InvitingTests
{
    [Theory, Databases]
    public async Task Every_member_without_a_code_gets_one_and_it_works(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var liaison = await site.TokenOf(site.World.Liaison);
        var rows = await site.Database.Db.Write(tx => Enumerable.Range(0, Inviting201).Select(i => Roster.Add(tx, site.World.Unit, $"成员{i}", null)).ToList());

        var one = (await site.Post($"/api/v1/units/{site.World.Unit}/roster/{rows[0]}/invite-codes", liaison)).Is(HttpStatusCode.Created).Json;
        var first = (await site.Post($"/api/v1/units/{site.World.Unit}/invite-codes", liaison)).Is(HttpStatusCode.Created).Json;
        Assert.Equal("200 1", $"{first["items"]!.AsArray().Count} {first["remaining"]}");
        var second = (await site.Post($"/api/v1/units/{site.World.Unit}/invite-codes", liaison)).Is(HttpStatusCode.Created).Json;
        Assert.Equal("1 0", $"{second["items"]!.AsArray().Count} {second["remaining"]}");
        foreach (var code in new JsonNode?[] { one, first["items"]![0], second["items"]![0] })
        {
            var match = await site.Database.Db.Write(tx => InviteCodes.Check(tx, (string)code!["code"]!, "test"));
            Assert.Equal((long)code!["rosterId"]!, match.Value.RosterId);
        }

        (await site.Post($"/api/v1/units/{site.World.Unit}/roster/{rows[0]}/invite-codes", await site.TokenOf(site.World.Secretary))).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory, Databases]
    public async Task The_page_for_the_wall_is_a_pdf_with_and_without_a_bot(Provider provider)
    {
        foreach (var settings in new (string, string)[][] { [], [("Telegram:BotName", "@chatgov_bot")] })
        {
            await using var site = await DeskSite.Start(provider, settings);
            var poster = (await site.Get($"/api/v1/organisations/{site.World.Helan}/poster.pdf", await site.TokenOf(site.World.Secretary))).Is(HttpStatusCode.OK);
            Assert.Equal("application/pdf", poster.MediaType);
            Assert.StartsWith("%PDF-1.7", poster.Text, StringComparison.Ordinal);
        }
    }

    private const int Inviting201 = ChatGov.Rosters.Inviting.AtOnce + 2;
}
