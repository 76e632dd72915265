using System.Globalization;
using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Registrations;

/// <summary>通过 and 退回: the community's answer to who reports there.</summary>
internal static class RegistrationReview
{
    private static readonly IReadOnlyList<Role> Deciders = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.Review.Name, Review) { For = Deciders },
        new(RegistrationActions.Approve.Name, Approve) { For = Deciders, PointsTo = [RegistrationActions.Review.Name, RegistrationActions.Approve.Name], Undo = new Undo.By(RegistrationActions.TakeBack, "undo.not.transfer") },
        new(RegistrationActions.TakeBack.Name, TakeBack) { For = Deciders, Undo = new Undo.Not(Undo.Not.Again) },
        new(RegistrationActions.Return.Name, Return) { For = Deciders, PointsTo = [RegistrationActions.Review.Name, RegistrationActions.Return.Name] },
    ];

    /// <summary>The line of 待办.</summary>
    public static Choice ToDo(Scene scene, ToDoItem item) => new(
        Line(scene, new Shown(item.Id, item.Kind == ToDoKind.Transfer, item.Person, item.Unit, item.Light, Enum.TryParse<PersonKind>(item.Variant, out var kind) ? kind : null)),
        RegistrationActions.Review.On(item.Id));

    private static string Line(Scene scene, WaitingRegistration each) => Line(
        scene, new Shown(each.Registration.Id, each.Registration.State == RegistrationState.Transferring, each.Name, each.UnitName, each.Light, each.PersonKind));

    private static string Line(Scene scene, Shown each)
    {
        var light = each.Light == Deadlines.Light.Green ? "" : $"（{Catalog.Name(scene.Language, each.Light)}）";
        var kind = each.Kind is { } said ? $"（{Catalog.Name(scene.Language, said)}）" : "";
        return scene.Say(each.IsTransfer ? "todo.transfer" : "todo.registration", ("id", each.Id), ("name", each.Name + kind), ("unit", each.Unit)) + light;
    }

    private static Message Review(Scene scene, string argument)
    {
        var found = Id(argument) is { } id ? RegistrationLists.FindWaitingForMe(scene.Tx, id) : null;
        if (found is null)
        {
            return WhatWaits.ToDo(scene);
        }

        return new Message(Line(scene, found))
        {
            Choices =
            [
                scene.Choice("registration.choice.approve", RegistrationActions.Approve.On(found.Registration.Id), ("id", found.Registration.Id)),
                scene.Choice("registration.choice.return", RegistrationActions.Return.On(found.Registration.Id), ("id", found.Registration.Id)),
            ],
        };
    }

    private static Message Approve(Scene scene, string argument) => One(scene, argument) is not { } id
        ? WhatWaits.ToDo(scene)
        : RegistrationDecisions.Approve(scene.Tx, id).Match(
            registration =>
            {
                // A transfer ended another registration, and began one of its own.
                scene.DoneTo = registration.Id == id ? id : null;
                return scene.Answer("todo.approved", ("number", registration.Number!));
            },
            scene.Answer);

    private static Message TakeBack(Scene scene, string id) => RegistrationDecisions.TakeBack(scene.Tx, ActionName.Id(id)).Match(
        registration => scene.Answer("todo.approval_taken_back", ("number", registration.Number!)) with { Choices = [scene.Choice("menu.todo", ChatActions.Todo.Name)] },
        scene.Answer);

    private static Message Return(Scene scene, string argument) => One(scene, argument) is { } id
        ? FormFlow.Open(scene, RegistrationForms.Returning, "", (RegistrationForms.Returning.Subject, id))
        : WhatWaits.ToDo(scene);

    /// <summary>
    /// The one meant: by number, or the only one that waits, unless another was looked at last and is answered by now.
    /// </summary>
    private static long? One(Scene scene, string argument)
    {
        if (Id(argument) is { } id)
        {
            return id;
        }

        // 通过 and 退回 may as well be about a claim that waits: then the list is shown.
        if (ClaimApplications.WaitingForMe(scene.Tx).Count > 0)
        {
            return null;
        }

        var waiting = RegistrationLists.WaitingForMe(scene.Tx).ConvertAll(each => ActionName.Print("", each.Registration.Id));
        var shown = scene.Session.Menu.Select(choice => choice.Action).Where(IsAboutRegistration).Select(action => action[action.IndexOf(':', StringComparison.Ordinal)..]);
        return waiting.Count == 1 && shown.All(waiting.Contains) ? Id(waiting[0][1..]) : null;
    }

    private static bool IsAboutRegistration(string action) =>
        Array.Exists(["review:", "approve:", "return:"], intent => action.StartsWith(intent, StringComparison.Ordinal));

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>What its line says, alone or in a list.</summary>
    private sealed record Shown(long Id, bool IsTransfer, string Name, string Unit, Deadlines.Light Light, PersonKind? Kind);
}
