using System.Globalization;
using ChatGov.Emergencies;
using ChatGov.HelpRequests;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Conversations;

/// <summary>待办, and the answers to people who asked for a human.</summary>
internal static class WhatWaits
{
    private static readonly Role[] Secretaries = [Role.Secretary, Role.Deputy, Role.StreetOffice, Role.BannerOffice];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("todo", (scene, _) => ToDo(scene)) { For = [.. Secretaries, Role.UnitLiaison] },
        new("answer_help", AnswerHelp) { For = Secretaries, PointsTo = ["answer_help"] },
    ];

    internal static Message ToDo(Scene scene)
    {
        var help = HelpRequestActs.ListOpen(scene.Tx);
        var items = Waiting.FindOfFeatures(scene.Tx);
        var features = OfFeatures(scene, items).ToList();
        var vacancies = Vacancies.Mine(scene.Tx);
        if (vacancies.Count + features.Count + help.Count == 0)
        {
            return scene.Answer("todo.none");
        }

        var text = scene.Say("todo.head");
        if (items.Any(item => item is { Kind: ToDoKind.Registration or ToDoKind.Transfer, DueAt: null }))
        {
            text += "\n" + scene.Say("todo.calendar_missing", ("year", Registrations.RegistrationLists.MissingYear(scene.Tx.Now)));
        }

        return new Message(text)
        {
            Choices =
            [
                .. features,
                .. vacancies.Select(each => scene.Choice("todo.vacancy." + each.Role, "sign_in", ("org", each.OrgName))),
                .. help.OrderBy(each => each.Emergency is null).Select(each => HelpChoice(scene, each)),
            ],
        };
    }

    /// <summary>What the features say that waits, as far as whoever asks may open it here.</summary>
    private static IEnumerable<Choice> OfFeatures(Scene scene, IReadOnlyList<ToDoItem> all)
    {
        var items = all.ToLookup(item => item.Kind);
        return ChatFeatures.All.SelectMany(feature => feature.ToDo).OrderBy(line => line.Kind).SelectMany(line => items[line.Kind].Select(item => line.Say(scene, item))).Where(line => Opens(scene, line))
            .DistinctBy(line => line.Action);
    }

    private static bool Opens(Scene scene, Choice line) => Conversations.Topics.Find(Intent.Of(line.Action).Name) is { } topic && (topic.For.Count == 0 || topic.For.Any(scene.Roles.Contains));

    private static Choice HelpChoice(Scene scene, OpenHelpRequest each) => scene.Choice(
        "todo.help." + each.Kind, Action("answer_help", each.Id), ("number", each.Id), ("kind", new Named<EmergencyKind>(each.Emergency ?? EmergencyKind.General)));

    private static Message AnswerHelp(Scene scene, string argument)
    {
        var found = Id(argument) is { } id ? HelpRequestActs.FindOpen(scene.Tx, id) : null;
        return found is null ? ToDo(scene) : FormFlow.Open(scene, HelpRequestForms.Answering, "", (HelpRequestForms.Answering.Subject, found.Id));
    }

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}
