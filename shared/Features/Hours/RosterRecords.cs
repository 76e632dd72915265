using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>Writes what a confirmed roster says about each person, and tells them. They may object for seven days.</summary>
internal static class RosterRecords
{
    public static void Write(Tx tx, VolunteerTask task, RosterMember member, ReadRoster read, Who by)
    {
        if (IsAbsent(member, read))
        {
            MarkAbsent(tx, task, member, by);
        }
        else if (member.PersonId == tx.Actor.PersonId)
        {
            Objections.RaiseOwn(tx, task, ClaimRows.Find(tx, member.Id)!, MinutesOf(task, member, read));
        }
        else
        {
            Record(tx, task, member, MinutesOf(task, member, read), by, read.Minutes.ContainsKey(member.Number));
        }
    }

    public static void WriteWalkIn(Tx tx, VolunteerTask task, WalkIn walkIn, Who by)
    {
        var claim = WalkIns.Insert(tx, task, walkIn, by);
        var minutes = Keep(tx, task, claim.Id, walkIn.PersonId, walkIn.Minutes);
        tx.Send(walkIn.PersonId, OutboxKind.News, minutes == walkIn.Minutes ? "task.notice.walk_in" : "task.notice.thanks_full_day", Words(task, minutes));
    }

    /// <summary>Somebody who checked in was there: the organiser's list cannot say otherwise in one word.</summary>
    public static bool IsAbsent(RosterMember member, ReadRoster read) => read.Absent.Contains(member.Number) && member.State == ClaimState.Confirmed;

    private static long MinutesOf(VolunteerTask task, RosterMember member, ReadRoster read) => read.Minutes.TryGetValue(member.Number, out var said)
        ? said
        : CheckIns.MinutesServed(task, member.CheckedInAt, member.CheckedOutAt, member.AutoCheckedOut);

    private static void Record(Tx tx, VolunteerTask task, RosterMember member, long served, Who by, bool isShorter)
    {
        ClaimRows.Move(tx, member.Id, member.State, ClaimState.Attended, by, "attend");
        var minutes = Keep(tx, task, member.Id, member.PersonId, served);
        var key = minutes < served ? "task.notice.thanks_full_day" : isShorter ? "task.notice.thanks_shorter" : "task.notice.thanks";

        // Less than the task is said to everybody: they may object to it.
        Tell(tx, member, isShorter ? null : News.RosterConfirmed, key, task, minutes);
    }

    private static long Keep(Tx tx, VolunteerTask task, long claimId, long personId, long served)
    {
        var minutes = ServiceRecords.Write(tx, claimId, personId, task, served);
        tx.Run(
            "UPDATE claim SET minutes = @minutes, confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @claimId",
            new { claimId, minutes, tx.Actor.PersonId, tx.Now });
        ClaimRows.Move(tx, claimId, ClaimState.Attended, ClaimState.Recorded, Who.System, "record");
        return minutes;
    }

    private static void MarkAbsent(Tx tx, VolunteerTask task, RosterMember member, Who by)
    {
        ClaimRows.Move(tx, member.Id, member.State, ClaimState.Absent, by, "absent");
        tx.Run("UPDATE claim SET confirmed_by = @PersonId, confirmed_at = @Now WHERE id = @Id", new { member.Id, tx.Actor.PersonId, tx.Now });
        Tell(tx, member, of: null, "task.notice.absent", task, minutes: 0);
    }

    /// <summary>Who took back their agreement gets nothing more; what they served is still on record.</summary>
    private static void Tell(Tx tx, RosterMember member, News? of, string key, VolunteerTask task, long minutes)
    {
        if (member.Agrees)
        {
            tx.Send(member.PersonId, OutboxKind.News, key, Words(task, minutes), new SendOptions { Of = of });
        }
    }

    private static (string, object)[] Words(VolunteerTask task, long minutes) =>
        [("title", task.Title), ("hours", Show.Hours(minutes)), ("length", new Length(minutes))];
}
