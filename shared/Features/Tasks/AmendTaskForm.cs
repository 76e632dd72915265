using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Tasks;

/// <summary>改任务: a published task as it is, of which any answer can be changed. Whoever comes is told what is new, so it is read back.</summary>
public static class AmendTaskForm
{
    private static readonly TextQuestion Title = TaskQuestions.Title(Now(task => task.Title));
    private static readonly WhenQuestion When = TaskQuestions.When(Now(task => Written(task.StartsAt, task.EndsAt)), run => TaskLists.StartOf(run.Tx, run.Id));
    private static readonly TextQuestion Place = TaskQuestions.Place(Now(task => task.Place));
    private static readonly TextQuestion Bring = TaskQuestions.Bring(Now(task => task.Bring));
    private static readonly TextQuestion Risk = TaskQuestions.Risk(Now(task => task.Risk));

    private static readonly ContactQuestion Contact = TaskQuestions.Contact(
        run => TaskRows.FindRun(run.Tx, run.Id) is { } task ? Said.Typed($"{task.ContactName} {TaskSeals.NumberToCall(run.Tx, task.Id)}", run.Tx.Now) : null);

    private static readonly NumberQuestion Places = TaskQuestions.Places(known: Now(task => task.Places.ToString(CultureInfo.InvariantCulture)));

    public static Form Form { get; } = new()
    {
        Name = "amend_task",
        Subject = "task",
        Undo = new Undo.Not("undo.not.amended"),
        OnlyFor = Can.RunCommunity.Roles,
        Refuses = run => TaskLists.FindRunByMe(run.Tx, run.Id) is not null ? null : new Refusal(TaskRows.FindRun(run.Tx, run.Id) is null ? RefusalCode.NotFound : TaskRefusal.TaskOver),
        Questions = [Title, When, Place, Places, Bring, Contact, Risk],
        ReadBack = ReadBack.Always,
        Texts = "amend",
        About = run => [("title", TaskLists.TitleOf(run.Tx, run.Id))],
        Do = Do,
    };

    private static Outcome<FormDone> Do(FormRun run)
    {
        if (!Form.Questions.Any(run.IsSaid))
        {
            return new FormDone(new Message(run.Say("amend.nothing")));
        }

        return TaskViews.Find(run.Tx, run.Id).Then(task => TaskAmendments.Amend(run.Tx, run.Id, Draft(run, task)).Then(amended => new FormDone(new Message(Done(run, task, amended)))));
    }

    /// <summary>Whoever comes hears of what they have to know, if anybody comes.</summary>
    private static string Done(FormRun run, TaskView before, TaskView amended)
    {
        var isTold = amended.Taken > 0 && (before.Title, before.Place, before.Bring, before.Risk, before.StartsAt, before.EndsAt) != (amended.Title, amended.Place, amended.Bring, amended.Risk, amended.StartsAt, amended.EndsAt);
        var done = run.Say("amend.done", ("title", amended.Title), ("when", new Period(amended.StartsAt, amended.EndsAt)), ("place", amended.Place));
        return isTold ? done + run.Say("amend.told") : done;
    }

    private static TaskDraft Draft(FormRun run, TaskView task)
    {
        var (when, contact) = (run.Of(When), run.Of(Contact));
        return new TaskDraft
        {
            Title = run.Of(Title),
            StartsAt = when.From,
            EndsAt = when.To ?? when.From + (task.EndsAt - task.StartsAt),
            Place = run.Of(Place),
            Places = run.Of(Places),
            Bring = run.Of(Bring) is { Length: > 0 } bring ? bring : run.Say("publish.nothing"),
            ContactName = contact.Name,
            ContactPhone = contact.Phone,
            Risk = run.Of(Risk) is { Length: > 0 } risk ? risk : run.Say("publish.no_risk"),
            RiskLevel = task.RiskLevel,
            InsuranceConfirmed = task.InsuranceConfirmed,
        };
    }

    private static Func<FormRun, Said?> Now(Func<VolunteerTask, string> of) =>
        run => TaskRows.FindRun(run.Tx, run.Id) is { } task ? Said.Typed(of(task), run.Tx.Now) : null;

    /// <summary>As it is read again.</summary>
    private static string Written(DateTimeOffset from, DateTimeOffset to) =>
        WhenWords.Joined(WhenWords.DayOf(from), $"{Show.Time(from)}-{Show.Time(to)}");
}
