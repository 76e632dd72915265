using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Cases;

/// <summary>What is asked for in one sentence or two about a matter that is there.</summary>
public static partial class CaseForms
{
    private static readonly Role[] Leading = [.. Can.AnswerCases.Roles, .. Can.OverseeCases.Roles];

    /// <summary>The right door is often a number to call.</summary>
    public static Form Referring { get; } = Of("refer_case", CaseTriage.Refer, new Undo.Not(Undo.Not.Read), new() { OnlyFor = Leading, ReadsBack = true, About = Number });

    public static Form GivingBack { get; } = Of("give_back_case", CaseWork.GiveBack, new Undo.Not(Undo.Not.Read), new() { ReadsBack = true, Check = WordsForOthers.Check, About = Number });

    public static Form AskingReporter { get; } = Of("ask_about_case", CaseWork.AskReporter, new Undo.Not(Undo.Not.Read), new() { ReadsBack = true, About = Number });

    public static Form Resolving { get; } = Of("resolve_case", CaseWork.Resolve, new Undo.Not("undo.not.resolved"), new() { ReadsBack = true, Check = WordsForOthers.Check, About = Number },
        done: row => row.Reach == CaseReach.None ? "resolve_case.done.look" : "resolve_case.done");

    public static Form Escalating { get; } = Of("escalate_case", CaseWork.Escalate, new Undo.Not(Undo.Not.Read), new() { OnlyFor = Leading, ReadsBack = true, Check = WordsForOthers.Check, About = Number });

    /// <summary>The further doors are often numbers to call.</summary>
    public static Form AnsweringFinally { get; } = Of("answer_case", CaseEnding.AnswerFinally, new Undo.Not("undo.not.ended"), new() { OnlyFor = Can.OverseeCases.Roles, ReadsBack = true, About = Number });

    /// <summary>By whoever reported it.</summary>
    public static Form Adding { get; } = Of("add_to_case", CaseSpeakingUp.Add, new Undo.Not(Undo.Not.Read), new() { Check = CaseChecks.Words, About = Number }, CaseTalk.LongestWords);

    /// <summary>没解决: what is still wrong; it may be left out.</summary>
    public static Form NotSolved { get; } = NotSolvedForm();

    public static Form Withdrawing { get; } = new()
    {
        Name = "withdraw_case",
        Undo = new Undo.Not(Undo.Not.Again),
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "withdraw_case",
        About = Number,
        Refuses = run => CaseLists.FindMine(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Do = run => CaseEnding.Withdraw(run.Tx, run.Id).Then(_ => Done(run, "withdraw_case.done")),
    };

    public static Form Assigning { get; } = AssignForm();

    public static Form Parking { get; } = ParkForm();

    public static Form Extending { get; } = ExtendForm();

    public static Form Merging { get; } = MergeForm();

    public static Form RecordingCall { get; } = CallForm();

    public static Form AcceptingAs { get; } = AcceptForm();

    public static IReadOnlyList<Form> All { get; } =
    [
        SpeakUpForm.Form, WriteDownForm.Form, RecordCaseForm.Form, CaseTaskForm.Form, CaseNeedForm.Form, AcceptingAs, Referring, Merging, Assigning, GivingBack, AskingReporter, Resolving, Parking,
        Extending, Escalating, AnsweringFinally, RecordingCall, Adding, NotSolved, Withdrawing,
    ];

    private static Form Of(string name, Func<Tx, long, string, Outcome<Case>> act, Undo undo, SentenceNotes notes, int limit = WordsForOthers.LongestReason, Func<Case, string>? done = null) => SentenceForm.Of(
        name, name + ".ask", limit, (run, words) => act(run.Tx, run.Id, words).Then(row => new Message(run.Say(done?.Invoke(row) ?? name + ".done", ("id", row.Id)))), undo, notes);

    private static (string Name, object Value)[] Number(FormRun run) => [("id", run.Id)];

    private static FormDone Done(FormRun run, string key) => new(new Message(run.Say(key, ("id", run.Id))));

    private static Form AssignForm()
    {
        var handler = new HandlerQuestion("handler") { Ask = "assign_case.ask", Unclear = new("assign_case.unclear"), Label = "case.field.handler", About = Number, Mends = [CaseRefusal.NobodyToHandle] };
        return new Form
        {
            Name = "assign_case",
            OnlyFor = Leading,
            Undo = new Undo.Not("undo.not.assigned"),
            Questions = [handler],
            Do = run => CaseWork.Assign(run.Tx, run.Id, run.Of(handler)).Then(_ => new FormDone(new Message(run.Say("assign_case.done", ("id", run.Id), ("handler", handler.Display(run, run.Of(handler))))))),
        };
    }

    private static Form ParkForm()
    {
        var cause = new TextQuestion("cause")
        {
            Ask = "park_case.ask.cause", Unclear = new("refusal.ReasonMissing", ("limit", WordsForOthers.LongestReason)), Label = "case.field.cause", Limit = WordsForOthers.LongestReason,
            Check = WordsForOthers.Check, Mends = [RefusalCode.PersonalDataInText],
        };
        var day = new DayQuestion("day")
        {
            Ask = "park_case.ask.day", Unclear = new("park_case.day_unclear"), Label = "case.field.review", Past = new("refusal.DateNotAhead"), FindsWithin = true,
            Choices = [(7, "park_case.day.week"), (30, "park_case.day.month"), (CaseClock.MostReviewDays, "park_case.day.most")], Mends = [RefusalCode.DateNotAhead, CaseRefusal.ReviewTooFar],
        };
        return new Form
        {
            Name = "park_case",
            OnlyFor = Leading,
            Undo = new Undo.By(CaseActions.Unpark),
            Questions = [cause, day],
            Do = run => CaseWork.Park(run.Tx, run.Id, run.Of(cause), run.Of(day)).Then(row => Done(run, "park_case.done") with { To = row.Id }),
        };
    }

    private static Form ExtendForm()
    {
        var days = new NumberQuestion("days")
        {
            Ask = "extend_case.ask.days", Unclear = new("extend_case.days_unclear"), Label = "case.field.days", Within = Workdays(), Bounds = _ => (1, CaseClock.Workdays(CaseKind.Complex)), Mends = [CaseRefusal.ExtensionTooLong],
        };
        var why = new TextQuestion("why")
        {
            Ask = "extend_case.ask.why", Unclear = new("refusal.ReasonMissing", ("limit", WordsForOthers.LongestReason)), Label = "case.field.why", Limit = WordsForOthers.LongestReason,
            Check = WordsForOthers.Check, Mends = [RefusalCode.PersonalDataInText],
        };
        return new Form
        {
            Name = "extend_case",
            OnlyFor = Leading,
            Undo = new Undo.Not(Undo.Not.Read),
            Questions = [days, why],
            ReadBack = ReadBack.Always,
            Texts = "extend_case",
            About = Number,
            Do = run => CaseWork.Extend(run.Tx, run.Id, run.Of(days), run.Of(why)).Then(_ => Done(run, "extend_case.done")),
        };
    }

    private static Form MergeForm()
    {
        var into = new ChoiceQuestion("into")
        {
            Ask = "merge_case.ask",
            Unclear = new("offer.choose"),
            Label = "case.field.into",
            Among = run => CaseDuplicates.Of(run.Tx, run.Id).Match(
                found => (IReadOnlyList<Option>)[.. found.Select(each => new Option(Code(each.Id), run.Say("merge_case.line", ("id", each.Id), ("spot", each.Spot), ("day", Deadlines.Shanghai.Day(each.CreatedAt)))))],
                _ => []),
            Mends = [CaseRefusal.NotTheSame],
        };
        return new Form
        {
            Name = "merge_case",
            OnlyFor = Leading,
            Undo = new Undo.Not("undo.not.merged"),
            Questions = [into],
            ReadBack = ReadBack.Always,
            Texts = "merge_case",
            About = Number,
            Refuses = run => CaseDuplicates.Of(run.Tx, run.Id).Match(found => found.Count == 0 ? new Refusal(CaseRefusal.NotTheSame) : null, refusal => refusal),
            Do = run => CaseTriage.Merge(run.Tx, run.Id, long.Parse(run.Of(into), System.Globalization.CultureInfo.InvariantCulture)).Then(_ => Done(run, "merge_case.done")),
        };
    }

    private static Form CallForm()
    {
        var outcome = new ChoiceQuestion("outcome")
        {
            Ask = "record_call.ask.",
            Variant = run => ReachOf(run).ToString(),
            Unclear = new("offer.choose"),
            Label = "case.field.outcome",
            Among = run =>
            [
                .. new[] { CaseCallOutcome.Solved, CaseCallOutcome.NotSolved, CaseCallOutcome.Unreached }
                    .Where(each => each != CaseCallOutcome.Unreached || ReachOf(run) != CaseReach.None)
                    .Select(each => new Option(each.ToString(), run.Say($"record_call.{ReachOf(run)}.{each}"))),
            ],
        };
        var rating = new ChoiceQuestion("rating")
        {
            Ask = "record_call.ask.rating",
            Unclear = new("offer.choose"),
            Label = "case.field.rating",
            Among = run => [.. ChoiceQuestion.Named<CaseRating>()(run), new Option(Unrated, run.Say("record_call.unrated"))],
            Applies = run => run.Has(outcome) && run.Of(outcome) == nameof(CaseCallOutcome.Solved) && ReachOf(run) != CaseReach.None,
        };
        return new Form
        {
            Name = "record_call",
            Undo = new Undo.Not("undo.not.called"),
            Questions = [outcome, rating],
            ReadBack = ReadBack.Always,
            Texts = "record_call",
            About = Number,
            Do = run => CaseCalls.Record(
                run.Tx, run.Id, Enum.Parse<CaseCallOutcome>(run.Of(outcome)),
                run.Has(rating) && run.Of(rating) is var said && said != Unrated ? Enum.Parse<CaseRating>(said) : null).Then(row => Done(run, "record_call.done." + run.Of(outcome))),
        };
    }

    private static Form AcceptForm()
    {
        var kind = new ChoiceQuestion("kind") { Ask = "accept_case.ask.kind", Unclear = new("offer.choose"), Label = "case.field.kind", Among = ChoiceQuestion.Named<CaseKind>() };
        return new Form
        {
            Name = "accept_case_as",
            OnlyFor = Leading,
            Undo = new Undo.Not("undo.not.accepted_case"),
            Questions = [kind],
            Do = run => CaseTriage.Accept(run.Tx, run.Id, Enum.Parse<CaseKind>(run.Of(kind))).Then(row => new FormDone(Accepted(run, row))),
        };
    }

    /// <summary>What is next after it was put on the ledger.</summary>
    private static Message Accepted(FormRun run, Case row) => new(run.Say("accept_case.done", ("id", row.Id), ("days", CaseClock.Workdays(row.Kind))))
    {
        Choices = [run.Choice("case.choice.assign", CaseActions.Assign.On(row.Id))],
    };

    private static Form NotSolvedForm()
    {
        var words = new TextQuestion("words")
        {
            Ask = "case_not_solved.ask", Unclear = new("refusal.ReasonMissing", ("limit", CaseTalk.LongestWords)), Limit = CaseTalk.LongestWords, Nothing = "case_not_solved.nothing",
            TakesPhotos = true, TakesStray = true, Check = CaseChecks.Words, About = Number,
        };
        return new Form
        {
            Name = "case_not_solved",
            Undo = new Undo.Not(Undo.Not.Read),
            Questions = [words],
            Do = run => CaseCalls.Reopen(run.Tx, run.Id, run.Of(words)).Then(row =>
                (row.State == CaseState.Escalated ? Done(run, "case_not_solved.escalated") : Done(run, "case_not_solved.done")) with { PhotosGoWith = new Photos.PhotoOf(Photos.PhotoSubject.Case, row.Id) }),
        };
    }

    private const string Unrated = "none";

    [GeneratedRegex("(?<![0-9-])(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})\\s*个?\\s*(?:工作日|工作天|天|日|(?:working |more )?days?)", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Workdays();

    private static CaseReach ReachOf(FormRun run) => CaseRows.Find(run.Tx, run.Id)?.Reach ?? CaseReach.Phone;

    private static string Code(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
