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

    /// <summary>How 待办 names one.</summary>
    public static Choice Line(Scene scene, ToDoItem item) => scene.Choice(
        "todo.help." + item.Variant, HelpRequestActions.AnswerHelp.On(item.Id), ("number", item.Id), ("kind", new Named<EmergencyKind>(KindOf(scene, item))));

    private static EmergencyKind KindOf(Scene scene, ToDoItem item) => item.Variant == nameof(HelpRequestKind.Emergency)
        ? HelpRequestActs.FindOpen(scene.Tx, item.Id)?.Emergency ?? EmergencyKind.General
        : EmergencyKind.General;

    private static Message Answer(Scene scene, string argument)
    {
        var found = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? HelpRequestActs.FindOpen(scene.Tx, id) : null;
        return found is null ? WhatWaits.ToDo(scene) : FormFlow.Open(scene, HelpRequestForms.Answering, "", (HelpRequestForms.Answering.Subject, found.Id));
    }
}
