using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Matches;

/// <summary>对接: what a unit and a community agree on, from the proposal to both sides' word that it happened.</summary>
internal static class MatchTopics
{
    private const int MostProposals = 3;
    private static readonly IReadOnlyList<Role> BothSides = [.. Can.SpeakForUnit.Roles, .. Can.SpeakForCommunity.Roles];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(MatchActions.Matches.Name, (scene, _) => Show(scene)) { For = BothSides, OnlyShows = true },
        new(MatchActions.Match.Name, One) { For = BothSides, Opens = true },
        new(MatchActions.MatchYes.Name, (scene, id) => Said(scene, Handshake.Accept(scene.Tx, ActionName.Id(id)))) { For = BothSides },
        new(MatchActions.MatchNo.Name, (scene, id) => Said(scene, Handshake.Decline(scene.Tx, ActionName.Id(id)))) { For = BothSides },
        new(MatchActions.MatchDone.Name, (scene, id) => Said(scene, Handshake.ConfirmDelivery(scene.Tx, ActionName.Id(id)))) { For = BothSides },
        new(MatchActions.MatchCancel.Name, (scene, id) => FormFlow.Open(scene, MatchForms.Cancelling, "", ("id", id))) { For = BothSides },
        new(MatchActions.Propose.Name, Propose) { For = BothSides },
        new(MatchActions.MatchTask.Name, Schedule) { For = Can.SpeakForCommunity.Roles },
    ];

    public static Message Show(Scene scene)
    {
        var mine = MatchLists.Mine(scene.Tx);
        return mine.Count == 0
            ? scene.Answer("matches.none")
            : scene.Answer("matches.head") with { Choices = [.. mine.Select(match => scene.Choice("matches.line", MatchActions.Match.On(match.Id), Args(scene, match)))] };
    }

    /// <summary>What may fit, as choices to propose it.</summary>
    public static IEnumerable<Choice> Choices(Scene scene, IEnumerable<Proposal> proposals, string key) => proposals.Take(MostProposals).Select(each => scene.Choice(
        key,
        MatchActions.Propose.With($"{each.OfferId}x{each.NeedId}"),
        ("unit", each.UnitName), ("community", each.OrgName), ("offer", each.OfferTitle), ("need", each.NeedTitle), ("reasons", each.Words)));

    private static Message One(Scene scene, string argument) =>
        MatchLists.FindMine(scene.Tx, ActionName.Id(argument)) is { } match
            ? scene.Answer("match.detail", Args(scene, match)) with { Choices = [.. Choices(scene, match)] }
            : Show(scene);

    private static IEnumerable<Choice> Choices(Scene scene, ListMatch match)
    {
        var side = Handshake.SideOf(scene.Tx, match);
        if (match.State == MatchState.Proposed && side != match.ProposedBy)
        {
            yield return scene.Choice("match.choice.yes", MatchActions.MatchYes.On(match.Id));
            yield return scene.Choice("match.choice.no", MatchActions.MatchNo.On(match.Id));
            yield break;
        }

        if (match.State != MatchState.Proposed)
        {
            if (side == MatchSide.Community && match.TaskId is null)
            {
                yield return scene.Choice("match.choice.task", MatchActions.MatchTask.On(match.Id));
            }

            if ((side == MatchSide.Unit ? match.HandedOverAt : match.ReceivedAt) is null)
            {
                yield return scene.Choice("match.choice.done." + side, MatchActions.MatchDone.On(match.Id));
            }
        }

        yield return scene.Choice("match.choice.cancel", MatchActions.MatchCancel.On(match.Id));
    }

    private static Message Propose(Scene scene, string argument)
    {
        var ids = argument.Split('x');
        return ids.Length != 2
            ? Show(scene)
            : Handshake.ProposeAll(scene.Tx, ActionName.Id(ids[0]), ActionName.Id(ids[1])).Match(
                match => scene.Answer("match.proposed", ("offer", match.OfferTitle), ("need", match.NeedTitle), ("quantity", match.Quantity), ("measure", match.Measure)),
                scene.Answer);
    }

    private static Message Schedule(Scene scene, string argument) =>
        MatchLists.FindMine(scene.Tx, ActionName.Id(argument)) is { } match
            ? FormFlow.Open(scene, MatchForms.Task, "", MatchForms.About(match))
            : Show(scene);

    private static Message Said(Scene scene, Data.Outcome<ListMatch> outcome) => outcome.Match(
        match => scene.Answer(
            match.State is MatchState.Accepted or MatchState.Scheduled && (match.HandedOverAt ?? match.ReceivedAt) is not null ? "match.said.waits" : "match.said." + match.State,
            Args(scene, match)),
        scene.Answer);

    private static (string, object)[] Args(Scene scene, ListMatch match) =>
    [
        ("unit", match.UnitName), ("community", match.OrgName), ("offer", match.OfferTitle), ("need", match.NeedTitle),
        ("quantity", match.Quantity), ("measure", match.Measure), ("state", Catalog.Name(scene.Language, match.State)),
    ];
}
