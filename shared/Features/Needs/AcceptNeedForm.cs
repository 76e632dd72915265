using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Needs;

/// <summary>收下: the public words, how much, and how small where it is a wish. The same for what the community itself lacks.</summary>
public static class AcceptNeedForm
{
    /// <summary>What the form is told: the need that was asked for; nothing where the community itself lacks it.</summary>
    public const string NeedId = "id";

    /// <summary>What the form may be told: the community.</summary>
    public const string OrgId = "org";

    private static readonly ChoiceQuestion Org = new(OrgId)
    {
        Ask = "publish.ask.org",
        Unclear = new("offer.choose"),
        Among = run => [.. Can.AnswerNeeds.Communities(run.Tx).Select(org => new Option(Code(org.Id), org.Name))],
        Applies = run => run[NeedId].Length == 0,
        Known = run => Can.AnswerNeeds.Communities(run.Tx) is [var only] ? Said.Chosen(Code(only.Id), run.Tx.Now) : null,
    };

    private static readonly ChoiceQuestion KindOfNeed = new("form")
    {
        Ask = "need.ask.form",
        Unclear = new("offer.choose"),
        Label = "need.field.form",
        Among = ChoiceQuestion.Named<NeedForm>(),
    };

    private static readonly ChoiceQuestion Kind = new("kind")
    {
        Ask = "offer.ask.kind",
        Unclear = new("offer.choose"),
        Label = "need.field.kind",
        Among = ChoiceQuestion.Named<ResourceKind>(),
    };

    private static readonly TextQuestion Title = new("title")
    {
        Ask = "need.accept.ask.title",
        Unclear = new("refusal.ListItemVague"),
        Label = "need.field.title",
        Limit = OfferDetails.LongestText,
        Least = 2,
        Check = WordsForOthers.Check,
        Mends = [RefusalCode.PersonalDataInText, OfferRefusal.ListItemVague],
    };

    private static readonly AmountQuestion HowMuch = new("amount")
    {
        Ask = "need.accept.ask.amount",
        Unclear = new("offer.amount_unclear"),
        Label = "need.field.amount",
        Mends = [OfferRefusal.QuantityUnclear],
    };

    private static readonly NumberQuestion Size = new("size")
    {
        Ask = "need.ask.",
        Unclear = new("need.size_unclear"),
        Label = "need.field.size",
        Bounds = _ => (1, int.MaxValue),
        Shows = (run, value) => run.Say(IsGoods(run) ? "need.size.worth" : "need.size.minutes", ("size", value)),
        Applies = run => FormOf(run) == NeedForm.Wish,
        Variant = run => IsGoods(run) ? "worth" : "minutes",
        Mends = [NeedRefusal.WishTooLarge],
    };

    private static readonly TextQuestion Times = new("times")
    {
        Ask = "need.accept.ask.times",
        Unclear = new("refusal.ListItemVague"),
        Label = "need.field.times",
        Limit = OfferDetails.LongestText,
        Applies = run => FormOf(run) == NeedForm.Post,
        Check = OfferTimes.Check,
        Mends = [RefusalCode.PersonalDataInText, OfferRefusal.ListItemVague],
    };

    public static Form Form { get; } = Of("accept_need", (run, details) => run[NeedId].Length > 0
        ? NeedDecisions.Accept(run.Tx, run.Number(NeedId), details)
        : NeedDecisions.Publish(run.Tx, long.Parse(run.Of(Org), CultureInfo.InvariantCulture), details));

    /// <summary>The same for what another feature lacks something for, which is the form's subject.</summary>
    public static Form For(string name, string subject, Func<FormRun, NeedDetails, Outcome<Need>> publish) => Of(name, publish, subject);

    /// <summary>What the form is told about a need that was asked for.</summary>
    public static (string Name, object Value)[] About(Need need) => [(NeedId, need.Id), (KindOfNeed.Name, need.Form), (Kind.Name, need.Kind)];

    private static Form Of(string name, Func<FormRun, NeedDetails, Outcome<Need>> act, string subject = NeedId) => new()
    {
        Name = name,
        Subject = subject,
        Undo = new Undo.Not("undo.not.accepted"),
        OnlyFor = Can.AnswerNeeds.Roles,
        Questions = [Org, KindOfNeed, Kind, Title, HowMuch, Size, Times],
        ReadBack = ReadBack.Always,
        Texts = "accept_need",
        Do = run => act(run, Details(run)).Then(need => Listed(run, need)),
    };

    private static FormDone Listed(FormRun run, Need need) =>
        new(new Message(run.Say("need.listed", ("title", need.Title))) { Choices = [run.Choice("need.choice.open", NeedActions.Open.On(need.Id))] });

    private static NeedDetails Details(FormRun run)
    {
        var amount = run.Of(HowMuch);
        var size = run.Find(Size);
        return new NeedDetails
        {
            Kind = KindOf(run),
            Form = FormOf(run),
            Title = run.Of(Title),
            Quantity = amount.Quantity,
            Measure = amount.Measure,
            Times = run.Has(Times) ? run.Of(Times) : "",
            WorthFen = IsGoods(run) ? size * 100L : null,
            Minutes = IsGoods(run) ? null : size,
        };
    }

    private static NeedForm FormOf(FormRun run) => run.Has(KindOfNeed) ? Enum.Parse<NeedForm>(run.Of(KindOfNeed)) : NeedForm.Need;

    private static ResourceKind KindOf(FormRun run) => run.Has(Kind) ? Enum.Parse<ResourceKind>(run.Of(Kind)) : ResourceKind.People;

    private static bool IsGoods(FormRun run) => KindOf(run) == ResourceKind.Goods;

    private static string Code(long id) => id.ToString(CultureInfo.InvariantCulture);
}
