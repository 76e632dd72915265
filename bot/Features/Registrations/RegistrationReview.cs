using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.ToDo;
using ChatGov.Values;

namespace ChatGov.Registrations;

/// <summary>通过, 退回 and 问一句: the community's answer to who reports there.</summary>
internal static partial class RegistrationReview
{
    private static readonly IReadOnlyList<Role> Deciders = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.Review.Name, Review) { For = Deciders, Opens = true },
        new(RegistrationActions.Approve.Name, Approve) { For = Deciders, PointsTo = [RegistrationActions.Review.Name, RegistrationActions.Approve.Name], Undo = new Undo.By(RegistrationActions.TakeBack, "undo.not.transfer") },
        new(RegistrationActions.ApproveAll.Name, ApproveAll) { For = Deciders, OnlyAsks = true },
        new(RegistrationActions.TakeBack.Name, TakeBack) { For = Deciders, Undo = new Undo.Not(Undo.Not.Again) },
        new(RegistrationActions.Return.Name, Return) { For = Deciders, PointsTo = [RegistrationActions.Review.Name, RegistrationActions.Return.Name] },
        new(RegistrationActions.AskReporter.Name, Ask) { For = Deciders, OnlyAsks = true, PointsTo = [RegistrationActions.Review.Name, RegistrationActions.AskReporter.Name] },
        new(RegistrationActions.AnswerCommunity.Name, Answer) { OnlyAsks = true },
    ];

    /// <summary>The line of 待办.</summary>
    public static Choice ToDo(Scene scene, ToDoItem item) => new(
        new WaitingRegistration
        {
            Id = item.Id,
            IsTransfer = item.Kind == ToDoKind.Transfer,
            Name = item.Person,
            Unit = item.Unit,
            Light = item.Light,
            Kind = Enum.TryParse<PersonKind>(item.Variant, out var kind) ? kind : null,
        }.Line(scene.Language),
        RegistrationActions.Review.On(item.Id));

    private static Message Review(Scene scene, string argument)
    {
        var found = Id(argument) is { } id ? WaitingRegistrations.Find(scene.Tx, id) : null;
        return found is null ? WhatWaits.ToDo(scene) : new Message(RegistrationDetail.Of(scene, found))
        {
            Choices =
            [
                scene.Choice("registration.choice.approve", RegistrationActions.Approve.On(found.Id), ("id", found.Id)),
                scene.Choice("registration.choice.return", RegistrationActions.Return.On(found.Id), ("id", found.Id)),
                scene.Choice("registration.choice.ask", RegistrationActions.AskReporter.On(found.Id)),
            ],
        };
    }

    /// <summary>都通过 may be about claims that wait as well, and 先别都通过 is about none: then the list is shown.</summary>
    private static Message ApproveAll(Scene scene, string words)
    {
        var first = WaitingRegistrations.First(scene.Tx, ApproveAllForm.AtOnce);
        return ApproveAllWords.Meant(first, Numbered(scene, words)) is { Count: > 0 } meant
            ? FormFlow.Open(scene, ApproveAllForm.Form, "", ApproveAllForm.About(meant, WaitingRegistrations.Count(scene.Tx) - first.Count))
            : WhatWaits.ToDo(scene);
    }

    /// <summary>除了3号: the third of the list that is in sight, by its own number.</summary>
    private static string Numbered(Scene scene, string words) => ListNumber().Replace(
        words,
        match => Numerals.TryRead(match.Groups["n"].Value, out var number) && Numbers.Pointed(scene.Session, Topics.First(topic => topic.Intent == RegistrationActions.Return.Name), (int)number) is { } id ? id + "号" : match.Value);

    [GeneratedRegex("(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})号", RegexOptions.None, 1000)]
    private static partial Regex ListNumber();

    private static Message Ask(Scene scene, string argument) => One(scene, argument) is { } id && WaitingRegistrations.Find(scene.Tx, id) is not null
        ? FormFlow.Open(scene, RegistrationTalkForms.Asking, "", (RegistrationTalkForms.Asking.Subject, id))
        : WhatWaits.ToDo(scene);

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

    private static Message Answer(Scene scene, string argument)
    {
        var asked = Id(argument) is { } id ? RegistrationTalk.FindAsked(scene.Tx, id) : RegistrationTalk.FindAsked(scene.Tx);
        return asked is null
            ? scene.Answer("answer_community.none")
            : FormFlow.Open(scene, RegistrationTalkForms.Answering, "", (RegistrationTalkForms.Answering.Subject, asked.Id));
    }

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

        var waiting = WaitingRegistrations.First(scene.Tx, most: 2).ConvertAll(each => ActionName.Print("", each.Id));
        var shown = scene.Session.Menu.Select(choice => choice.Action).Where(IsAboutRegistration).Select(action => action[action.IndexOf(':', StringComparison.Ordinal)..]);
        return waiting.Count == 1 && shown.All(waiting.Contains) ? Id(waiting[0][1..]) : null;
    }

    private static bool IsAboutRegistration(string action) =>
        Array.Exists(["review:", "approve:", "return:", "ask_reporter:"], intent => action.StartsWith(intent, StringComparison.Ordinal));

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
