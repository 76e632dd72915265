using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>报到, 我报上了没, 转社区, 请假 and 恢复, 退出.</summary>
internal static class RegistrationTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.Register.Name, Register) { OnlyAsks = true },
        new(RegistrationActions.RegistrationStatus.Name, (scene, _) => Status(scene)) { OnlyShows = true },
        new(RegistrationActions.TransferCommunity.Name, (scene, words) => FormFlow.Open(scene, RegistrationForms.Transferring, words)) { OnlyAsks = true },
        new(RegistrationActions.Pause.Name, (scene, words) => FormFlow.Open(scene, RegistrationForms.Pausing, words)) { OnlyAsks = true },
        new(RegistrationActions.Resume.Name, (scene, _) => Resume(scene)),
        new(RegistrationActions.Leave.Name, (scene, _) => Leave(scene, erase: false)) { Anywhere = true, WithoutConsent = true, OnlyAsks = true },
        new(RegistrationActions.DeleteMe.Name, (scene, _) => Leave(scene, erase: true)) { Anywhere = true, WithoutConsent = true, OnlyAsks = true },
    ];

    // A stranger has nothing to leave; what they asked a human for can be deleted all the same.
    private static Message Leave(Scene scene, bool erase) =>
        erase || scene.Session.PersonId is not null
            ? FormFlow.Open(scene, LeavingForm.Form, "", (LeavingForm.What, erase ? LeavingForm.Erase : LeavingForm.Leave))
            : scene.Answer("leave.nothing");

    private static Message Register(Scene scene, string words)
    {
        if (InviteCodes.In(words) is { } code && Returning.Invited(scene, code) is { } returned)
        {
            return returned;
        }

        var open = RegistrationLists.Own(scene.Tx).Find(each => each.Kind == RegistrationKind.Home && each.State != RegistrationState.Returned);
        return open is null
            ? scene.Begin(RegisterFlow.Start(scene, words))
            : Status(scene);
    }

    private static Message Status(Scene scene)
    {
        var own = RegistrationLists.Own(scene.Tx);
        if (own.Count == 0)
        {
            return scene.Answer("registration.none") with { Choices = [scene.Choice("menu.register", RegistrationActions.Register.Name)] };
        }

        return new Message(TaskPages.Lines(own.Select(each => Line(scene, each)).Append(KindOfPerson.Line(scene))))
        {
            Choices = own.Exists(each => each.State == RegistrationState.Active)
                ? [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name), scene.Choice("menu.transfer_community", RegistrationActions.TransferCommunity.Name)]
                : [],
        };
    }

    private static string Line(Scene scene, Registration each)
    {
        var line = scene.Say(
            "registration.line",
            ("community", each.OrgName),
            ("kind", Catalog.Name(scene.Language, each.Kind)),
            ("state", Catalog.Name(scene.Language, each.State)),
            ("number", each.Number ?? ""));
        return each switch
        {
            { State: RegistrationState.Submitted, DueAt: { } due } => line + scene.Say("registration.line.due", ("due", Deadlines.Shanghai.Day(due))),
            { State: RegistrationState.Returned, Reason: { } reason } => line + scene.Say("registration.line.reason", ("reason", reason)),
            { State: RegistrationState.Transferring } => line + scene.Say("registration.line.target", ("target", each.TargetOrgName)),
            { State: RegistrationState.Suspended, SuspendedUntil: { } until } => line + scene.Say("registration.line.until", ("until", Deadlines.Shanghai.Day(until))),
            _ => line,
        };
    }

    private static Message Resume(Scene scene) => RegistrationPauses.Resume(scene.Tx).Match(
        registration => scene.Answer("registration.resumed", ("community", registration.OrgName)),
        scene.Answer);
}
