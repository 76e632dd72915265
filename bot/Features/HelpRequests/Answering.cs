using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Emergencies;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.HelpRequests;

/// <summary>The answers to people who asked for a human.</summary>
internal static class Answering
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(HelpRequestActions.AnswerHelp.Name, Answer) { For = Can.RunCommunity.Roles, PointsTo = [HelpRequestActions.AnswerHelp.Name] }];

    private const int Longest = 16;

    /// <summary>How 待办 names one: whoever answers reads what it is of. Of an emergency nothing but its kind was kept.</summary>
    public static Choice Line(Scene scene, ToDoItem item) => scene.Choice(
        "todo.help." + item.Variant, HelpRequestActions.AnswerHelp.On(item.Id),
        ("number", item.Id),
        ("kind", new Named<EmergencyKind>(Enum.TryParse<EmergencyKind>(item.Words, out var kind) ? kind : EmergencyKind.General)),
        ("words", Short(scene, item.Words)));

    private static string Short(Scene scene, string words)
    {
        var line = words.ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? "" : scene.Say("todo.help.words", ("words", line.Letters() > Longest ? line.FirstLetters(Longest) + "…" : line));
    }

    private static Message Answer(Scene scene, string argument)
    {
        var found = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? HelpRequestActs.FindOpen(scene.Tx, id) : null;
        return found is null ? WhatWaits.ToDo(scene) : FormFlow.Open(scene, HelpRequestForms.Answering, "", (HelpRequestForms.Answering.Subject, found.Id));
    }
}
