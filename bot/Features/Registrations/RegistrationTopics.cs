using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Conversations.Members;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>报到, 我报上了没, 转社区, 请假 and 恢复, 退出.</summary>
internal static class RegistrationTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("register", Register),
        new("registration_status", (scene, _) => Status(scene)),
        new("transfer_community", (scene, words) => scene.Begin(TransferFlow.Start(words))),
        new("pause", (scene, words) => words.Length > 0 ? PauseFlow.Until(scene, words) : scene.Begin(PauseFlow.Start())),
        new("resume", (scene, _) => Resume(scene)),
        new("leave", (scene, _) => Leave(scene, erase: false)) { Anywhere = true, WithoutConsent = true },
        new("delete_me", (scene, _) => Leave(scene, erase: true)) { Anywhere = true, WithoutConsent = true },
    ];

    // A stranger has nothing to leave; what they asked a human for can be deleted all the same.
    private static Message Leave(Scene scene, bool erase) =>
        erase || scene.Session.PersonId is not null ? scene.Begin(LeaveFlow.Start(erase)) : scene.Answer("leave.nothing");

    private static Message Register(Scene scene, string words)
    {
        if (InviteCodes.In(words) is { } code && Conversations.Everyone.Returning.Invited(scene, code) is { } returned)
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
            return scene.Answer("registration.none") with { Choices = [scene.Choice("menu.register", "register")] };
        }

        return new Message(TaskPages.Lines(own.Select(each => Line(scene, each)).Append(KindOfPerson.Line(scene))))
        {
            Choices = own.Exists(each => each.State == RegistrationState.Active)
                ? [scene.Choice("menu.list_tasks", "list_tasks"), scene.Choice("menu.transfer_community", "transfer_community")]
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
            { State: RegistrationState.Submitted, DueAt: { } due } => line + scene.Say("registration.line.due", ("due", due)),
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

/// <summary>转社区: which community, and whether the tasks one has claimed stay.</summary>
internal sealed class TransferFlow : StepFlow
{
    private const string Query = "query";
    private const string Target = "target";

    public override string Name => "transfer";

    public static FlowState Start(string words) => FlowState.Begin("transfer", Query).With(Query, words);

    public override Move Step(FlowState state, Answer answer)
    {
        if (state.Step == Target)
        {
            return answer.Chosen is { } keep ? new Move.Done(state.With("claims", keep)) : new Move.Again("transfer.keep_or_release");
        }

        return answer.Chosen is { } orgId
            ? new Move.Next(state.With(Target, orgId).At(Target))
            : new Move.Next(state.With(Query, answer.Text));
    }

    public override Message Ask(Scene scene, FlowState state)
    {
        if (state.Step == Target)
        {
            return scene.Answer("transfer.ask.claims") with
            {
                Choices = [scene.Choice("transfer.keep", "answer:keep"), scene.Choice("transfer.release", "answer:release")],
            };
        }

        if (state[Query].Length == 0)
        {
            return scene.Answer("transfer.ask.community");
        }

        var found = OrgTree.FindCommunities(scene.Tx, state[Query]);
        return found.Count == 0
            ? scene.Answer("register.community_unknown")
            : scene.Answer("register.ask.which_community") with
            {
                Choices = [.. found.Select(org => new Choice(org.Name, string.Create(CultureInfo.InvariantCulture, $"answer:{org.Id}")))],
            };
    }

    public override Message Finish(Scene scene, FlowState state)
    {
        var outcome = scene.Tx.UseCase<Registration>(() =>
        {
            var moving = CommunityTransfers.Request(scene.Tx, long.Parse(state[Target], CultureInfo.InvariantCulture));
            if (moving.Ok && state["claims"] == "release")
            {
                Claims.ClaimWithdrawals.ReleaseAllOf(scene.Tx, scene.PersonId);
            }

            return moving;
        });
        return outcome.Match(
            moving => scene.Answer("transfer.done", ("target", moving.TargetOrgName), ("community", moving.OrgName)),
            scene.Answer);
    }
}

/// <summary>暂停: until which day.</summary>
internal sealed class PauseFlow : StepFlow
{
    private const string UntilStep = "until";

    public override string Name => "pause";

    public static FlowState Start() => FlowState.Begin("pause", UntilStep);

    public static Message Until(Scene scene, string words) => new PauseFlow().Finish(scene, Start().With(UntilStep, words));

    public override Move Step(FlowState state, Answer answer) => new Move.Done(state.With(UntilStep, answer.Chosen ?? answer.Text));

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("pause.ask") with
    {
        Choices =
        [
            scene.Choice("pause.two_weeks", "answer:14"),
            scene.Choice("pause.one_month", "answer:30"),
            scene.Choice("pause.two_months", "answer:60"),
        ],
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var today = Deadlines.Shanghai.Day(scene.Tx.Now);
        var until = int.TryParse(state[UntilStep], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1000
            ? today.AddDays(days)
            : WhenWords.ReadDay(state[UntilStep], scene.Tx.Now);
        if (until is not { } day)
        {
            var question = scene.Begin(Start());
            return question with { Text = scene.Say("pause.unclear") + "\n" + question.Text };
        }

        return RegistrationPauses.Suspend(scene.Tx, day).Match(_ => new Message(TaskPages.Lines(scene.Say("pause.done", ("until", day)), StillHeld(scene, day))), scene.Answer);
    }

    /// <summary>A rest gives no task back by itself: what lies in it is named.</summary>
    private static string StillHeld(Scene scene, DateOnly until)
    {
        var held = Claims.ClaimLists.Mine(scene.Tx).FindAll(claim => claim.StartsAt > scene.Tx.Now && Deadlines.Shanghai.Day(claim.StartsAt) < until);
        return held.Count == 0 ? "" : scene.Say(
            "pause.still_held",
            ("tasks", string.Join('、', held.Select(claim => scene.Say("task.choice.one", ("title", claim.Title), ("when", claim.StartsAt))))));
    }
}

/// <summary>退出 and 删除我: one question, then at once.</summary>
internal sealed class LeaveFlow : StepFlow
{
    private const string Sure = "sure";
    private const string What = "what";

    public override string Name => "leave";

    // Nobody has to agree to anything in order to go.
    public override bool WithoutConsent => true;

    public static FlowState Start(bool erase) => FlowState.Begin("leave", Sure).With(What, erase ? "erase" : "leave");

    public override Move Step(FlowState state, Answer answer) => (answer.Chosen, Assent.Read(answer.Text)) switch
    {
        ("yes", _) or (null, true) => new Move.Done(state.With(Sure, "yes")),
        ("no", _) or (null, false) => new Move.Done(state.With(Sure, "no")),
        _ => new Move.Again("leave.yes_or_no"),
    };

    public override Message Ask(Scene scene, FlowState state) => new(TaskPages.Lines(scene.Say("leave.ask." + state[What]), Offices(scene)))
    {
        Choices = [scene.Choice("leave.yes." + state[What], "answer:yes"), scene.Choice("leave.no", "answer:no")],
    };

    /// <summary>What else ends is named before it does.</summary>
    private static string Offices(Scene scene)
    {
        var offices = scene.Session.PersonId is { } person
            ? Organisations.Appointments.OfPerson(scene.Tx, person).Select(each => each.OrgName + Catalog.Name(scene.Language, each.Role)).ToList()
            : [];
        return offices.Count == 0 ? "" : scene.Say("leave.ask.offices", ("offices", string.Join('、', offices)));
    }

    public override Message Finish(Scene scene, FlowState state)
    {
        if (state[Sure] == "no")
        {
            return scene.Answer("leave.stays");
        }

        var outcome = state[What] switch
        {
            "leave" => RegistrationEndings.Leave(scene.Tx),
            _ when scene.Session.PersonId is null => People.Erasing.EraseChat(scene.Tx, scene.Account),
            _ => People.Erasing.Erase(scene.Tx),
        };
        if (!outcome.Ok)
        {
            return scene.Answer(outcome.Refusal!);
        }

        scene.Session = scene.Session with { ConsentVersion = null, Menu = [], IsOver = state[What] == "erase" };
        return scene.Answer("leave.done." + state[What]);
    }
}
