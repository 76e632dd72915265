using ChatGov.Access;
using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Emergencies;
using ChatGov.Forms;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Registrations;
using ChatGov.Rosters;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov;

/// <summary>What a feature adds to the chat.</summary>
public sealed record ChatFeature
{
    /// <summary>Of <see cref="Features.All"/>.</summary>
    public required Feature Of { get; init; }

    /// <summary>What a person can ask for.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>What it asks several answers for; the chat asks one at a time.</summary>
    public required IReadOnlyList<Form> Forms { get; init; }

    /// <summary>Conversations that ask in a way of their own.</summary>
    public required IReadOnlyList<Flow> Flows { get; init; }

    /// <summary>How 待办 says what waits: a line for each kind of the feature's <see cref="Feature.ToDo"/>.</summary>
    public required Some<ToDoLine> ToDo { get; init; }
}

/// <param name="Say">The line, and what it opens.</param>
public sealed record ToDoLine(ToDoKind Kind, Func<Scene, ToDoItem, Choice> Say);

/// <summary>The only list of what features add to the chat, for those of <see cref="Features.All"/> of which one speaks; a test holds it against the folders.</summary>
public static class ChatFeatures
{
    public static readonly IReadOnlyList<ChatFeature> All =
    [
        OffersInChat.Feature,
        NeedsInChat.Feature,
        MatchesInChat.Feature,
        AgreementsInChat.Feature,
        MeetingsInChat.Feature,
        CareInChat.Feature,
        RegistrationsInChat.Feature,
        RostersInChat.Feature,
        TasksInChat.Feature,
        ClaimsInChat.Feature,
        HoursInChat.Feature,
        PapersInChat.Feature,
        HelpRequestsInChat.Feature,
        PhotosInChat.Feature,
        EmergenciesInChat.Feature,
        AccessInChat.Feature,
        OrganisationsInChat.Feature,
        PeopleInChat.Feature,
    ];
}
