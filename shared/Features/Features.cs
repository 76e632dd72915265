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
using ChatGov.Matching;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Registrations;
using ChatGov.Rosters;
using ChatGov.Tasks;
using ChatGov.ThankYouCalls;

namespace ChatGov;

/// <summary>The only list of features, in the order in which what they do about somebody who leaves is done.</summary>
public static class Features
{
    public static readonly IReadOnlyList<Feature> All =
    [
        RegistrationsFeature.Feature,
        OffersFeature.Feature,
        NeedsFeature.Feature,
        CasesFeature.Feature,
        MatchesFeature.Feature,
        AgreementsFeature.Feature,
        MeetingsFeature.Feature,
        CareFeature.Feature,
        ThankYouCallsFeature.Feature,
        TasksFeature.Feature,
        ClaimsFeature.Feature,
        HoursFeature.Feature,
        PapersFeature.Feature,
        HelpRequestsFeature.Feature,
        PhotosFeature.Feature,
        EmergenciesFeature.Feature,
        AccessFeature.Feature,
        CalendarsFeature.Feature,
        RostersFeature.Feature,
        OrganisationsFeature.Feature,
        PeopleFeature.Feature,
        MatchingFeature.Feature,
        AuditingFeature.Feature,
    ];
}
