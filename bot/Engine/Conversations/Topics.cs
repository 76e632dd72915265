using System.Collections.Frozen;
using ChatGov.Access;
using ChatGov.Emergencies;
using ChatGov.Forms;
using ChatGov.HelpRequests;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Tasks;

namespace ChatGov.Conversations;

/// <summary>All that a person can ask for: of the features what their <see cref="ChatFeature"/> lists, of the rest what stands here.</summary>
public static class Topics
{
    public static readonly IReadOnlyList<Topic> All =
    [
        .. CallFirst.Topics,
        .. CommandOrAnswer.Topics,
        .. Undoing.Topics,
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
        .. LinkedMessengers.Topics,
        .. WhatWaits.Topics,
        .. PhotoTopics.Topics,
        .. KindTopics.Topics,
        .. SignInTopics.Topics,
        .. ChatFeatures.All.SelectMany(feature => feature.Topics),
    ];

    private static readonly FrozenDictionary<string, Topic> ByIntent = All.ToFrozenDictionary(topic => topic.Intent, StringComparer.Ordinal);

    public static Topic? Find(string intent) => ByIntent.GetValueOrDefault(intent);
}

/// <summary>All conversations of several questions.</summary>
public static class Flows
{
    // Before the list that is made of them.
    public static readonly IReadOnlyList<Form> Forms =
    [
        HelpRequestForms.Asking, HelpRequestForms.Answering, SkillsForm.Form, FreeTimesForm.Form,
        .. ChatFeatures.All.SelectMany(feature => feature.Forms),
    ];

    public static readonly IReadOnlyList<Flow> All = 
    [
        new RenameFlow(),
        new SignOutFlow(),
        .. ChatFeatures.All.SelectMany(feature => feature.Flows),
        .. Forms.Select(form => new FormFlow(form)),
    ];

    private static readonly FrozenDictionary<string, Flow> ByName = All.ToFrozenDictionary(flow => flow.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<FormerName, string> Renamed = Forms
        .SelectMany(form => form.Formerly.Select(name => (name, form.Name))).ToFrozenDictionary(pair => pair.name, pair => pair.Name);

    /// <summary>A chat that was in the middle of a conversation which is a form of its own now goes on in that.</summary>
    public static FlowState Current(FlowState state) =>
        Renamed.Where(pair => pair.Key.Flow == state.Flow && state[pair.Key.About] == pair.Key.Value).Select(pair => state with { Flow = pair.Value }).FirstOrDefault() ?? state;

    public static Flow? Find(string name) => ByName.GetValueOrDefault(name);
}
