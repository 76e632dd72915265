using ChatGov.Meetings;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>The joint committee meets, in every state of a meeting.</summary>
internal static class Meeting
{
    /// <summary>Early November: what is adopted has a day ahead, what is put off comes again.</summary>
    public static async Task Begin(Town town)
    {
        var meeting = await Called(town, town.Now.AddDays(1), points: 4);
        await town.Until(town.Now.AddDays(1).AddMinutes(1));
        var items = Items(town, meeting);
        await Decide(town, meeting, items[0], AgendaOutcome.Adopted, 40);
        await Decide(town, meeting, items[1], AgendaOutcome.Adopted, 40);
        await Decide(town, meeting, items[2], AgendaOutcome.Deferred, 10);
        await Decide(town, meeting, items[3], AgendaOutcome.Adopted, 20);
        foreach (var item in items.Skip(4))
        {
            await Decide(town, meeting, item, AgendaOutcome.Dropped, 0);
        }

        await town.As("secretary", tx => MeetingDecisions.Confirm(tx, meeting).Value);
        await town.As("secretary", tx => MeetingDecisions.Done(tx, items[1]).Value);
        town.Ids["adopted"] = items[0];
    }

    public static async Task Now(Town town)
    {
        var held = await Called(town, town.Now.AddMinutes(30), points: 1);
        var open = await Called(town, town.Now.AddMinutes(30), points: 1);
        town.Ids["meeting ahead"] = await Called(town, town.Now.AddDays(20), points: 1);
        var cancelled = await Called(town, town.Now.AddDays(21), points: 1);
        await town.Saying("secretary", "meeting cancel reason", (tx, words) => MeetingCalling.Cancel(tx, cancelled, words).Value);
        await Call(town, town.Now.AddDays(22));
        await town.Until(town.Now.AddMinutes(31));
        foreach (var item in Items(town, held))
        {
            await Decide(town, held, item, AgendaOutcome.Dropped, 0);
        }

        town.Ids["open meeting"] = open;
    }

    private static async Task<long> Called(Town town, DateTimeOffset starts, int points)
    {
        var meeting = await Call(town, starts);
        foreach (var _ in Enumerable.Range(0, points))
        {
            await town.Saying("secretary", "agenda point", (tx, words) => MeetingAgenda.AddPoint(tx, meeting, words).Value);
        }

        await town.As("secretary", tx => MeetingCalling.Publish(tx, meeting).Value);
        return meeting;
    }

    private static Task<long> Call(Town town, DateTimeOffset starts)
    {
        var (title, place) = (town.Words("secretary", "meeting title"), town.Words("secretary", "meeting place"));
        return town.As("secretary", tx => MeetingCalling.Call(tx, town["committee"], title, place, starts).Value.Meeting.Id);
    }

    private static List<long> Items(Town town, long meeting) =>
        town.Db.Read(tx => tx.All<long>("SELECT id FROM agenda_item WHERE meeting_id = @meeting ORDER BY position", new { meeting }));

    private static Task Decide(Town town, long meeting, long item, AgendaOutcome outcome, int days)
    {
        var words = town.Words("secretary", "decision");
        return town.As("secretary", tx => MeetingDecisions.Decide(
            tx, meeting, item, new Decision(outcome, words, outcome == AgendaOutcome.Adopted ? town["power"] : null, days == 0 ? null : tx.Now.AddDays(days))).Value);
    }
}
