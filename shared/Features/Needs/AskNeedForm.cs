using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Photos;

namespace ChatGov.Needs;

/// <summary>提需求, 微心愿: in which community, for whom, what is lacking. One's own community is not asked.</summary>
public static class AskNeedForm
{
    /// <summary>What the form is told: which <see cref="NeedForm"/>.</summary>
    public const string FormOfNeed = "form";

    private static readonly CommunityQuestion Org = AskerQuestions.Community();

    private static readonly ChoiceQuestion Kind = new("kind")
    {
        Ask = "need.ask.kind",
        Unclear = new("offer.choose"),
        Label = "need.field.kind",
        Among = ChoiceQuestion.Labelled("need.kind.", nameof(ResourceKind.People), nameof(ResourceKind.Goods), nameof(ResourceKind.Talk), nameof(ResourceKind.Activity)),
    };

    private static readonly ChoiceQuestion ForWhom = AskerQuestions.ForWhom();

    // The secretary alone reads it, and may be given a number to call back.
    private static readonly TextQuestion Words = new("words")
    {
        Ask = "need.ask.words.",
        Unclear = new("refusal.ReasonMissing", ("limit", NeedRequests.LongestWords)),
        Label = "need.field.words",
        Limit = NeedRequests.LongestWords,
        TakesPhotos = true,
        TakesStray = true,
        Variant = run => run[FormOfNeed],
    };

    public static Form Form { get; } = new()
    {
        Name = "ask_need",
        Undo = new Undo.By(NeedActions.Withdraw),
        Questions = [Org, Kind, ForWhom, Words],
        Do = Do,
    };

    /// <summary>撤回: read back, for it is the first button that is shown.</summary>
    public static Form Withdrawing { get; } = new()
    {
        Name = "withdraw_need",
        Undo = new Undo.Not(Undo.Not.Again),
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "withdraw_need",
        About = run => [("id", run.Id)],
        Refuses = run => NeedLists.FindAskedByMe(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Do = run => NeedRequests.Withdraw(run.Tx, run.Id).Then(_ => new FormDone(new Message(run.Say("need.withdrawn")))),
    };

    private static Outcome<FormDone> Do(FormRun run) => NeedRequests.Ask(
        run.Tx, run.Of(Org), Enum.Parse<ResourceKind>(run.Of(Kind)), run.Of(Words), Enum.Parse<NeedForm>(run[FormOfNeed]), AskerQuestions.IsForAnother(run, ForWhom)).Then(
            need => new FormDone(new Message(run.Say("need.sent", ("id", need.Id), ("community", need.OrgName)))) { PhotosGoWith = new PhotoOf(PhotoSubject.Need, need.Id), To = need.Id });
}
