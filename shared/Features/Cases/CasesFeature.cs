using ChatGov.Care;
using ChatGov.Needs;
using ChatGov.Organisations;
using ChatGov.Photos;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Cases;

/// <summary>事项: what residents speak up about, and what offices find themselves, one ledger for all.</summary>
public static class CasesFeature
{

    public static readonly Feature Feature = new()
    {
        Name = "Cases",
        Tables = ["ledger_case", "ledger_case_state", "case_kind", "case_source", "case_reach", "case_closing", "case_rating", "case_call_outcome", "case_step", "case_call", "case_reading", "case_need"],
        Refusals = [.. CaseRefusal.All],
        Machines = [CaseMachine.Table],
        Timers =
        [
            new(CaseMachine.TriageDue, CaseTimers.RemindLeads), new(CaseMachine.ContactDue, CaseTimers.RemindOfContact),
            new(CaseMachine.TurnsYellow, CaseTimers.TurnYellow), new(CaseMachine.TurnsRed, CaseTimers.TurnRed), new(CaseMachine.IsLate, CaseTimers.BeLate),
            new(CaseMachine.WaitEnds, CaseTimers.EndWait), new(CaseMachine.Review, CaseTimers.Review), new(CaseMachine.AskAgain, CaseCalls.AskAgain),
            new(CaseMachine.CallDue, CaseTimers.RemindCallers),
        ],
        ToDo =
        [
            Waiting(ToDoKind.Case, Can.AnswerCases, "c.org_id", $"c.state IN ({CaseMachine.ToDecide}) AND c.above_org_id IS NULL"),
            Waiting(ToDoKind.Case, Can.OverseeCases, "c.above_org_id", $"c.state IN ({CaseMachine.ToDecide}) AND c.above_org_id IS NOT NULL"),
            Waiting(ToDoKind.CaseWork, Can.SpeakForUnit, "c.handler_org_id", $"c.state IN ({CaseMachine.ToWorkOn}) AND c.handler_org_id IS NOT NULL"),
            Waiting(ToDoKind.CaseWork, Can.CallBack, "c.org_id", $"c.state IN ({CaseMachine.ToWorkOn}) AND c.handler_id = @acting_person") with { OrOwn = "s.handler_id = @acting_person" },
            Waiting(ToDoKind.CaseCall, Can.OverseeCases, "c.above_org_id", $"{ToCallBack} AND c.above_org_id IS NOT NULL"),
            Waiting(ToDoKind.CaseCall, Can.CallBack, "c.org_id", ToCallBack),
            Waiting(ToDoKind.CaseCall, Can.CallBack, "c.org_id", $"{CaseRows.MergedWaitsForCall} AND {CaseRows.IsNotOfActor}"),
        ],
        MissesOffice =
        [
            $"SELECT org_id FROM ledger_case WHERE state IN ({CaseMachine.Open}) AND above_org_id IS NULL",
            $"SELECT handler_org_id AS org_id FROM ledger_case WHERE state IN ({CaseMachine.ToWorkOn}) AND handler_org_id IS NOT NULL",
        ],
        KeepsOpen = [$"SELECT org_id FROM ledger_case WHERE state IN ({CaseMachine.Open})", $"SELECT handler_org_id AS org_id FROM ledger_case WHERE state IN ({CaseMachine.Open}) AND handler_org_id IS NOT NULL"],
        Follows =
        [
            Follower.On<OfficeChanged>((tx, changed) => { if (changed.Left is { } left) { CaseHandlers.Leave(tx, left); } }),
            Follower.On<NeedEnded>(CaseNeeds.Settle),
            Follower.On<CareVisited>(CaseCare.Open),
        ],
        PhotosOf = [new(PhotoSubject.Case, (tx, id) => CaseLists.FindWorkedOn(tx, id) is not null, (tx, id, _) => CaseLists.FindMine(tx, id) is { } mine && CaseMachine.IsOpen(mine.State))],
        TasksOf = [new(TaskSource.Case, CaseTasks.Settle)],
        Holds =
        [
            PersonPlace.Shown(CaseOwnData.ToReporter, "ledger_case.reporter_id") with { IsUse = $"created_at >= @without OR state IN ({CaseMachine.Open})" },
            PersonPlace.OfOffice("ledger_case.entered_by"), PersonPlace.OfOffice("ledger_case.lead_id"), PersonPlace.OfOffice("ledger_case.handler_id"), PersonPlace.OfOffice("ledger_case.resolved_by"), PersonPlace.OfOffice("case_call.caller_id"),
        ],
        Leaves = [CaseEnding.LeaveUnanswered, CaseHandlers.Leave],
        Forgets = [CaseEnding.ForgetReporter],
        Keeps =
        [
            new("ledger_case.words_cipher", "of residents who spoke by phone, and of what offices found, 2 years after it ended"),
            new("ledger_case.spot_cipher", "of residents who spoke by phone, and of what offices found, 2 years after it ended"),
            new("ledger_case.contact_cipher", "of residents who spoke by phone, 2 years after it ended"),
            new("ledger_case.result_cipher", "of residents who spoke by phone, and of what offices found, 2 years after it ended"),
        ],
        Retention =
        [
            new("case_reading", RetentionRule.Years(2), "at < @before"),
            new("case_call", RetentionRule.Years(2), "at < @before AND caller_id IS NOT NULL", Set: "caller_id = NULL"),
            new("ledger_case", RetentionRule.Years(2), $"ended_at < @before AND (reporter_id IS NOT NULL OR words_cipher IS NOT NULL) AND state IN ({CaseMachine.Over})", Set: CaseEnding.WithoutReporter),
        ],
        Merges = [CaseRows.GoOver],
    };

    private static string ToCallBack => $"{CaseRows.WaitsForCall} AND {CaseRows.IsNotOfActor}";

    private static ToDoSource Waiting(ToDoKind kind, Can who, string org, string where) => new(
        kind, who, $"SELECT c.id, {org} AS org_id, '' AS title, c.moved_at AS since, c.due_at, c.state || '.' || c.kind AS variant, c.handler_id FROM ledger_case c WHERE {where}") { Variant = "s.variant" };
}
