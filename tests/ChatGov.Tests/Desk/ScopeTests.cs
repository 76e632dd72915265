using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>
/// Whoever makes something names the place in the body. What is outside one's part is not there; within it, what a role may not do is
/// forbidden, and not "not found".
/// </summary>
public sealed class ScopeTests
{
    private static readonly string[] Places = ["orgId", "unitId", "committeeId", "parentId"];

    [Theory, Databases]
    public async Task What_is_made_for_a_place_is_forbidden_within_it_and_not_there_outside(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        var outside = await site.TokenOf(site.World.OtherSecretary);
        var tried = new List<string>();
        foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Post && call.BodyType is not null && !call.Route.Contains('{', StringComparison.Ordinal)))
        {
            if (PlaceIn(things.Body(call)!) is not { } place)
            {
                continue;
            }

            tried.Add(call.Route);
            (await site.Send(call.Method, call.Route, outside, things.Body(call))).IsProblem(HttpStatusCode.NotFound, "NotFound");
            foreach (var role in Enum.GetValues<Role>())
            {
                var answer = await site.Send(call.Method, call.Route, await site.TokenOf(await Holder(site, role, place)), things.Body(call));
                Assert.True(answer.Status != HttpStatusCode.NotFound, $"{call} by {role}: {answer.Text}");
            }
        }

        Assert.Superset(new HashSet<string> { "/api/v1/tasks", "/api/v1/needs", "/api/v1/care-plans", "/api/v1/meetings", "/api/v1/offers", "/api/v1/organisations", "/api/v1/staff" }, tried.ToHashSet());
    }

    private static long? PlaceIn(object body) =>
        JsonNode.Parse(JsonSerializer.Serialize(body))!.AsObject().Where(field => Places.Contains(field.Key)).Select(field => (long?)field.Value).FirstOrDefault();

    // Written as a row: not every role may be held in every kind of place, and what is asked here is what holding it there would allow.
    private static async Task<long> Holder(DeskSite site, Role role, long place)
    {
        var person = await site.World.Person($"{role} {Guid.CreateVersion7()}");
        await site.Database.Db.Write(tx => tx.Run(
            "INSERT INTO staff_role (person_id, role, org_id, from_at) VALUES (@person, @role, @place, @Now)", new { person, role = role.ToString(), place, tx.Now }));
        return person;
    }
}
