using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>报到: the registrations of one's communities, and the answers to them.</summary>
internal static class RegistrationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var registrations = api.MapGroup("/registrations").WithTags("Registrations");
        registrations.MapGet("", (Desk desk, [AsParameters] PageQuery page, RegistrationState? state, RegistrationKind? kind, PersonKind? personKind, long? orgId) =>
                desk.List(page, (tx, request) => RegistrationViews.List(tx, state, kind, personKind, orgId, request)))
            .Gives<Paging.Page<RegistrationView>>("The registrations of your communities").SortedBy(RegistrationViews.Sorts);
        registrations.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => RegistrationViews.Find(tx, id)))
            .Gives<RegistrationView>("One registration");
        registrations.MapPost("{id:long}/approve", (Desk desk, long id) => desk.Do(tx => Seen(tx, RegistrationDecisions.Approve(tx, id))))
            .Does<RegistrationView>("Says yes to a registration, or to a transfer that comes to you");
        registrations.MapPost("{id:long}/return", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Seen(tx, RegistrationDecisions.Return(tx, id, body.Reason))))
            .Does<RegistrationView>("Sends it back with a reason");
        registrations.MapPost("{id:long}/end", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Seen(tx, RegistrationEndings.EndBySecretary(tx, id, body.Reason))))
            .Does<RegistrationView>("Ends the registration of somebody who moved away; they are told");
        registrations.MapPost("approve", (Desk desk, IdsBody body) => desk.Do(tx => Bulk.Each(desk, body.Ids, id => RegistrationDecisions.Approve(tx, id))))
            .Does<Paging.Page<BulkAnswer>>("Says yes to many, each on its own");
    }

    private static Outcome<RegistrationView> Seen(Tx tx, Outcome<Registration> outcome) =>
        outcome.Match<Outcome<RegistrationView>>(registration => RegistrationViews.Find(tx, registration.Id), refusal => refusal);
}
