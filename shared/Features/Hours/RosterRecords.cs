using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>Writes what a confirmed roster says about each person, and tells them. They may object for seven days.</summary>
internal static class RosterRecords
{
    public static void Write(Tx tx, VolunteerTask task, RosterMember member, ReadRoster read)
    {
        if (IsAbsent(member, read))
        {
            MarkAbsent(tx, task, member);
        }
        else if (member.PersonId == tx.Actor.PersonId)
        {
            Objections.RaiseOwn(tx, task, ClaimRows.Find(tx, member.Id)!, MinutesOf(task, member, read));
        }
        else
        {
            Record(tx, task, member, MinutesOf(task, member, read), read.Minutes.ContainsKey(member.Number));
        }
    }

    public static void WriteWalkIn(Tx tx, VolunteerTask task, WalkIn walkIn)
    {
        var claim = WalkIns.Insert(tx, task, walkIn);
        var minutes = Keep(tx, task, claim, walkIn.Minutes);
        tx.Send(walkIn.PersonId, OutboxKind.News, minutes == walkIn.Minutes ? "task.notice.walk_in" : "task.notice.thanks_full_day", Words(task, minutes));
    }

    /// <summary>Somebody who checked in was there: the organiser's list cannot say otherwise in one word.</summary>
    public static bool IsAbsent(RosterMember member, ReadRoster read) => read.Absent.Contains(member.Number) && member.State == ClaimState.Confirmed;

    private static long MinutesOf(VolunteerTask task, RosterMember member, ReadRoster read) => read.Minutes.TryGetValue(member.Number, out var said)
        ? said
        : CheckIns.MinutesServed(task, member.CheckedInAt, member.CheckedOutAt, member.AutoCheckedOut);

    private static void Record(Tx tx, VolunteerTask task, RosterMember member, long served, bool isShorter)
    {
        var claim = Claimed(task, member);
        ClaimMachine.Table.Move(tx, claim, ClaimState.Attended);
        var minutes = Keep(tx, task, claim, served);
        var key = minutes < served ? "task.notice.thanks_full_day" : isShorter ? "task.notice.thanks_shorter" : "task.notice.thanks";

        // Less than the task is said to everybody: they may object to it.
        Tell(tx, member, isShorter ? null : News.RosterConfirmed, key, task, minutes);
    }

    private static long Keep(Tx tx, VolunteerTask task, Claim claim, long served)
    {
        var minutes = ServiceRecords.Write(tx, claim.Id, claim.PersonId, task, served);
        tx.Run(
            "UPDATE claim SET minutes = @minutes, confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id",
            new { claim.Id, minutes, tx.Actor.PersonId, tx.Now });
        ClaimMachine.Table.MoveAsSystem(tx, claim with { State = ClaimState.Attended }, ClaimState.Recorded);
        return minutes;
    }

    private static void MarkAbsent(Tx tx, VolunteerTask task, RosterMember member)
    {
        ClaimMachine.Table.Move(tx, Claimed(task, member), ClaimState.Absent);
        tx.Run("UPDATE claim SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id", new { member.Id, tx.Actor.PersonId, tx.Now });
        Tell(tx, member, of: null, "task.notice.absent", task, minutes: 0);
    }

    internal static Claim Claimed(VolunteerTask task, RosterMember member) =>
        new() { Id = member.Id, TaskId = task.Id, OrgId = task.OrgId, PersonId = member.PersonId, State = member.State, EndsAt = task.EndsAt };

    /// <summary>Who took back their agreement gets nothing more; what they served is still on record.</summary>
    internal static void Tell(Tx tx, RosterMember member, News? of, string key, VolunteerTask task, long minutes)
    {
        if (member.Agrees)
        {
            tx.Send(member.PersonId, OutboxKind.News, key, Words(task, minutes), new SendOptions { Of = of });
        }
    }

    private static (string, object)[] Words(VolunteerTask task, long minutes) =>
        [("title", task.Title), ("hours", Show.Hours(minutes)), ("length", new Length(minutes))];
}
