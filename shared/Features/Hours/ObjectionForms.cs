using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>有误 and 补录: which one, how long it really was, and a word about it for those who like; and another length than that, by who decides.</summary>
public static class ObjectionForms
{
    private const int LongestText = 200;
    private const char Between = '/';
    private const string NoClaim = "-";

    private static readonly ChoiceQuestion Which = new("which")
    {
        Ask = "hours.ask.which",
        Unclear = new("hours.choose"),
        Among = run => [.. Objections.Mine(run.Tx).Select(each => new Option(Code(each), Line(run, each)))],
    };

    private static readonly DurationQuestion Long = new("long")
    {
        Ask = "hours.ask.long",
        Unclear = new("refusal.MinutesUnclear"),
        Label = "hours.field.long",
    };

    private static readonly TextQuestion Why = new("why")
    {
        Ask = "hours.ask.why",
        Unclear = new("help_request.too_long", ("limit", LongestText)),
        Limit = LongestText,
        Check = WordsForOthers.Check,
        Nothing = "everyone.skip",
    };

    private static readonly DurationQuestion Other = new("long")
    {
        Ask = "review_objection.ask_long",
        Unclear = new("refusal.MinutesUnclear"),
        Label = "hours.field.long",
    };

    /// <summary>By whoever served.</summary>
    public static Form Raising { get; } = new()
    {
        Name = "object_hours",
        Undo = new Undo.Not(Undo.Not.Read),
        Questions = [Which, Long, Why],
        Do = Raise,
    };

    /// <summary>By whoever decides.</summary>
    public static Form Adjusting { get; } = new()
    {
        Name = "adjust_hours",
        Subject = "objection",
        Undo = new Undo.Not(Undo.Not.Read),
        OnlyFor = Can.RunCommunity.Roles,
        Questions = [Other],
        Do = run => ObjectionDecisions.Find(run.Tx, run.Id) is null
            ? new FormDone(new Message(run.Say("review_objection.gone")))
            : ObjectionDecisions.Decide(run.Tx, run.Id, run.Of(Other)).Then(decision => new FormDone(Decided(run.Language, decision))),
    };

    /// <summary>What is said to whoever decided.</summary>
    public static Message Decided(string language, ObjectionDecision decision) => new(decision switch
    {
        { NeedsSecond: true } => Catalog.Say(language, "review_objection.needs_second"),
        { Minutes: { } written } => Catalog.Say(language, "review_objection.adjusted", ("hours", Show.Hours(written))),
        _ => Catalog.Say(language, "review_objection.left"),
    });

    private static Outcome<FormDone> Raise(FormRun run)
    {
        var ids = run.Of(Which).Split(Between);
        return Objections.Raise(run.Tx, ids[0] == NoClaim ? null : Number(ids[0]), Number(ids[1]), run.Of(Long), run.Of(Why)).Then(
            claim => new FormDone(new Message(run.Say("hours.raised", ("title", claim.Title)))));
    }

    private static string Line(FormRun run, Disputable each) => run.Say(
        each.ClaimId is null ? "hours.line.not_on_list" : "hours.line." + each.State,
        ("title", each.Title), ("day", Shanghai.Day(each.StartsAt)), ("hours", Show.Hours(each.Minutes ?? 0)));

    private static string Code(Disputable each) => string.Create(
        CultureInfo.InvariantCulture, $"{each.ClaimId?.ToString(CultureInfo.InvariantCulture) ?? NoClaim}{Between}{each.TaskId}");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
