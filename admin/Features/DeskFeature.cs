using ChatGov.Access;
using ChatGov.Agreements;
using ChatGov.Auditing;
using ChatGov.Calendars;
using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Claims;
using ChatGov.Emergencies;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.Photos;
using ChatGov.Registrations;
using ChatGov.Rosters;
using ChatGov.Tasks;
using ChatGov.ThankYouCalls;

namespace ChatGov;

/// <summary>What a feature adds to the desk.</summary>
public sealed record DeskFeature
{
    /// <summary>Of <see cref="Features.All"/>.</summary>
    public required Feature Of { get; init; }

    public required Action<RouteGroupBuilder> Endpoints { get; init; }
}

/// <summary>The only list of what features add to the desk, for those of <see cref="Features.All"/> that are kept at one; a test holds it against the folders.</summary>
public static class DeskFeatures
{
    public static readonly IReadOnlyList<DeskFeature> All =
    [
        AccessAtTheDesk.Feature,
        OrganisationsAtTheDesk.Feature,
        EmergenciesAtTheDesk.Feature,
        RostersAtTheDesk.Feature,
        OffersAtTheDesk.Feature,
        NeedsAtTheDesk.Feature,
        CasesAtTheDesk.Feature,
        MatchesAtTheDesk.Feature,
        AgreementsAtTheDesk.Feature,
        MeetingsAtTheDesk.Feature,
        CareAtTheDesk.Feature,
        ThankYouCallsAtTheDesk.Feature,
        RegistrationsAtTheDesk.Feature,
        TasksAtTheDesk.Feature,
        ClaimsAtTheDesk.Feature,
        HoursAtTheDesk.Feature,
        PapersAtTheDesk.Feature,
        HelpRequestsAtTheDesk.Feature,
        PhotosAtTheDesk.Feature,
        AuditingAtTheDesk.Feature,
        CalendarsAtTheDesk.Feature,
    ];
}
