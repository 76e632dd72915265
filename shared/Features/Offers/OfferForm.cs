using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Offers;

/// <summary>报资源: of which unit, what kind, what, how much, when. What the first line says is not asked again.</summary>
public static partial class OfferForm
{
    private const string Yes = "yes";

    private static readonly ChoiceQuestion Unit = new("unit")
    {
        Ask = "offer.ask.unit",
        Unclear = new("offer.choose"),
        Among = run => [.. Units(run).Select(unit => new Option(Code(unit.Id), unit.Name))],
        Known = run => Units(run) is [var only] ? Said.Chosen(Code(only.Id), run.Tx.Now) : null,
    };

    private static readonly ChoiceQuestion Kind = new("kind")
    {
        Ask = "offer.ask.kind",
        Unclear = new("offer.choose"),
        Label = "offer.field.kind",
        Among = ChoiceQuestion.Named<ResourceKind>(),
    };

    private static readonly ChoiceQuestion Skilled = new("skill")
    {
        Ask = "offer.ask.skill",
        Unclear = new("offer.choose"),
        Label = "offer.field.skill",
        Among = ChoiceQuestion.Named<Skill>(),
        Applies = run => run.Has(Kind) && run.Of(Kind) == nameof(ResourceKind.Expert),
    };

    private static readonly ChoiceQuestion Paper = new("paper")
    {
        Ask = "offer.ask.paper",
        Unclear = new("offer.choose"),
        Label = "offer.field.paper",
        Among = ChoiceQuestion.Labelled("offer.paper.", Yes, "no"),
        Applies = run => Skilled.Applies(run),
    };

    private static readonly TextQuestion Title = new("title")
    {
        Ask = "offer.ask.title",
        Unclear = new("refusal.ListItemVague"),
        Label = "offer.field.title",
        Limit = OfferDetails.LongestText,
        Least = 2,
        TakesStray = true,
        Check = WordsForOthers.Check,
        Mends = [RefusalCode.PersonalDataInText, OfferRefusal.ListItemVague],
    };

    private static readonly AmountQuestion HowMuch = new("amount")
    {
        Ask = "offer.ask.amount",
        Unclear = new("offer.amount_unclear"),
        Label = "offer.field.amount",
        Mends = [OfferRefusal.QuantityUnclear],
    };

    private static readonly TextQuestion Times = new("times")
    {
        Ask = "offer.ask.times",
        Unclear = new("refusal.ListItemVague"),
        Label = "offer.field.times",
        Limit = OfferDetails.LongestText,
        Nothing = "offer.times.any",
        Within = AgainAndAgain(),
        Check = OfferTimes.Check,
        Mends = [RefusalCode.PersonalDataInText, OfferRefusal.ListItemVague],
    };

    public static Form Form { get; } = new()
    {
        Name = "add_offer",
        Undo = new Undo.By(OfferActions.Withdraw),
        OnlyFor = Can.SpeakForUnit.Roles,
        Questions = [Unit, Kind, Skilled, Paper, Title, HowMuch, Times],
        Refuses = run => Units(run).Count == 0 ? new Refusal(RefusalCode.NotAllowed) : null,
        Do = run => OfferPublishing.Publish(run.Tx, long.Parse(run.Of(Unit), CultureInfo.InvariantCulture), Details(run)).Then(offer => new FormDone(
            new Message(run.Say("offer.added", ("title", offer.Title), ("quantity", offer.Quantity), ("measure", offer.Measure)))
            {
                Choices = [run.Choice("offer.choice.open", OfferActions.Open.On(offer.Id))],
            }) { To = offer.Id }),
    };

    /// <summary>撤下: read back, for the only button of an offer is this one.</summary>
    public static Form Withdrawing { get; } = new()
    {
        Name = "withdraw_offer",
        Undo = new Undo.Not(Undo.Not.Again),
        OnlyFor = Can.SpeakForUnit.Roles,
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "withdraw_offer",
        About = run => [("title", OfferLists.FindMine(run.Tx, run.Id)?.Title ?? "")],
        Refuses = run => OfferLists.FindMine(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Do = run => OfferPublishing.Withdraw(run.Tx, run.Id).Then(offer => new FormDone(new Message(run.Say("offer.withdrawn", ("title", offer.Title))))),
    };

    private static OfferDetails Details(FormRun run)
    {
        var skill = run.Has(Skilled) ? Enum.Parse<Skill>(run.Of(Skilled)) : (Skill?)null;
        var amount = run.Of(HowMuch);
        return new OfferDetails
        {
            Kind = Enum.Parse<ResourceKind>(run.Of(Kind)),
            Title = run.Of(Title),
            Skill = skill,
            Credential = run.Has(Paper) && run.Of(Paper) == Yes ? skill : null,
            Quantity = amount.Quantity,
            Measure = amount.Measure,
            Times = run.Of(Times),
        };
    }

    private static List<OrgName> Units(FormRun run) => Staff.OrgsOf(run.Tx, Role.UnitLiaison);

    /// <summary>每月一次, 每周三下午, once a month: how often is not what.</summary>
    [GeneratedRegex(
        @"[,，、 ]*(?<v>每个?(?:天|日|(?:周|星期|礼拜)[一二三四五六日天末]?|月|季度?|半年|年)(?:上午|下午|晚上|中午|早上)?(?:[一两二三四五六\d]+(?:次|回|场|趟))?|(?:once|twice|\d+ times) (?:a|every) (?:day|week|month|quarter|year)|every (?:other )?(?:day|week|month|quarter|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: (?:morning|afternoon|evening))?)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AgainAndAgain();

    private static string Code(long id) => id.ToString(CultureInfo.InvariantCulture);
}
