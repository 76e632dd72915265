using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>都通过: those who were read back, and nobody who reported meanwhile.</summary>
public static class ApproveAllForm
{
    /// <summary>So many names are read in one message.</summary>
    public const int AtOnce = 20;

    private const string More = "more";
    private const string Each = "waits";

    public static Form Form { get; } = new()
    {
        Name = "approve_all",
        Undo = new Undo.Not("undo.not.approved_all"),
        OnlyFor = Can.RunCommunity.Roles,
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "approve_all",
        About = run => [("count", Ids(run).Count())],
        Warnings = Names,
        Do = Approve,
    };

    /// <summary>What the form is told: whom it is about, and how many wait behind them.</summary>
    public static (string Name, object Value)[] About(IReadOnlyList<WaitingRegistration> waiting, long more) =>
    [
        .. waiting.Select((each, at) => (Each + at.ToString(CultureInfo.InvariantCulture), (object)each.Id)),
        (More, more),
    ];

    private static IEnumerable<long> Ids(FormRun run) => Enumerable.Range(0, AtOnce).Select(at => run.Number(Each + at.ToString(CultureInfo.InvariantCulture))).Where(id => id > 0);

    private static IEnumerable<string> Names(FormRun run)
    {
        var waiting = WaitingRegistrations.Among(run.Tx, [.. Ids(run)]);
        var more = run.Number(More);
        return [.. waiting.Select(each => each.Line(run.Language)), .. more > 0 ? [run.Say("approve_all.more", ("count", more))] : Array.Empty<string>()];
    }

    private static Outcome<FormDone> Approve(FormRun run)
    {
        var names = WaitingRegistrations.Among(run.Tx, [.. Ids(run)]).ToDictionary(each => each.Id, each => each.Name);
        var answers = Ids(run).Select(id => (Name: names.GetValueOrDefault(id, ""), Id: id, Answer: RegistrationDecisions.Approve(run.Tx, id))).ToList();
        var refused = answers.FindAll(each => !each.Answer.Ok);
        string[] lines =
        [
            run.Say("approve_all.done", ("count", answers.Count - refused.Count)),
            .. refused.Select(each => run.Say("approve_all.refused", ("id", each.Id), ("name", each.Name), ("why", Texts.Catalog.Say(run.Language, each.Answer.Refusal!)))),
        ];
        return new FormDone(new Message(string.Join('\n', lines)));
    }
}
