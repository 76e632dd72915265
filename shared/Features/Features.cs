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

/// <summary>The only list of features.</summary>
public static class Features
{
    public static readonly IReadOnlyList<Feature> All =
    [
        OffersFeature.Feature,
        NeedsFeature.Feature,
        MatchesFeature.Feature,
        AgreementsFeature.Feature,
        MeetingsFeature.Feature,
        CareFeature.Feature,
        RegistrationsFeature.Feature,
        TasksFeature.Feature,
        ClaimsFeature.Feature,
        HoursFeature.Feature,
        PapersFeature.Feature,
    ];
}
