using ChatGov.Data;
using ChatGov.Timers;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What each kind of timer does, to something in the usual community that is where that timer finds it.</summary>
internal static class TimerOperations
{
    private const string NextMinute = "@now - 60000";
    private const string Task = "SELECT id FROM task WHERE org_id = @org AND state = '{0}' ORDER BY starts_at DESC LIMIT 1";
    private const string Registration = "SELECT id FROM registration WHERE org_id = @org AND state = '{0}' ORDER BY id LIMIT 1";
    private const string Claim = "SELECT k.id FROM claim k JOIN task t ON t.id = k.task_id WHERE t.org_id = @org AND k.state = '{0}' ORDER BY k.id LIMIT 1";
    private const string Need = "SELECT id FROM need WHERE org_id = @org AND state = '{0}' ORDER BY id LIMIT 1";
    private const string Match = "SELECT m.id FROM list_match m JOIN need n ON n.id = m.need_id WHERE n.org_id = @org AND m.state = '{0}' ORDER BY m.id LIMIT 1";
    private const string Agreement = "SELECT id FROM agreement WHERE drafted_for = @org AND state = '{0}' ORDER BY id LIMIT 1";
    private const string Visit = "SELECT v.id FROM care_visit v JOIN care_plan p ON p.id = v.plan_id WHERE p.org_id = @org AND v.state = '{0}' ORDER BY v.id LIMIT 1";
    private const string Plan = "SELECT id FROM care_plan WHERE org_id = @org AND state = '{0}' ORDER BY id DESC LIMIT 1";
    private const string Meeting = "SELECT m.id FROM meeting m JOIN org o ON o.id = m.committee_id WHERE o.parent_id = @org AND m.state = '{0}' ORDER BY m.id LIMIT 1";

    // Which timer finds what: where it is looked for, in which state, and what makes it due.
    private static readonly Dictionary<string, (string Find, string State, string? MakeDue)> Abouts = new(StringComparer.Ordinal)
    {
        ["task.start"] = (Task, "Published", $"UPDATE task SET starts_at = {NextMinute}, ends_at = @now + 3600000 WHERE id = @id"),
        ["task.end"] = (Task, "InProgress", $"UPDATE task SET ends_at = {NextMinute} WHERE id = @id"),
        ["task.confirm_reminder"] = (Task, "AwaitingConfirm", null),
        ["task.close_by_itself"] = (Task, "AwaitingConfirm", "UPDATE task SET starts_at = starts_at - 864000000, ends_at = ends_at - 864000000 WHERE id = @id"),
        ["task.close_objections"] = (Task, "Done", null),
        ["task.stale"] = (Task, "Published", "UPDATE claim SET state = 'Withdrawn' WHERE task_id = @id"),
        ["task.evening_before"] = (Task, "Published", "UPDATE task SET starts_at = @now + 72000000, ends_at = @now + 79200000 WHERE id = @id"),
        ["task.same_day"] = (Task, "Published", "UPDATE task SET starts_at = @now + 7200000, ends_at = @now + 14400000 WHERE id = @id"),
        ["claim.ask_again"] = (Claim, "Pending", null),
        ["claim.no_answer"] = (Claim, "Pending", null),
        ["claim.offer_runs_out"] = (Claim, "Waitlisted", $"UPDATE claim SET state = 'Offered', offered_until = {NextMinute} WHERE id = @id"),
        ["claim.offer_delivered"] = (Claim, "Waitlisted", "UPDATE claim SET state = 'Offered' WHERE id = @id"),
        ["claim.check_out"] = (Claim, "CheckedIn", "UPDATE task SET ends_at = @now - 8000000, starts_at = @now - 16000000 WHERE id = (SELECT task_id FROM claim WHERE id = @id)"),
        ["registration.answer_due"] = (Registration, "Submitted", null),
        ["registration.lapse"] = (Registration, "Submitted", null),
        ["registration.invite_expires"] = ("SELECT id FROM registration WHERE state = '{0}' AND roster_id IS NOT NULL ORDER BY id LIMIT 1", "Invited", null),
        ["registration.transfer_falls_back"] = (Registration, "Transferring", null),
        ["registration.suspension_ends"] = (Registration, "Suspended", $"UPDATE registration SET suspended_until = {NextMinute} WHERE id = @id"),
        ["registration.calendar_missing"] = (Registration, "Submitted", null),
        ["need.answer_due"] = (Need, "Submitted", null),
        ["need.runs_out"] = (Need, "Accepted", $"UPDATE need SET until_at = {NextMinute} WHERE id = @id"),
        ["offer.runs_out"] = ("SELECT id FROM offer WHERE unit_id = @org + 9000 AND state = '{0}' ORDER BY id DESC LIMIT 1", "Open", $"UPDATE offer SET until_at = {NextMinute} WHERE id = @id"),
        ["match.answer_due"] = (Match, "Proposed", null),
        ["match.lapse"] = (Match, "Proposed", null),
        ["match.close"] = (Match, "Accepted", "UPDATE list_match SET state = 'Delivered', handed_over_at = @now WHERE id = @id"),
        ["agreement.answer_due"] = (Agreement, "Proposed", null),
        ["agreement.review"] = (Agreement, "Active", "UPDATE agreement SET ends_at = @now + 864000000 WHERE id = @id"),
        ["agreement.resume"] = (Agreement, "Active", "UPDATE agreement SET state = 'UnderReview' WHERE id = @id"),
        ["agreement.end"] = (Agreement, "Active", $"UPDATE agreement SET state = 'UnderReview', ends_at = {NextMinute} WHERE id = @id"),
        ["agreement.notice_over"] = (Agreement, "Active", "UPDATE agreement SET notice_by = @org, notice_at = @now - 7776000000 WHERE id = @id"),
        ["meeting.lock"] = (Meeting, "Published", "UPDATE meeting SET starts_at = @now + 86400000 WHERE id = @id"),
        ["meeting.open"] = (Meeting, "Published", $"UPDATE meeting SET starts_at = {NextMinute} WHERE id = @id"),
        ["agenda_item.due"] = ("SELECT i.id FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id JOIN org o ON o.id = m.committee_id WHERE o.parent_id = @org AND i.outcome = '{0}' AND i.done_at IS NULL ORDER BY i.id LIMIT 1", "Adopted",
            $"UPDATE agenda_item SET due_at = {NextMinute} WHERE id = @id"),
        ["care.due"] = (Plan, "Active", $"UPDATE care_plan SET next_due_at = {NextMinute} WHERE id = @id"),
        ["care.consent_soon"] = (Plan, "Active", "UPDATE care_plan SET consent_until = @now + 864000000 WHERE id = @id"),
        ["care.consent_over"] = (Plan, "Active", $"UPDATE care_plan SET consent_until = {NextMinute} WHERE id = @id"),
        ["care.unanswered"] = (Visit, "Due", null),
        ["care.red"] = (Visit, "Due", $"UPDATE care_visit SET red_at = {NextMinute} WHERE id = @id"),
        ["care.red_still"] = (Visit, "Due", "UPDATE care_visit SET red_at = @now - 345600000 WHERE id = @id"),
        ["paper.preview_ends"] = ("SELECT id FROM paper WHERE org_id = @org AND state = '{0}' ORDER BY id LIMIT 1", "Delivered", $"UPDATE paper SET state = 'Previewed', preview_until = {NextMinute} WHERE id = @id"),
        ["paper.calendar_missing"] = ("SELECT id FROM paper WHERE org_id = @org AND state = '{0}' ORDER BY id LIMIT 1", "Delivered", "UPDATE paper SET state = 'Previewed' WHERE id = @id"),
        ["staff.office_ends"] = ("SELECT MIN(id) FROM staff_role WHERE org_id = @org AND role = '{0}' AND until_at IS NULL", "Deputy", $"UPDATE staff_role SET until_at = {NextMinute} WHERE id = @id"),
    };

    public static IEnumerable<Operation> All(Db db, WatchedDb undone) => TimerHandlers.All.Select(timer =>
    {
        var (find, state, makeDue) = Abouts.TryGetValue(timer.Key, out var about) ? about : throw new InvalidOperationException($"{timer.Key}: say here what it finds");
        var org = County.Community(County.Usual);
        var id = db.Read(tx => tx.First<long?>(find.Replace("{0}", state, StringComparison.Ordinal), new { org }))
            ?? throw new InvalidOperationException($"{timer.Key}: there is nothing for it");
        return new Operation("timer: " + timer.Key, probe => undone.Write(tx =>
        {
            if (makeDue is not null)
            {
                tx.Run(makeDue, new { id, org, now = tx.Now.ToUnixTimeMilliseconds() });
            }

            probe.Start();
            timer.Value(tx, id);
            probe.Stop();
        }));
    });
}
