using ChatGov.Actions;
using ChatGov.Cases;
using ChatGov.Conversations;
using ChatGov.Matches;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.Needs;

/// <summary>需求: residents and members ask, the secretary answers within a working day and finds who can help.</summary>
internal static class NeedTopics
{
    private static readonly IReadOnlyList<Role> Answering = Can.AnswerNeeds.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(NeedActions.Ask.Name, (scene, words) => FormFlow.Open(scene, AskNeedForm.Form, words, (AskNeedForm.FormOfNeed, NeedForm.Need))) { OnlyAsks = true },
        new(NeedActions.AskWish.Name, (scene, words) => FormFlow.Open(scene, AskNeedForm.Form, words, (AskNeedForm.FormOfNeed, NeedForm.Wish))) { OnlyAsks = true },
        new(NeedActions.ListMine.Name, (scene, _) => Mine(scene)) { OnlyShows = true },
        new(NeedActions.OpenMine.Name, MyOne),
        new(NeedActions.Urge.Name, Urge) { Undo = new Undo.Not(Undo.Not.Read) },
        new(NeedActions.AskAgain.Name, (scene, id) => FormFlow.Open(scene, NeedSentences.AskingAgain, "", ("id", id))),
        new(NeedActions.Withdraw.Name, (scene, id) => FormFlow.Open(scene, AskNeedForm.Withdrawing, "", ("id", id))),
        new(NeedActions.List.Name, (scene, argument) => scene.Roles.Any(Answering.Contains) ? Show(scene) : WantedNeeds.Show(scene, argument)) { For = [.. Answering, .. Can.SpeakForUnit.Roles], OnlyShows = true },
        new(NeedActions.Open.Name, One) { For = Answering, Opens = true },
        new(NeedActions.Accept.Name, Accept) { For = Answering },
        new(NeedActions.Add.Name, Add) { For = Answering, OnlyAsks = true },
        new(NeedActions.Return.Name, (scene, id) => FormFlow.Open(scene, NeedSentences.Returning, "", ("id", id))) { For = Answering },
        new(NeedActions.Refer.Name, (scene, id) => FormFlow.Open(scene, NeedSentences.Referring, "", ("id", id))) { For = Answering },
        new(NeedActions.LetGo.Name, (scene, id) => FormFlow.Open(scene, NeedSentences.LettingGo, "", ("id", id))) { For = Answering },
        new(NeedActions.MakeTask.Name, Schedule) { For = Answering },
    ];

    /// <summary>For a place that was chosen, or with what was said about it.</summary>
    private static Message Add(Scene scene, string argument) => ActionName.Id(argument) is > 0 and var org
        ? FormFlow.Open(scene, AcceptNeedForm.Form, "", (AcceptNeedForm.OrgId, org))
        : FormFlow.Open(scene, AcceptNeedForm.Form, argument);

    private static Message Show(Scene scene)
    {
        var (asked, listed) = (NeedLists.ToAnswer(scene.Tx), NeedLists.Listed(scene.Tx));
        return scene.Answer(asked.Count + listed.Count == 0 ? "needs.none" : "needs.head") with
        {
            Choices =
            [
                .. asked.Select(need => Line(scene, need.Id, need.Form, need.Kind)),
                .. listed.Select(need => scene.Choice("needs.line", NeedActions.Open.On(need.Id), ("title", need.Title), ("open", need.Open), ("measure", need.Measure))),
                scene.Choice("needs.add", NeedActions.Add.Name),
                scene.Choice("matches.open", MatchActions.Matches.Name),
            ],
        };
    }

    /// <summary>The line of 待办: what was said stays sealed until it is opened, and of what kind it is may be read before.</summary>
    public static Choice ToDo(Scene scene, ToDoItem item) => item.Variant.Split('.') is [var form, var kind]
        ? Line(scene, item.Id, Enum.Parse<NeedForm>(form), Enum.Parse<ResourceKind>(kind))
        : Line(scene, item.Id, NeedForm.Need, ResourceKind.People);

    private static Choice Line(Scene scene, long id, NeedForm form, ResourceKind kind) =>
        scene.Choice("todo.need", NeedActions.Open.On(id), ("id", id), ("form", new Named<NeedForm>(form)), ("kind", scene.Say("need.todo." + kind)));

    private static Message One(Scene scene, string argument)
    {
        var id = ActionName.Id(argument);
        return NeedLists.FindToAnswer(scene.Tx, id) is { } asked ? Asked(scene, asked)
            : NeedLists.FindListed(scene.Tx, id) is { } listed ? Listed(scene, listed)
            : Show(scene);
    }

    private static Message Accept(Scene scene, string argument) => NeedLists.FindToAnswer(scene.Tx, ActionName.Id(argument)) is { } need
        ? FormFlow.Open(scene, AcceptNeedForm.Form, "", AcceptNeedForm.About(need))
        : Show(scene);

    private static Message Asked(Scene scene, Need need) => NeedDecisions.ReadWords(scene.Tx, need.Id).Match(
        words => scene.Answer("need.asked", ("id", need.Id), ("words", words), ("form", Catalog.Name(scene.Language, need.Form))) with
        {
            Choices =
            [
                scene.Choice("need.choice.accept", NeedActions.Accept.On(need.Id)),
                scene.Choice("need.choice.return", NeedActions.Return.On(need.Id)),
                scene.Choice("need.choice.case", CaseActions.TakeOverNeed.On(need.Id)),
                scene.Choice("need.choice.refer", NeedActions.Refer.On(need.Id)),
                .. PhotoTopics.Choices(scene, new PhotoOf(PhotoSubject.Need, need.Id)),
            ],
        },
        scene.Answer);

    private static Message Listed(Scene scene, Need need)
    {
        var proposals = Proposals.ForNeed(scene.Tx, need.Id, scene.Language).Match(found => found, _ => []);
        var text = scene.Say(
            "need.detail", ("title", need.Title), ("quantity", need.Quantity), ("measure", need.Measure), ("held", need.Held), ("received", need.Received), ("open", need.Open));
        return new Message(proposals.Count == 0 ? text : text + "\n" + scene.Say("need.may_help"))
        {
            Choices =
            [
                .. MatchTopics.Choices(scene, proposals, "need.choice.propose"),
                scene.Choice("need.choice.task", NeedActions.MakeTask.On(need.Id)),
                scene.Choice("need.choice.let_go", NeedActions.LetGo.On(need.Id)),
            ],
        };
    }

    private static Message Schedule(Scene scene, string argument) =>
        NeedLists.FindListed(scene.Tx, ActionName.Id(argument)) is { } need
            ? FormFlow.Open(scene, NeedTaskForm.Form, "", NeedTaskForm.About(need))
            : Show(scene);

    private static Message Mine(Scene scene)
    {
        var mine = NeedLists.AskedByMe(scene.Tx);
        return mine.Count == 0
            ? scene.Answer("my_needs.none") with { Choices = [scene.Choice("menu.ask_need", NeedActions.Ask.Name)] }
            : scene.Answer("my_needs.head") with
            {
                Choices = [.. mine.Select(need => scene.Choice("my_needs.line", NeedActions.OpenMine.On(need.Id), ("id", need.Id), ("state", Catalog.Name(scene.Language, need.State))))],
            };
    }

    /// <summary>The only one that waits for the community, or the one that was chosen; what came back waits for whoever asked.</summary>
    internal static Message Urge(Scene scene, string argument)
    {
        var waiting = NeedLists.AskedByMe(scene.Tx).FindAll(need => need.State != NeedState.Returned);
        var id = ActionName.Id(argument);
        return (id > 0 ? waiting.Find(need => need.Id == id) : waiting is [var only] ? only : null) is { } one
            ? NeedRequests.Urge(scene.Tx, one.Id).Match(need => scene.Answer("urge_need.done", ("id", need.Id), ("community", need.OrgName)), scene.Answer)
            : waiting.Count > 1
                ? scene.Answer("urge_need.which") with { Choices = [.. waiting.Select(need => scene.Choice("my_needs.line", NeedActions.Urge.On(need.Id), ("id", need.Id), ("state", Catalog.Name(scene.Language, need.State))))] }
                : Mine(scene);
    }

    private static Message MyOne(Scene scene, string argument)
    {
        if (NeedLists.FindAskedByMe(scene.Tx, ActionName.Id(argument)) is not { } need)
        {
            return Mine(scene);
        }

        var choices = new List<Choice> { scene.Choice("need.choice.withdraw", NeedActions.Withdraw.On(need.Id)) };
        if (need.State == NeedState.Returned)
        {
            choices.Insert(0, scene.Choice("need.choice.again", NeedActions.AskAgain.On(need.Id)));
        }

        if (need.State is NeedState.Submitted or NeedState.Returned)
        {
            choices.Add(PhotoTopics.More(scene, new PhotoOf(PhotoSubject.Need, need.Id)));
        }

        if (need.State != NeedState.Returned)
        {
            choices.Add(scene.Choice("need.choice.urge", NeedActions.Urge.On(need.Id)));
        }

        return scene.Answer("my_need." + need.State, ("id", need.Id), ("title", need.Title), ("reason", need.Reason ?? "")) with { Choices = choices };
    }
}
