using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>转社区, 暂停, and by whoever answers a report 退回.</summary>
public static class RegistrationForms
{
    private const string Keep = "keep";
    private const string Release = "release";

    private static readonly CommunityQuestion Target = new("query")
    {
        Ask = "transfer.ask.community",
        Unclear = new("register.community_unknown"),
        Which = "register.ask.which_community",
        Label = "transfer.field.community",
    };

    private static readonly ChoiceQuestion Held = new("target")
    {
        Ask = "transfer.ask.claims",
        Unclear = new("transfer.keep_or_release"),
        Among = ChoiceQuestion.Labelled("transfer.", Keep, Release),
    };

    private static readonly DayQuestion Until = new("until")
    {
        Ask = "pause.ask",
        Unclear = new("pause.unclear"),
        Past = new("pause.past"),
        Choices = [(14, "pause.two_weeks"), (30, "pause.one_month"), (60, "pause.two_months")],
    };

    /// <summary>Which community, and whether the tasks one has claimed stay.</summary>
    public static Form Transferring { get; } = new()
    {
        Name = "transfer",
        Undo = new Undo.Not("undo.not.transfer_asked"),
        Questions = [Target, Held],
        Refuses = run => CommunityTransfers.MayNot(run.Tx),
        Do = Transfer,
    };

    /// <summary>Until which day.</summary>
    public static Form Pausing { get; } = new()
    {
        Name = "pause",
        Undo = new Undo.Not("undo.not.pause"),
        Questions = [Until],
        Refuses = run => RegistrationLists.Own(run.Tx).Exists(each => each.State == RegistrationState.Active) ? null : new Refusal(RegistrationRefusal.NotRegistered),
        Do = run => RegistrationPauses.Suspend(run.Tx, run.Of(Until)).Then(_ => new FormDone(new Message(
            run.Say("pause.done", ("until", run.Of(Until))) + (StillHeld(run) is { Length: > 0 } held ? "\n" + held : "")))),
    };

    /// <summary>Whoever reported reads why, and how to put it right.</summary>
    public static Form Returning { get; } = SentenceForm.Of(
        "return",
        "return.ask",
        WordsForOthers.LongestReason,
        (run, words) => RegistrationDecisions.Return(run.Tx, run.Id, words).Then(registration => new Message(run.Say("return.done", ("number", registration.Number!)))),
        new Undo.Not("undo.not.returned"),
        new()
        {
            Step = "reason",
            Subject = "registration",
            Check = WordsForOthers.Check,
            OnlyFor = Can.RunCommunity.Roles,
            About = run => [("id", run.Id), ("name", WaitingRegistrations.Find(run.Tx, run.Id)?.Name ?? "")],
        });

    private static Outcome<FormDone> Transfer(FormRun run) => run.Tx.UseCase<Registration>(() =>
    {
        var moving = CommunityTransfers.Request(run.Tx, run.Of(Target));
        if (moving.Ok && run.Of(Held) == Release)
        {
            ClaimWithdrawals.ReleaseAllOf(run.Tx, run.Tx.Actor.RequiredPersonId);
        }

        return moving;
    }).Then(moving => new FormDone(new Message(run.Say("transfer.done", ("target", moving.TargetOrgName), ("community", moving.OrgName)))));

    /// <summary>A rest gives no task back by itself: what lies in it is named.</summary>
    private static string StillHeld(FormRun run)
    {
        var held = ClaimLists.Mine(run.Tx).FindAll(claim => claim.StartsAt > run.Tx.Now && Shanghai.Day(claim.StartsAt) < run.Of(Until));
        return held.Count == 0 ? "" : run.Say(
            "pause.still_held",
            ("tasks", string.Join('、', held.Select(claim => run.Say("task.choice.one", ("title", claim.Title), ("when", claim.StartsAt))))));
    }
}
