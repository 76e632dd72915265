using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Tasks;

namespace ChatGov;

/// <summary>What a feature adds to the chat.</summary>
public sealed record ChatFeature
{
    /// <summary>Of <see cref="Features.All"/>.</summary>
    public required Feature Of { get; init; }

    /// <summary>What a person can ask for.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>Conversations of several questions.</summary>
    public required IReadOnlyList<Flow> Flows { get; init; }

    /// <summary>What one sentence is asked for.</summary>
    public required IReadOnlyList<SentenceQuestion> Sentences { get; init; }
}

/// <summary>The only list of what features add to the chat; a test holds it against <see cref="Features.All"/>.</summary>
public static class ChatFeatures
{
    public static readonly IReadOnlyList<ChatFeature> All = [NeedsInChat.Feature, MatchesInChat.Feature, TasksInChat.Feature, ClaimsInChat.Feature, HoursInChat.Feature];
}
