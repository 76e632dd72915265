using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.Access;

/// <param name="Wave">The number of the first of those that wait.</param>
/// <param name="Suspend">True where people left; false where only the app's scope was changed.</param>
public sealed record DepartureDecision([property: Required, Range(1, long.MaxValue), Description("The number of the first of those that wait.")] long? Wave, [property: Required] bool? Suspend) : IRequestBody
{
    public static DepartureDecision Example { get; } = new(7, Suspend: false);
}

/// <param name="Count">How many accounts it was decided for.</param>
public sealed record DeparturesDecided(int Count);

/// <summary>离开的账号: more than twenty accounts that left at once wait for the banner's office.</summary>
internal static class DepartureEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var departures = api.MapGroup("/departures").WithTags("Staff");
        departures.MapGet("", (Desk desk) => desk.Whole<DepartedAccount>(tx => Departures.Asked(tx)))
            .Gives<Paging.Page<DepartedAccount>>("The accounts that left at once and wait for a decision; for the banner's office");
        departures.MapPost("decide", (Desk desk, DepartureDecision body) => desk.Do(tx =>
                Departures.Decide(tx, body.Wave!.Value, body.Suspend!.Value).Match<Data.Outcome<DeparturesDecided>>(count => new DeparturesDecided(count), refusal => refusal)))
            .Does<DeparturesDecided>("Suspends all of them, or leaves them as they are");
    }
}
