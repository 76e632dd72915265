using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Registrations;

/// <summary>
/// 报到: who you are (a code, your own contact, or neither), where you live, your name if nobody knows it yet. Whose account a
/// roster gives is asked only where they live.
/// </summary>
internal sealed class RegisterFlow : StepFlow
{
    public const string FlowName = "register";
    private const string Proof = "proof";
    private const string Community = "community";
    private const string UnitStep = "unit";
    private const string NameStep = "name";
    private const string KindStep = "kind_of_person";
    private const string SaidKind = "said_kind";
    private const string KindKnown = "kind_known";
    private const string NotSaid = "skip";
    private const string Code = "code";
    private const string OwnPhone = "phone";
    private const string OnRoster = "on_roster";
    private const string NotMe = "not_me";
    private const string WrongCodes = "wrong_codes";
    private const string Query = "query";
    private const string OrgId = "org";
    private const string Kind = "kind";
    private const string GivenName = "given_name";
    private const string NameKnown = "name_known";
    private const string KeepName = "keep_name";

    public override string Name => FlowName;

    public static FlowState Start(Scene scene, string words)
    {
        var state = FlowState.Begin(FlowName, Proof);
        state = scene.Session.PersonName.Length > 0 && !WasReturned(scene) ? state.With(NameKnown, "yes") : state;
        state = People.PersonKinds.Of(scene.Tx, scene.PersonId) is { } kind ? state.With(KindKnown, kind.ToString()) : state;
        if (Known(scene, state) is not null)
        {
            // A code cannot say more than the roster does, and a mistyped one would only cost them another question.
            return state.With(OnRoster, "yes").At(Community);
        }

        var code = InviteCodes.In(words);
        return code is null ? state : state.With(Code, code).At(Community);
    }

    public override Undo Undo => new Undo.Not("undo.not.registered");

    public override Move Step(FlowState state, Answer answer) => state.Step switch
    {
        // Found in a pocket after the question for it is over.
        not Proof when answer.Chosen is null && !state.Has(Code) && !state.Has(OnRoster) && InviteCodes.In(answer.Text) is { } code => AfterProof(state.With(Code, code).With(Query, "")),
        Proof => StepProof(state, answer),
        Community => StepCommunity(state, answer),
        UnitStep => StepUnit(state, answer),
        KindStep => KindIn(answer) is { } kind ? AfterCommunity(state.With(SaidKind, kind)) : new Move.Again("register.kind_unclear"),
        _ => StepName(state, answer),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        // Whoever has said before what they are is not asked again.
        Proof => scene.Answer(state.Has(KindKnown) ? "register.ask.proof" : "register.ask.proof_and_kind") with
        {
            Choices = state.Has(KindKnown) ? [scene.Choice("register.no_code", "answer:none")] : [.. KindChoices(scene, "register.no_code.")],
            AskContact = true,
        },
        KindStep => scene.Answer("register.ask.kind") with { Choices = [.. KindChoices(scene, "register.kind."), scene.Choice("everyone.skip", "answer:" + NotSaid)] },
        Community => AskCommunity(scene, state),
        UnitStep => AskUnit(scene, state),
        _ => AskName(scene, state),
    };

    protected override Message Finish(Scene scene, FlowState state)
    {
        if (state.Has(Code) && Returning.Invited(scene, state[Code]) is { } returned)
        {
            return returned;
        }

        if (state.Has(OnRoster) && Known(scene, state) is null)
        {
            // The unit has taken the row back, or somebody has proved it by a code meanwhile.
            return scene.Begin(Without(state, OnRoster).At(Proof));
        }

        if (NeedsKind(scene, state))
        {
            return scene.Begin(state.At(KindStep));
        }

        if (NeedsName(scene, state))
        {
            return scene.Begin(state.At(NameStep));
        }

        var kind = state.Has(Kind) ? Enum.Parse<RegistrationKind>(state[Kind]) : RegistrationKind.Home;
        var submitted = RegistrationRequests.Submit(scene.Tx, new SubmitRequest
        {
            Kind = kind,
            OrgId = long.Parse(state[OrgId], CultureInfo.InvariantCulture),
            InviteCode = state.Has(Code) ? state[Code] : null,
            OwnPhone = state.Has(OwnPhone) ? state[OwnPhone] : null,
            Account = state.Has(NotMe) ? null : scene.Account,
            Name = state.Has(GivenName) ? state[GivenName] : null,
            PersonKind = Enum.TryParse<People.PersonKind>(state[SaidKind], out var said) ? said : null,
            IdentityKey = scene.Session.IdentityKey,
        });
        return submitted.Match(registration => Done(scene, registration), refusal => Refused(scene, state, refusal));
    }

    private static bool WasReturned(Scene scene) => RegistrationLists.Own(scene.Tx).Exists(each => each.State == RegistrationState.Returned);

    /// <summary>The row of a roster that gives this very account, unless they said that it is not them.</summary>
    private static People.RosterRow? Known(Scene scene, FlowState state) =>
        state.Has(NotMe) ? null : People.Roster.FindByAccount(scene.Tx, scene.Account, scene.PersonId);

    // A number that is on no roster brings no name with it.
    private static bool NeedsName(Scene scene, FlowState state) =>
        !state.Has(Code) && !state.Has(NameKnown) && !state.Has(GivenName) && Known(scene, state) is null
        && (!state.Has(OwnPhone) || People.Roster.FindByPhone(scene.Tx, state[OwnPhone], scene.PersonId) is null);

    // A roster says it, by a code, a number or an account; who stands on none and has not said is asked.
    private static bool NeedsKind(Scene scene, FlowState state) =>
        !state.Has(Code) && !state.Has(SaidKind) && !state.Has(KindKnown) && Known(scene, state) is null
        && (!state.Has(OwnPhone) || People.Roster.FindByPhone(scene.Tx, state[OwnPhone], scene.PersonId) is null);

    private static IEnumerable<Choice> KindChoices(Scene scene, string prefix) =>
        Enum.GetValues<People.PersonKind>().Select(kind => scene.Choice(prefix + kind, "answer:" + kind));

    /// <summary>The kind chosen or said in words; null where the answer says nothing of it.</summary>
    private static string? KindIn(Answer answer) =>
        answer.Chosen == NotSaid ? NotSaid
        : Enum.TryParse<People.PersonKind>(answer.Chosen, out var chosen) ? chosen.ToString()
        : answer.Chosen is null ? People.PersonKinds.Read(answer.Text)?.ToString()
        : null;

    private static Move StepProof(FlowState state, Answer answer)
    {
        if (answer.OwnPhone is { } phone)
        {
            return AfterProof(state.With(OwnPhone, phone));
        }

        if (answer.Chosen == "none")
        {
            return AfterProof(state);
        }

        return InviteCodes.In(answer.Text) is { } code ? AfterProof(state.With(Code, code))
            : KindIn(answer) is { } kind ? AfterProof(state.With(SaidKind, kind))
            : new Move.Again("register.code_unclear") { Twice = "register.code_how" };
    }

    private static Move AfterProof(FlowState state) => state.Has(OrgId) ? AfterCommunity(state) : new Move.Next(state.At(Community));

    private static Move StepCommunity(FlowState state, Answer answer) => answer.Chosen switch
    {
        "partner" => new Move.Next(state.With(Kind, nameof(RegistrationKind.UnitPartner)).With(Query, "").At(UnitStep)),
        NotMe => new Move.Next(Without(state, OnRoster).With(NotMe, "yes").At(Proof)),
        { } orgId => AfterCommunity(state.With(OrgId, orgId)),
        _ => new Move.Next(state.With(Query, answer.Text)),
    };

    /// <summary>对，就是它: the only one that was shown.</summary>
    protected override Move Weigh(Scene scene, FlowState state, Answer answer) =>
        answer.Chosen is null && state.Step is Community or UnitStep && state[Query].Length > 0 && Assent.Read(answer.Text) == true && OnlyOne(scene, state) is { } org
            ? Step(state, answer with { Chosen = org })
            : Step(state, answer);

    private static string? OnlyOne(Scene scene, FlowState state) =>
        (state.Step == Community ? OrgTree.FindCommunities(scene.Tx, state[Query]) : OrgTree.Units(scene.Tx, state[Query])) is [var only] ? only.Id.ToString(CultureInfo.InvariantCulture) : null;

    private static Move StepUnit(FlowState state, Answer answer) => answer.Chosen is { } orgId
        ? AfterCommunity(state.With(OrgId, orgId))
        : new Move.Next(state.With(Query, answer.Text));

    private static Move AfterCommunity(FlowState state) => state.Has(Code) || state.Has(OwnPhone) || state.Has(OnRoster) || state.Has(NameKnown) || state.Has(GivenName)
        ? new Move.Done(state)
        : new Move.Next(state.At(NameStep));

    private static Move StepName(FlowState state, Answer answer)
    {
        if (answer.Chosen == KeepName)
        {
            return new Move.Done(state.With(NameKnown, "yes"));
        }

        var (next, name) = NameAsked.Read(state, answer);
        return name is null ? new Move.Next(next) : new Move.Done(next.With(GivenName, name));
    }

    // Whose report was sent back may have been asked for another name.
    private static Message AskName(Scene scene, FlowState state) => NameAsked.Ask(scene, state, scene.Session.PersonName is { Length: > 0 } known
        ? scene.Answer("register.ask.name_again") with { Choices = [scene.Choice("name.keep", "answer:" + KeepName, ("name", known))] }
        : scene.Answer("register.ask.name"));

    private static Message AskCommunity(Scene scene, FlowState state)
    {
        Choice[] partner = IsInService(state) ? [scene.Choice("register.partner", "answer:partner")] : [];
        if (state[Query].Length == 0)
        {
            return state.Has(OnRoster) && Known(scene, state) is { } row
                ? scene.Answer("register.ask.community_known", ("name", row.Name), ("unit", OrgTree.NameOf(scene.Tx, row.UnitId)!)) with
                {
                    Choices = [.. partner, scene.Choice("register.not_me", "answer:" + NotMe)],
                }
                : scene.Answer("register.ask.community") with { Choices = partner };
        }

        var found = OrgTree.FindCommunities(scene.Tx, state[Query]);
        var asked = scene.Answer(found.Count == 0 ? "register.community_unknown" : "register.ask.which_community") with
        {
            Choices = [.. found.Select(org => new Choice(org.Name, Answer(org.Id))), .. partner],
        };
        return found.Count == 0 ? CommandOrAnswer.OrElsewhere(scene, asked, state[Query]) : asked;
    }

    /// <summary>A unit is asked about only of who may be in service at one.</summary>
    private static bool IsInService(FlowState state) =>
        (state.Has(SaidKind) ? state[SaidKind] : state[KindKnown]) is "" or NotSaid or nameof(People.PersonKind.ServingMember);

    private static Message AskUnit(Scene scene, FlowState state)
    {
        if (state[Query].Length == 0)
        {
            return scene.Answer("register.ask.unit");
        }

        var found = OrgTree.Units(scene.Tx, state[Query])
            .Select(unit => (unit.Name, Partner: OrgTree.PartnerOf(scene.Tx, unit.Id)))
            .Where(each => each.Partner is not null)
            .ToList();
        return found.Count == 0
            ? CommandOrAnswer.OrElsewhere(scene, scene.Answer("register.unit_unknown"), state[Query])
            : scene.Answer("register.ask.which_unit") with
            {
                Choices = [.. found.Select(each => new Choice($"{each.Name} → {each.Partner!.Name}", Answer(each.Partner!.Id)))],
            };
    }

    private static Message Done(Scene scene, Registration registration)
    {
        var isActive = registration.State == RegistrationState.Active;
        var key = isActive ? "register.confirmed" : registration.DueAt is null ? "register.submitted_no_date" : "register.submitted";
        var text = scene.Say(key, ("community", registration.OrgName), ("number", registration.Number!), ("due", Deadlines.Shanghai.Day(registration.DueAt ?? scene.Tx.Now)));
        return new Message(TaskPages.Lines(text, KindOfPerson.Line(scene)))
        {
            Choices =
            [
                scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name),
                scene.Choice("menu.set_skills", PersonActions.SetSkills.Name),
                scene.Choice("menu.set_availability", PersonActions.SetAvailability.Name),
            ],
        };
    }

    // A wrong code does not cost the other answers: it is asked again, or left out.
    private static Message Refused(Scene scene, FlowState state, Refusal refusal)
    {
        if (!RegistrationRefusal.OfTheCode.Contains(refusal.Code))
        {
            return scene.Answer(refusal);
        }

        // The same sentence twice helps nobody.
        var question = scene.Begin(Without(state, Code).With(WrongCodes, "yes").At(Proof));
        var why = refusal.Code == RegistrationRefusal.InviteCodeWrong && state.Has(WrongCodes) ? scene.Say("register.code_how") : scene.Say(refusal);
        return question with { Text = why + "\n\n" + question.Text };
    }

    private static FlowState Without(FlowState state, string name) =>
        state with { Answers = state.Answers.Where(pair => pair.Key != name).ToDictionary(StringComparer.Ordinal) };

    private static string Answer(long id) => string.Create(CultureInfo.InvariantCulture, $"answer:{id}");
}
