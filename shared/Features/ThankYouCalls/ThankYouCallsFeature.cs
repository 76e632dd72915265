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
            Waiting(Can.CallBack, $"t.case_id IS NOT NULL AND @acting_person NOT IN ({InvolvedInCase})"),
            Waiting(Can.OverseeCases, $"t.case_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ({Can.CallBack.HoldersOf("t.org_id")}) p WHERE p.person_id NOT IN ({InvolvedInCase}))"),
            Waiting(Can.RunCare, $"t.visit_id IS NOT NULL AND @acting_person NOT IN ({CareRows.WentToIn("t.visit_id")})"),
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

    private static string InvolvedInCase => CaseCalls.InvolvedIn("t.case_id");

    private static ToDoSource Waiting(Can who, string where) => new(
        ToDoKind.ThankYouCall, who, $"SELECT t.id, t.org_id, '' AS title, t.created_at AS since, t.due_at FROM thank_you_call t WHERE t.state = {ThankYouCallMachine.Due} AND {where}");
}
