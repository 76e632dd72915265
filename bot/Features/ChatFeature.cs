using ChatGov.Access;
using ChatGov.Actions;
using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Cases;
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
using ChatGov.ThankYouCalls;
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

    /// <summary>What of it stands in the menu, and behind 更多.</summary>
    public IReadOnlyList<MenuLine> Menu { get; init; } = [];

    /// <summary>How it reads sentences that name none of its topics; null where it reads none.</summary>
    internal OwnWords? OwnWords { get; init; }

    /// <summary>How 待办 says what waits: a line for each kind of the feature's <see cref="Feature.ToDo"/>.</summary>
    public required Some<ToDoLine> ToDo { get; init; }
}

/// <summary>An entry of the menu. A messenger's list holds ten, so what is needed now and then stands behind 更多.</summary>
/// <param name="Place">Where: what is less stands higher; the hundreds are whose it is (1 the community's, 2 the unit's, 3 everybody's, 9 behind 更多).</param>
/// <param name="Text">The text of the catalogs.</param>
public sealed record MenuLine(int Place, string Text, ActionName Action)
{
    public const int BehindMore = 900;

    /// <summary>For whom, where that is fewer than may ask for it.</summary>
    public Func<Scene, bool> For { get; init; } = _ => true;
}

/// <summary>What a feature reads better itself than a sentence of any words is read.</summary>
/// <param name="Topic">Whose sentences it reads first, before they are run.</param>
/// <param name="Guess">What words that were understood as nothing are to it; null for nothing.</param>
internal sealed record OwnWords(ActionName Topic, Func<Scene, string, Message?> Guess)
{
    /// <summary>What words are to it where something of it is in sight, whatever else they could be.</summary>
    public Func<Scene, string, Message?> InSight { get; init; } = (_, _) => null;

    /// <summary>They answer what waits for one: asked before those that only show something.</summary>
    public bool AnswersWhatWaits { get; init; }
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
        CasesInChat.Feature,
        MatchesInChat.Feature,
        AgreementsInChat.Feature,
        MeetingsInChat.Feature,
        CareInChat.Feature,
        ThankYouCallsInChat.Feature,
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

    public static readonly IReadOnlyList<MenuLine> Menu = [.. All.SelectMany(feature => feature.Menu).OrderBy(line => line.Place)];

    internal static readonly IReadOnlyList<OwnWords> OwnWords = [.. All.Select(feature => feature.OwnWords).OfType<OwnWords>().OrderBy(words => words.AnswersWhatWaits ? 0 : 1)];
}
