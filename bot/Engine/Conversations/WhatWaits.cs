using ChatGov.Actions;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Conversations;

/// <summary>待办: what waits for whoever asks, a line each, as the feature says it.</summary>
internal static class WhatWaits
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(ChatActions.Todo.Name, (scene, _) => ToDo(scene)) { For = [.. Can.RunCommunity.Roles, .. Can.SpeakForUnit.Roles, .. Can.CallBack.Roles], OnlyShows = true }];

    internal static Message ToDo(Scene scene)
    {
        var items = Waiting.Find(scene.Tx).Items;
        var lines = Lines(scene, items).ToList();
        if (lines.Count == 0)
        {
            return scene.Answer("todo.none");
        }

        var text = scene.Say("todo.head");
        if (items.Any(item => item is { Kind: ToDoKind.Registration or ToDoKind.Transfer, DueAt: null }))
        {
            text += "\n" + scene.Say("todo.calendar_missing", ("year", Registrations.RegistrationLists.MissingYear(scene.Tx.Now)));
        }

        return new Message(text) { Choices = lines };
    }

    /// <summary>As far as whoever asks may open it here. What two lines open alike is said once, but for what opens nothing of its own.</summary>
    private static IEnumerable<Choice> Lines(Scene scene, IReadOnlyList<ToDoItem> all)
    {
        var items = all.ToLookup(item => item.Kind);
        return ChatFeatures.All.SelectMany(feature => feature.ToDo).OrderBy(line => line.Kind)
            .SelectMany(line => items[line.Kind].Select(item => line.Say(scene, item))).Where(line => Opens(scene, line))
            .DistinctBy(line => line.Action.Contains(':', StringComparison.Ordinal) ? line.Action : line.Action + line.Label);
    }

    private static bool Opens(Scene scene, Choice line) => Conversations.Topics.Find(Intent.Of(line.Action).Name) is { } topic && topic.IsFor(scene);
}
