using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Tasks;

public sealed class ConfirmingTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task One_message_of_the_organiser_completes_the_task(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(4);
        var task = await Claimed(world, members);

        Assert.Equal(HoursRefusal.TaskNotEnded, (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Refusal?.Code);
        database.Clock.MoveTo(Saturday.AddHours(3));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Refusal?.Code);
        Assert.Equal(HoursRefusal.UnknownNumbers, (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, ["9"]))).Refusal?.Code);

        var confirmed = (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, ["3"]))).Value;

        Assert.Equal((3, 1), (confirmed.Attended, confirmed.Absent));
        Assert.Equal(TaskState.Done, confirmed.Task.State);
        Assert.Equal(120, (await world.As(members[0], tx => OwnHours.Of(tx))).InAll);
        Assert.Equal(0, (await world.As(members[2], tx => OwnHours.Of(tx))).InAll);
    }

    [Theory, Databases]
    public async Task Two_confirmations_at_once_write_each_hour_once(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(5);
        var task = await Claimed(world, members);
        database.Clock.MoveTo(Saturday.AddHours(3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => world.As(
            i % 2 == 0 ? world.Secretary : world.BannerOffice, tx => TaskRosters.Confirm(tx, task.Id, []))));

        Assert.All(answers, answer => Assert.Equal((5, 0), (answer.Value.Attended, answer.Value.Absent)));
        Assert.Equal(5, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        Assert.Equal(600, database.Db.Read(tx => tx.Count("SELECT SUM(minutes) FROM service_record")));
        AuditTrail.IsComplete(database.Db, TaskMachine.Table);
        AuditTrail.IsComplete(database.Db, ClaimMachine.Table);
    }

    [Theory, Databases]
    public async Task Nobody_gets_more_than_eight_hours_a_day(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        var morning = await world.Publish(world.Draft(Saturday, hours: 5));
        var afternoon = await world.Publish(world.Draft(Saturday.AddHours(6), hours: 5));
        await world.As(member, tx => Claiming.Claim(tx, morning.Id).Value);
        await world.As(member, tx => Claiming.Claim(tx, afternoon.Id).Value);
        database.Clock.MoveTo(Saturday.AddHours(12));

        await Task.WhenAll(new[] { morning, afternoon }.Select(task => world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))));

        Assert.Equal(480, (await world.As(member, tx => OwnHours.Of(tx))).InAll);
    }

    [Theory, Databases]
    public async Task Many_rosters_of_one_day_confirmed_at_once_still_give_eight_hours(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = await world.Members(6);
        var tasks = new List<VolunteerTask>();
        foreach (var i in Enumerable.Range(0, 3))
        {
            var task = await world.Publish(world.Draft(Saturday.AddHours(-5 + (i * 5)), places: 6, hours: 4));
            foreach (var member in members)
            {
                await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
            }

            tasks.Add(task);
        }

        database.Clock.MoveTo(Saturday.AddHours(12));
        await Task.WhenAll(tasks.Select(task => world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))));

        Assert.Equal(18, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        Assert.All(
            database.Db.Read(tx => tx.All<long>("SELECT SUM(minutes) FROM service_record GROUP BY person_id, day")),
            minutes => Assert.Equal(480, minutes));
    }

    [Theory, Databases]
    public async Task The_exceptions_go_by_number_or_name_and_a_wrong_one_changes_nothing(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var members = new List<long>();
        foreach (var name in new[] { "王和平", "李小红", "双一", "双二" })
        {
            members.Add(await world.Member(name));
        }

        await database.Db.Write(tx => tx.Run("UPDATE person SET name = '张伟' WHERE name LIKE '双%'"));
        var task = await Claimed(world, members);
        database.Clock.MoveTo(Saturday.AddHours(2));

        Assert.Equal(HoursRefusal.UnknownNumbers, await Refusal("王和平", "赵六"));
        Assert.Equal(HoursRefusal.NamesakesOnRoster, await Refusal("张伟"));
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM service_record")));
        var confirmed = (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, ["王和平和李小红", "4"]))).Value;

        Assert.Equal((1, 3), (confirmed.Attended, confirmed.Absent));
        Assert.Contains("没到场", Mail.To(database.Db, members[0])[^1].Text, StringComparison.Ordinal);
        Assert.Contains("2 小时", Mail.To(database.Db, members[2])[^1].Text, StringComparison.Ordinal);

        async Task<RefusalCode?> Refusal(params string[] absent) =>
            (await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, absent))).Refusal?.Code;
    }

    [Theory, Databases]
    public async Task Nobody_confirms_their_own_hours(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var deputy = await world.Member("副书记");
        await database.Db.Write(tx => Organisations.Staff.Appoint(tx, deputy, Role.Deputy, world.Helan, tx.Now, until: null));
        var task = await Claimed(world, [deputy]);
        database.Clock.MoveTo(Saturday.AddHours(2));

        Assert.Equal(HoursRefusal.OwnHours, (await world.As(deputy, tx => TaskRosters.Confirm(tx, task.Id, []))).Refusal?.Code);
        Assert.True((await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []))).Ok);
    }

    [Theory, Databases]
    public async Task The_roster_shows_names_and_phones_only_around_the_task(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        await database.Db.Write(tx => People.Persons.KeepPhone(tx, member, "13800005678"));
        var task = await Claimed(world, [member]);

        Assert.Equal(new RosterLine(1, "王*", null, ClaimState.Confirmed), await Line());
        database.Clock.MoveTo(Saturday.AddHours(-24));
        Assert.Equal(new RosterLine(1, "王小明", "13800005678", ClaimState.Confirmed), await Line());
        database.Clock.MoveTo(Saturday.AddHours(2 + 24));
        Assert.Equal(new RosterLine(1, "王小明", "13800005678", ClaimState.Confirmed), await Line());
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new RosterLine(1, "王*", null, ClaimState.Confirmed), await Line());
        foreach (var outsider in new[] { world.OtherSecretary, world.Liaison, member })
        {
            Assert.Equal(RefusalCode.NotFound, (await world.As(outsider, tx => TaskRosters.Roster(tx, task.Id))).Refusal?.Code);
        }

        async Task<RosterLine> Line() => Assert.Single((await world.As(world.Secretary, tx => TaskRosters.Roster(tx, task.Id))).Value.Lines);
    }

    private static async Task<VolunteerTask> Claimed(World world, List<long> members)
    {
        var task = await world.Publish(world.Draft(Saturday));
        foreach (var member in members)
        {
            await world.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        }

        return task;
    }
}
