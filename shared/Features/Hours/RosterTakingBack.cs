using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>撤销 of a roster: it waits for its word again, and what was written is reversed. Nobody must have built on it since.</summary>
public static class RosterTakingBack
{
    public static Outcome<VolunteerTask> TakeBack(Tx tx, long taskId) => tx.UseCase<VolunteerTask>(() =>
    {
        if (TaskRows.FindOrganised(tx, taskId) is null)
        {
            return RefusalCode.NotFound;
        }

        // Persons first, then the task, as those do who speak up about it.
        foreach (var personId in RosterMembers.Of(tx, taskId).Select(member => member.PersonId).Distinct().Order())
        {
            Persons.Lock(tx, personId);
        }

        return TaskMachine.Table.Act(tx, taskId, TaskState.AwaitingConfirm, task => Reopen(tx, task));
    });

    private static Refusal? Reopen(Tx tx, VolunteerTask task)
    {
        if (Against(tx, task) is { } code)
        {
            return new Refusal(code);
        }

        var members = RosterMembers.Of(tx, task.Id);
        TaskMachine.Table.Move(tx, task, TaskState.AwaitingConfirm);
        foreach (var member in members)
        {
            GoBack(tx, task, member);
        }

        return null;
    }

    private static RefusalCode? Against(Tx tx, VolunteerTask task) =>
        TakingBack.Against(tx, TaskMachine.Table.Entity, task.Id, "confirm_roster")
        ?? (TaskSources.Has(tx, task.Id) ? HoursRefusal.RosterCountedElsewhere
            : Objections.AreAbout(tx, task.Id) || Papers.PaperRows.NameAny(tx, task.Id) ? RefusalCode.ActedOnSince
            : null);

    private static void GoBack(Tx tx, VolunteerTask task, RosterMember member)
    {
        var to = WasWalkIn(tx, member) ? ClaimState.Released
            : member.CheckedOutAt is not null ? ClaimState.CheckedOut
            : member.CheckedInAt is not null ? ClaimState.CheckedIn
            : ClaimState.Confirmed;
        ClaimMachine.Table.Move(tx, RosterRecords.Claimed(task, member), to);
        tx.Run("UPDATE claim SET minutes = NULL, confirmed_by = NULL, confirmed_at = NULL WHERE id = @Id", new { member.Id });
        if (member.State == ClaimState.Disputed)
        {
            Objections.TakeBackOwn(tx, member.Id);
            return;
        }

        ServiceRecords.Reverse(tx, member.Id);
        RosterRecords.Tell(tx, member, WasPlain(task, member, to) ? News.RosterConfirmed : null, "task.notice.roster_taken_back", task, minutes: 0);
    }

    /// <summary>Whoever switched off the plain word that their hours are in was told nothing that has to be taken back.</summary>
    private static bool WasPlain(VolunteerTask task, RosterMember member, ClaimState to) =>
        to != ClaimState.Released && member.State == ClaimState.Recorded && member.Minutes == task.Minutes;

    private static bool WasWalkIn(Tx tx, RosterMember member) =>
        tx.Exists("SELECT COUNT(*) FROM audit WHERE entity = 'claim' AND entity_id = @Id AND action = 'walk_in'", new { member.Id });
}
