using System.Collections.Frozen;
using ChatGov.Conversations.Everyone;
using ChatGov.Conversations.Members;
using ChatGov.Conversations.Staff;

namespace ChatGov.Conversations;

/// <summary>All that a person can ask for. A feature adds its topics here, and its words to the catalogs.</summary>
public static class Topics
{
    public static readonly IReadOnlyList<Topic> All =
    [
        .. CallFirst.Topics,
        .. CommandOrAnswer.Topics,
        .. Menus.Topics,
        .. Notice.Topics,
        .. Helping.Topics,
        .. Speaking.Topics,
        .. Returning.Topics,
        .. DepartureTopics.Topics,
        .. KindOfPerson.Topics,
        .. RenameFlow.Topics,
        .. Notices.Topics,
        .. Myself.Topics,
        .. MyData.Topics,
        .. Members.Messengers.Topics,
        .. Desk.Topics,
        .. PhotoDesk.Topics,
        .. KindDesk.Topics,
        .. SignInDesk.Topics,
        .. ChatFeatures.All.SelectMany(feature => feature.Topics),
    ];

    private static readonly FrozenDictionary<string, Topic> ByIntent = All.ToFrozenDictionary(topic => topic.Intent, StringComparer.Ordinal);

    public static Topic? Find(string intent) => ByIntent.GetValueOrDefault(intent);
}

/// <summary>All conversations of several questions.</summary>
public static class Flows
{
    public static readonly IReadOnlyList<Flow> All = 
    [
        new HelpRequestFlow(),
        new RenameFlow(),
        new SkillsFlow(),
        new FreeTimesFlow(),
        new AnswerHelpFlow(),
        new SentenceFlow(),
        new SignOutFlow(),
        .. ChatFeatures.All.SelectMany(feature => feature.Flows),
        .. ChatFeatures.All.SelectMany(feature => feature.Forms).Select(form => new FormFlow(form)),
    ];

    private static readonly FrozenDictionary<string, Flow> ByName = All.ToFrozenDictionary(flow => flow.Name, StringComparer.Ordinal);

    public static Flow? Find(string name) => ByName.GetValueOrDefault(name);
}
