using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Papers;
using ChatGov.Registrations;
using ChatGov.Tasks;

namespace ChatGov;

/// <summary>What a feature adds to the desk.</summary>
public sealed record DeskFeature
{
    /// <summary>Of <see cref="Features.All"/>.</summary>
    public required Feature Of { get; init; }

    public required Action<RouteGroupBuilder> Endpoints { get; init; }
}

/// <summary>The only list of what features add to the desk; a test holds it against <see cref="Features.All"/>.</summary>
public static class DeskFeatures
{
    public static readonly IReadOnlyList<DeskFeature> All =
    [
        OffersAtTheDesk.Feature,
        NeedsAtTheDesk.Feature,
        MatchesAtTheDesk.Feature,
        AgreementsAtTheDesk.Feature,
        MeetingsAtTheDesk.Feature,
        CareAtTheDesk.Feature,
        RegistrationsAtTheDesk.Feature,
        TasksAtTheDesk.Feature,
        ClaimsAtTheDesk.Feature,
        HoursAtTheDesk.Feature,
        PapersAtTheDesk.Feature,
    ];
}
