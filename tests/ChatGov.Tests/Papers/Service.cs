using ChatGov.Claims;
using ChatGov.Hours;
using ChatGov.Papers;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Papers;

/// <summary>People who have served, so that there is something to certify.</summary>
internal static class Service
{
    public static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A task that was published, taken, held and confirmed; the clock stands an hour after it.</summary>
    public static Task<VolunteerTask> Served(
        this Stage stage, long personId, DateTimeOffset startsAt, double hours = 2, string title = "清扫公园沙尘", long? orgId = null) =>
        Served(stage.World, stage.Database.Clock, personId, startsAt, hours, title, orgId);

    public static async Task<VolunteerTask> Served(
        World world, TestClock clock, long personId, DateTimeOffset startsAt, double hours = 2, string title = "清扫公园沙尘", long? orgId = null)
    {
        var org = orgId ?? world.Helan;
        var secretary = org == world.Garden ? world.OtherSecretary : world.Secretary;
        var draft = world.Draft(startsAt, hours: hours) with { Title = title };
        var task = await world.As(secretary, tx => TaskPublishing.Publish(tx, org, draft).Value);
        await world.As(personId, tx => Claiming.Claim(tx, task.Id).Value);
        clock.MoveTo(startsAt.AddHours(hours + 1));
        await world.As(secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        return task;
    }

    /// <summary>What the records say is put right afterwards: a reversing row, then the right one.</summary>
    public static Task Correct(this Stage stage, long personId, long taskId, int minutes) => stage.Database.Db.Write(tx =>
    {
        var old = tx.First<long>("SELECT id FROM service_record WHERE task_id = @taskId AND person_id = @personId", new { taskId, personId });
        tx.Run(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, reverses_id, confirmed_by, recorded_at)
            SELECT claim_id, person_id, task_id, day, -minutes, 2, id, confirmed_by, recorded_at FROM service_record WHERE id = @old
            """,
            new { old });
        tx.Run(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
            SELECT claim_id, person_id, task_id, day, @minutes, 3, confirmed_by, recorded_at FROM service_record WHERE id = @old
            """,
            new { old, minutes });
    });

    public static Task<PaperWithFacts> Issued(this Stage stage, long personId, long? orgId = null) => stage.World.As(personId, tx =>
    {
        var drafted = PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, orgId ?? stage.World.Helan)).Value;
        return PaperIssuing.Issue(tx, drafted.Paper.Id).Value;
    });

    public static PaperCheck Check(this Stage stage, string number) => stage.Database.Db.Read(tx => PaperChecking.Check(tx, number));

    public static Task Enrol(this Stage stage, long personId) => stage.Database.Db.Write(tx => tx.Run(
        "UPDATE roster SET person_id = @personId WHERE id = @id",
        new { personId, id = People.Roster.Add(tx, stage.World.Unit, "某某", phone: null) }));
}
