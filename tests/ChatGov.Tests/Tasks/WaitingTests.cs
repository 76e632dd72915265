using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Tasks;

public sealed class WaitingTests
{
    // The test clock starts on Monday 2026-11-23 at 09:00.
    private static readonly DateTimeOffset Saturday = new(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory, Databases]
    public async Task A_place_that_comes_free_goes_to_the_first_message_not_to_the_first_row(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, task, holder) = await Full(stage);
        var later = await world.Member("后来的");
        var earlier = await world.Member("先来的");
        await Join(stage, later, task, inbox: 8);
        await Join(stage, earlier, task, inbox: 7);

        await world.As(holder, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);

        Assert.Equal(["Withdrawn", "Waitlisted", "Offered"], stage.ClaimStates());
        Assert.Equal(TaskState.Filled, stage.StateOf(task));
        Assert.Contains(stage.Letters(earlier), letter => letter.Text.Contains("空出一个名额", StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Letters(later), letter => letter.Text.Contains("空出一个名额", StringComparison.Ordinal));
        Assert.Equal(ClaimRefusal.TaskFull, (await world.As(await world.Member("路过的"), tx => Claiming.Claim(tx, task.Id))).Refusal?.Code);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Whoever_is_asked_says_yes_or_no_or_nothing_and_then_the_next_is_asked(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (world, task, holder) = await Full(stage);
        var waiting = new List<long>();
        foreach (var name in new[] { "甲", "乙", "丙" })
        {
            waiting.Add(await world.Member(name));
            await world.As(waiting[^1], tx => WaitingList.Join(tx, task.Id).Value);
        }

        await world.As(holder, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        await world.As(waiting[0], tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        Assert.Equal(["Withdrawn", "Withdrawn", "Offered", "Waitlisted"], stage.ClaimStates());

        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(26));
        Assert.Equal(["Withdrawn", "Withdrawn", "Lapsed", "Offered"], stage.ClaimStates());
        Assert.Equal(ClaimRefusal.OfferGone, (await world.As(waiting[1], tx => PlaceOffers.Accept(tx, 3))).Refusal?.Code);
        Assert.Equal(ClaimState.Confirmed, (await world.As(waiting[2], tx => Claiming.Claim(tx, task.Id).Value)).State);
        Assert.Equal(ClaimState.Confirmed, (await world.As(waiting[2], tx => PlaceOffers.Accept(tx, 4).Value)).State);
        Assert.Equal(TaskState.Filled, stage.StateOf(task));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task The_clock_starts_with_the_delivery_and_rests_at_night(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 1));
        var holder = await world.Member("拿着的");
        var waiting = await world.Member("等着的");
        await world.As(holder, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(waiting, tx => WaitingList.Join(tx, task.Id).Value);

        await bot.Answers("等着的");

        // Given back at 23:00: asked at 08:00, so the answer is due at 20:00.
        database.Clock.MoveTo(new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.FromHours(8)));
        await world.As(holder, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);
        await bot.Quiet();
        Assert.Empty(await bot.Answers("等着的"));
        database.Clock.MoveTo(new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(8)));
        Assert.Contains("空出一个名额", await bot.Answers("等着的"), StringComparison.Ordinal);
        await bot.Timers.RunDue(CancellationToken.None);

        // Delivered at half past nine: twelve hours are half past nine in the evening, half an hour of it rests.
        Assert.Equal(
            new DateTimeOffset(2026, 11, 25, 8, 30, 0, TimeSpan.FromHours(8)),
            (await world.As(waiting, tx => ClaimLists.Mine(tx)))[0].OfferedUntil);
    }

    [Theory, Databases]
    public async Task Who_still_waits_at_the_start_is_let_go_and_a_held_place_holds_up_nobody(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 2));
        var staying = await world.Member("来的");
        var leaving = await world.Member("不来的");
        var asked = await world.Member("被问的");
        var waiting = await world.Member("等着的");
        await world.As(staying, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(leaving, tx => Claiming.Claim(tx, task.Id).Value);
        await world.As(asked, tx => WaitingList.Join(tx, task.Id).Value);
        await world.As(waiting, tx => WaitingList.Join(tx, task.Id).Value);
        stage.Database.Clock.MoveTo(Saturday.AddMinutes(-30));
        await world.As(leaving, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Value);

        await stage.MoveTo(Saturday.AddMinutes(1));

        Assert.Equal(TaskState.InProgress, stage.StateOf(task));
        Assert.Equal(["Confirmed", "Withdrawn"], stage.ClaimStates()[..2]);
        Assert.All(stage.ClaimStates()[2..], state => Assert.True(state is "Released" or "Lapsed", state));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Releases_and_offers_all_at_once_pass_over_nobody_and_lose_no_place(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(Saturday, places: 8));
        var people = await world.Members(24);
        foreach (var person in people[..8])
        {
            await world.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        await Task.WhenAll(people[8..].Select((person, i) => Join(stage, person, task, inbox: 100 + i)));
        var releases = people[..6].Select(person => world.As(person, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id)));
        var leaving = people[8..10].Select(person => world.As(person, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id)));
        var claims = people[20..].Select(person => world.As(person, tx => Claiming.Claim(tx, task.Id).Ok ? true : (Outcome<bool>)false));
        await Task.WhenAll([Task.WhenAll(releases), Task.WhenAll(leaving), Task.WhenAll(claims)]);
        Invariants.Hold(stage.Database.Db);

        // Six places came free; two of those in the line left it, before or after they were asked.
        var offered = stage.Database.Db.Read(tx => tx.All<long>("SELECT person_id FROM claim WHERE state = 'Offered' ORDER BY inbox_id"));
        Assert.Equal(people[10..16], offered);
        Assert.Equal(8, stage.Database.Db.Read(tx => tx.Count("SELECT taken FROM task WHERE id = @Id", new { task.Id })));

        await Task.WhenAll(offered.Select((person, i) => i % 2 == 0
            ? world.As(person, tx => Claiming.Claim(tx, task.Id).Ok)
            : world.As(person, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Ok)));
        Assert.Equal(5, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'")));
        Assert.Equal(people[16..19], stage.Database.Db.Read(tx => tx.All<long>("SELECT person_id FROM claim WHERE state = 'Offered' ORDER BY inbox_id")));
        Assert.Equal(8, stage.Database.Db.Read(tx => tx.Count("SELECT taken FROM task WHERE id = @Id", new { task.Id })));
        stage.AuditIsComplete();
    }

    [Theory, Databases]
    public async Task Fifty_people_who_come_and_go_all_at_once_are_asked_in_the_order_of_their_messages(Provider provider)
    {
        const int places = 6;
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var random = new Random(31);
        var task = await world.Publish(world.Draft(Saturday, places));
        var people = await world.Members(50);
        foreach (var person in people[..places])
        {
            await world.As(person, tx => Claiming.Claim(tx, task.Id).Value);
        }

        await Task.WhenAll(people[places..].OrderBy(_ => random.Next()).Select(person => Join(stage, person, task, inbox: person)));
        while (stage.Database.Clock.GetUtcNow() < Saturday.AddHours(-30))
        {
            // Some give back a place, some leave the line, some answer yes or no, at once; and the clocks of some run out.
            var (holding, waiting, offered) = (Who("Confirmed"), Who("Waitlisted"), Who("Offered"));
            await Task.WhenAll(
            [
                .. Some(holding, 2).Concat(Some(waiting, 1)).Select(person => (Task)world.As(person, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id))),
                .. Some(offered, 1).Select(person => (Task)(random.Next(2) == 0
                    ? world.As(person, tx => Claiming.Claim(tx, task.Id).Ok)
                    : world.As(person, tx => ClaimWithdrawals.WithdrawFrom(tx, task.Id).Ok))),
                stage.RunTimers(),
            ]);
            await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(3));
            NobodyIsPassedOver();
            Invariants.Hold(stage.Database.Db);
        }

        Assert.True(Asked().Count > 20, $"only {Asked().Count} were asked");
        Assert.Contains("Lapsed", stage.ClaimStates());
        await stage.MoveTo(Saturday.AddDays(20));
        Invariants.Hold(stage.Database.Db);
        stage.AuditIsComplete();

        List<long> Who(string state) => stage.Database.Db.Read(tx => tx.All<long>("SELECT person_id FROM claim WHERE state = @state", new { state }));

        IEnumerable<long> Some(List<long> from, int most) => from.OrderBy(_ => random.Next()).Take(most);

        List<long> Asked() => stage.Database.Db.Read(tx => tx.All<long>(
            "SELECT c.inbox_id FROM audit a JOIN claim c ON c.id = a.entity_id WHERE a.entity = 'claim' AND a.action = 'offer' ORDER BY a.id"));

        // Nobody is asked twice or before an earlier message, and all who still wait wrote later than all who were asked.
        void NobodyIsPassedOver()
        {
            var asked = Asked();
            Assert.Equal(asked.Distinct().Order(), asked);
            Assert.DoesNotContain(Who("Waitlisted"), person => person < asked.LastOrDefault());
        }
    }

    [Fact]
    public void The_resting_clock_counts_waking_hours_only()
    {
        var instants = from minutes in Gen.Choose(0, 60 * 24 * 400) select Saturday.AddMinutes(minutes);
        var waking = from minutes in Gen.Choose(1, 60 * 40) select TimeSpan.FromMinutes(minutes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(instants.ToArbitrary(), waking.ToArbitrary(), (from, time) =>
        {
            var end = RestingClock.Add(from, time);
            var counted = 0;
            for (var at = from; at < end; at = at.AddMinutes(1))
            {
                counted += QuietHours.Covers(at) ? 0 : 1;
            }

            return counted == (int)time.TotalMinutes && !QuietHours.Covers(end.AddMilliseconds(-1));
        }));
    }

    [Theory, Databases]
    public async Task In_chat_waiting_is_one_word_and_so_is_coming(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        var task = await world.Publish(world.Draft(Saturday, places: 1));
        await world.Member("甲");
        await world.Member("乙");
        await bot.Ask("甲", "任务");
        await bot.Ask("甲", "认领1");
        await bot.Ask("乙", "任务");

        Has(await bot.Ask("乙", $"认领{task.Id}"), "可以排队");
        Has(await bot.Ask("乙", "1"), "你排第 1 位");
        Has(await bot.Ask("乙", "我的"), "排队第 1 位");
        Has(await bot.Ask("甲", "来不了"), "退");
        Has(await bot.Answers("乙"), "空出一个名额");
        Has(await bot.Ask("乙", "我的"), "前回“我来”");
        Has(await bot.Press("乙", bot.Last("乙"), 0), "位子是你的了");
        Has(await bot.Ask("乙", "我的"), "2 号");
    }

    private static void Has(string text, string part) => Assert.Contains(part, text, StringComparison.Ordinal);

    private static async Task<(World World, VolunteerTask Task, long Holder)> Full(Stage stage)
    {
        var task = await stage.World.Publish(stage.World.Draft(Saturday, places: 1));
        var holder = await stage.World.Member("拿着的");
        await stage.World.As(holder, tx => Claiming.Claim(tx, task.Id).Value);
        return (stage.World, task, holder);
    }

    private static Task<PlaceInLine> Join(Stage stage, long person, VolunteerTask task, long inbox) =>
        stage.Database.Db.Write(tx => WaitingList.Join(tx.As(new Actor(person, inbox)), task.Id).Value);
}
