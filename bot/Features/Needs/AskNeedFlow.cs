using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>提需求, 微心愿: in which community, for whom, what is lacking. One's own community is not asked.</summary>
internal sealed class AskNeedFlow : Flow
{
    private const string FlowName = "ask_need";
    private const string Org = "org";
    private const string Query = "query";
    private const string Form = "form";
    private const string Kind = "kind";
    private const string ForWhom = "for";
    private const string Words = "words";
    private const int MostShown = 8;
    private static readonly string[] Order = [Org, Kind, ForWhom, Words];
    private static readonly ResourceKind[] Kinds = [ResourceKind.People, ResourceKind.Goods, ResourceKind.Talk, ResourceKind.Activity];

    public override string Name => FlowName;

    public static Message Start(Scene scene, NeedForm form, string words)
    {
        var state = FlowState.Begin(FlowName, Org).With(Form, form.ToString());
        state = Registrations.Looking.CommunityOf(scene.Tx) is { } own ? state.With(Org, own.ToString(CultureInfo.InvariantCulture)) : state;
        state = words.Letters() is > 0 and <= NeedRequests.LongestWords ? state.With(Words, words) : state;
        return scene.Begin(state.At(Missing(state)));
    }

    public override bool TakesPhotos(FlowState state) => state.Step == Words;

    public override Move Step(FlowState state, Answer answer) => (state.Step, answer.Chosen) switch
    {
        _ when answer.Photo is { } photo => FlowPhotos.Add(state, photo) is var kept && answer.Text.Trim().Letters() is > 0 and <= NeedRequests.LongestWords
            ? Next(kept.With(Words, answer.Text.Trim()))
            : new Move.Next(kept),
        (Org, null) => new Move.Next(state.With(Query, answer.Text)),
        (Words, _) => answer.Text.Trim().Letters() is > 0 and <= NeedRequests.LongestWords
            ? Next(state.With(Words, answer.Text.Trim()))
            : new Move.Again("refusal.ReasonMissing", ("limit", NeedRequests.LongestWords)),
        (_, null) => new Move.Again("offer.choose"),
        var (step, chosen) => Next(state.With(step, chosen)),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Org => AskOrg(scene, state),
        Kind => scene.Answer("need.ask.kind") with { Choices = [.. Kinds.Select(kind => scene.Choice("need.kind." + kind, "answer:" + kind))] },
        ForWhom => scene.Answer("need.ask.for") with { Choices = [scene.Choice("need.for.me", "answer:me"), scene.Choice("need.for.other", "answer:other")] },
        _ when FlowPhotos.Of(state) is { Count: > 0 } photos => scene.Answer("photo.kept", ("count", photos.Count)),
        _ => scene.Answer("need.ask.words." + state[Form]),
    };

    public override Message Finish(Scene scene, FlowState state) => NeedRequests.Ask(
        scene.Tx, ListIds.Read(state[Org]), Enum.Parse<ResourceKind>(state[Kind]), state[Words], Enum.Parse<NeedForm>(state[Form]), forAnother: state[ForWhom] == "other").Match(
            need => Sent(scene, state, need),
            scene.Answer);

    private static Message Sent(Scene scene, FlowState state, Need need)
    {
        FlowPhotos.Attach(scene, state, new PhotoOf(PhotoSubject.Need, need.Id));
        return scene.Answer("need.sent", ("id", need.Id), ("community", need.OrgName));
    }

    private static Message AskOrg(Scene scene, FlowState state)
    {
        var found = state.Has(Query) ? OrgTree.FindCommunities(scene.Tx, state[Query]).Take(MostShown).ToList() : [];
        return scene.Answer(state.Has(Query) ? found.Count == 0 ? "need.org.none" : "need.org.which" : "need.ask.org") with
        {
            Choices = [.. found.Select(org => new Choice(org.Name, ListIds.Action("answer", org.Id)))],
        };
    }

    private static Move Next(FlowState state) => Missing(state) is { Length: > 0 } step ? new Move.Next(state.At(step)) : new Move.Done(state);

    private static string Missing(FlowState state) => Array.Find(Order, step => !state.Has(step)) ?? "";
}
