using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.People;
using ChatGov.Registrations;

namespace ChatGov.Api;

/// <summary>Why, in words that the person reads.</summary>
public sealed record ReasonBody : IRequestBody
{
    public static ReasonBody Example { get; } = new() { Reason = "请补一下工作单位。" };

    [Required, StringLength(200), Description("The person reads it and should know what to do.")]
    public string Reason { get; init; } = "";
}

/// <summary>Many at once; each is decided on its own.</summary>
public sealed record IdsBody : IRequestBody
{
    public static IdsBody Example { get; } = new() { Ids = [101, 102, 103] };

    /// <summary>Which ones, by their numbers.</summary>
    [Required, MinLength(1), MaxLength(Bulk.Most)]
    public IReadOnlyList<long> Ids { get; init; } = [];
}

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
        registrations.MapPost("{id:long}/approve", (Desk desk, long id) => desk.Do(tx => Seen(tx, Deciding.Approve(tx, id))))
            .Does<RegistrationView>("Says yes to a registration, or to a transfer that comes to you");
        registrations.MapPost("{id:long}/return", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Seen(tx, Deciding.Return(tx, id, body.Reason))))
            .Does<RegistrationView>("Sends it back with a reason");
        registrations.MapPost("{id:long}/end", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Seen(tx, Ending.EndBySecretary(tx, id, body.Reason))))
            .Does<RegistrationView>("Ends the registration of somebody who moved away; they are told");
        registrations.MapPost("approve", (Desk desk, IdsBody body) => desk.Do(tx => Bulk.Each(desk, body.Ids, id => Deciding.Approve(tx, id))))
            .Does<Paging.Page<BulkAnswer>>("Says yes to many, each on its own");
    }

    private static Outcome<RegistrationView> Seen(Tx tx, Outcome<Registration> outcome) =>
        outcome.Match<Outcome<RegistrationView>>(registration => RegistrationViews.Find(tx, registration.Id), refusal => refusal);
}
