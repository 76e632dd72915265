using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.ThankYouCalls;

/// <summary>感谢回访: one in twenty is called once more, and thanked.</summary>
public static class ThankYouCallsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "ThankYouCalls",
        Tables = ["thank_you_call", "thank_you_call_state", "thank_you_call_outcome"],
        Refusals = [.. ThankYouRefusal.All],
        Machines = [ThankYouCallMachine.Table],
        Timers = [new(ThankYouCallMachine.Lapses, ThankYouCalling.Lapse)],
        ToDo =
        [
            Waiting(
                Can.CallBack,
                """
                t.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_case c WHERE c.id = t.case_id AND @acting_person IN (c.handler_id, c.resolved_by, c.reporter_id))
                AND NOT EXISTS (SELECT 1 FROM case_call k WHERE k.case_id = t.case_id AND k.caller_id = @acting_person)
                """),
            Waiting(
                Can.OverseeCases,
                $"""
                t.case_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ({Can.CallBack.HoldersOf("t.org_id")}) p WHERE p.person_id NOT IN (
                        SELECT k.caller_id FROM case_call k WHERE k.case_id = t.case_id AND k.caller_id IS NOT NULL
                        UNION SELECT c.handler_id FROM ledger_case c WHERE c.id = t.case_id AND c.handler_id IS NOT NULL
                        UNION SELECT c.resolved_by FROM ledger_case c WHERE c.id = t.case_id AND c.resolved_by IS NOT NULL))
                """),
            Waiting(
                Can.RunCare,
                "NOT EXISTS (SELECT 1 FROM care_visit v WHERE v.id = t.visit_id AND @acting_person IN (v.first_id, v.second_id, v.done_by)) AND t.visit_id IS NOT NULL"),
        ],
        MissesOffice = Nothing.Because("it lapses where nobody is there to call"),
        KeepsOpen = Nothing.Because("it lapses by itself"),
        Follows = [Follower.On<CaseClosed>(ThankYouDraw.OfCase), Follower.On<CareVisited>(ThankYouDraw.OfVisit)],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.OfOffice("thank_you_call.caller_id")],
        Leaves = Nothing.Because("it names nobody but who called for an office"),
        Forgets = Nothing.Because("it names nobody but who called for an office"),
        Keeps = Nothing.Because("nothing in it is of anybody's words"),
        Retention = [new("thank_you_call", RetentionRule.Years(2), "created_at < @before")],
        Merges = [(tx, from, into) => tx.Run("UPDATE thank_you_call SET org_id = @into, row_version = row_version + 1 WHERE org_id = @from", new { from, into })],
    };

    private static ToDoSource Waiting(Can who, string where) => new(
        ToDoKind.ThankYouCall, who, $"SELECT t.id, t.org_id, '' AS title, t.created_at AS since, t.due_at FROM thank_you_call t WHERE t.state = {ThankYouCallMachine.Due} AND {where}");
}
