using System.Collections.Frozen;
using ChatGov.Forms;

namespace ChatGov.Conversations;

/// <summary>All that a person can ask for: what features add, and what the chat itself understands.</summary>
public static class Topics
{
    public static readonly IReadOnlyList<Topic> All =
    [
        .. CommandOrAnswer.Topics,
        .. Undoing.Topics,
        .. Menus.Topics,
        .. Sayable.Topics,
        .. Speaking.Topics,
        .. WhatWaits.Topics,
        .. ChatFeatures.All.SelectMany(feature => feature.Topics),
    ];

    private static readonly FrozenDictionary<string, Topic> ByIntent = All.ToFrozenDictionary(topic => topic.Intent, StringComparer.Ordinal);

    public static Topic? Find(string intent) => ByIntent.GetValueOrDefault(intent);
}

/// <summary>All conversations of several questions.</summary>
public static class Flows
{
    // Before the list that is made of them.
    public static readonly IReadOnlyList<Form> Forms = [.. ChatFeatures.All.SelectMany(feature => feature.Forms)];

    public static readonly IReadOnlyList<Flow> All = [.. ChatFeatures.All.SelectMany(feature => feature.Flows), .. Forms.Select(form => new FormFlow(form))];

    private static readonly FrozenDictionary<string, Flow> ByName = All.ToFrozenDictionary(flow => flow.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<FormerName, string> Renamed = Forms
        .SelectMany(form => form.Formerly.Select(name => (name, form.Name))).ToFrozenDictionary(pair => pair.name, pair => pair.Name);

    /// <summary>A chat that was in the middle of a conversation which is a form of its own now goes on in that.</summary>
    public static FlowState Current(FlowState state) =>
        Renamed.Where(pair => pair.Key.Flow == state.Flow && state[pair.Key.About] == pair.Key.Value).Select(pair => state with { Flow = pair.Value }).FirstOrDefault() ?? state;

    public static Flow? Find(string name) => ByName.GetValueOrDefault(name);
}
