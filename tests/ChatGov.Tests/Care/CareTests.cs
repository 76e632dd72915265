using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using FsCheck.Fluent;

namespace ChatGov.Tests.Care;

/// <summary>Who is looked after, with whose consent; the visits that fall due; who may read a door, and for how long.</summary>
public sealed class CareTests
{
    private const string Name = "赵大娘";
    private const string Door = "金沙苑3号楼2单元501";

    [Theory, Databases]
    public async Task Nothing_begins_without_consent_and_the_first_visit_needs_both(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (plan, first, second) = await Begun(stage, CareTier.A);
        var visit = Open(stage, plan)!;
        Assert.Equal(2, new[] { first, second }.Sum(person => stage.Letters(person).Count(letter => letter.Text.Contains("该去看看了", StringComparison.Ordinal))));

        await world.As(first, tx => CareVisiting.Take(tx, visit.Id, tx.Now).Value);
        Assert.Equal(CareVisitState.Due, Open(stage, plan)!.State);
        Assert.Equal(CareRefusal.DoorClosed, (await world.As(first, tx => CareDoorReading.Read(tx, visit.Id))).Refusal?.Code);
        await world.As(second, tx => CareVisiting.Take(tx, visit.Id, tx.Now).Value);
        Assert.Equal(CareVisitState.Taken, Open(stage, plan)!.State);
        await world.As(second, tx => CareVisiting.Say(tx, visit.Id, CareOutcome.Well, "在家").Value);

        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(7).AddMinutes(1));
        var next = Open(stage, plan)!;
        Assert.Equal(CareVisitState.Taken, (await world.As(first, tx => CareVisiting.Take(tx, next.Id, tx.Now))).Value.State);
        AuditTrail.IsComplete(stage.Database.Db, CarePlanMachine.Table);
        AuditTrail.IsComplete(stage.Database.Db, CareVisitMachine.Table);
    }

    [Theory, Databases]
    public async Task A_door_is_open_to_those_who_go_from_the_day_before_to_the_day_after_and_every_look_is_kept(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (plan, first, second) = await Begun(stage, CareTier.B);
        var stranger = await world.Member("旁人");
        var visit = Open(stage, plan)!.Id;
        var planned = stage.Database.Clock.GetUtcNow().AddDays(3);
        await world.As(first, tx => CareVisiting.Take(tx, visit, planned).Value);
        await world.As(second, tx => CareVisiting.Take(tx, visit, planned).Value);

        Assert.Equal(CareRefusal.DoorClosed, (await world.As(first, tx => CareDoorReading.Read(tx, visit))).Refusal?.Code);
        await stage.MoveTo(planned.AddHours(-23));
        foreach (var nobody in new[] { stranger, world.Liaison, world.BannerOffice, world.OtherSecretary, world.Secretary })
        {
            Assert.Equal(CareRefusal.DoorClosed, (await world.As(nobody, tx => CareDoorReading.Read(tx, visit))).Refusal?.Code);
        }

        var door = (await world.As(first, tx => CareDoorReading.Read(tx, visit))).Value;
        Assert.Equal((Name, Door), (door.Name, door.Door));
        await world.As(second, tx => ChatGov.Registrations.RegistrationEndings.End(tx, ChatGov.Registrations.RegistrationKind.Home).Value);
        Assert.Equal(CareRefusal.DoorClosed, (await world.As(second, tx => CareDoorReading.Read(tx, visit))).Refusal?.Code);
        await stage.MoveTo(planned.AddHours(25));
        Assert.Equal(CareRefusal.DoorClosed, (await world.As(first, tx => CareDoorReading.Read(tx, visit))).Refusal?.Code);

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.BannerOffice, tx => CareDoorReading.ReadAsStaff(tx, plan, "看看"))).Refusal?.Code);
        Assert.Equal(RefusalCode.ReasonMissing, (await world.As(world.Secretary, tx => CareDoorReading.ReadAsStaff(tx, plan, " "))).Refusal?.Code);
        Assert.Equal(Door, (await world.As(world.Secretary, tx => CareDoorReading.ReadAsStaff(tx, plan, "打电话问候"))).Value.Door);
        var readings = (await world.As(world.Secretary, tx => CareDoorReading.Readings(tx, plan))).Value;
        Assert.Equal([("甲", null), ("书记甲", "打电话问候")], readings.Select(reading => (reading.Reader, reading.Reason)));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.BannerOffice, tx => CareDoorReading.Readings(tx, plan))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task Consent_taken_back_or_lapsed_leaves_nothing_to_read_the_same_day(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (taken, first, second) = await Begun(stage, CareTier.A);
        var visit = Open(stage, taken)!.Id;
        await world.As(first, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await world.As(second, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await world.As(first, tx => CareDoorReading.Read(tx, visit).Value);
        await world.As(world.Secretary, tx => CarePlanning.WithdrawConsent(tx, taken).Value);
        await world.As(world.Secretary, tx => CarePlanning.WithdrawConsent(tx, taken).Value);
        Assert.Equal(CareRefusal.DoorClosed, (await world.As(first, tx => CareDoorReading.Read(tx, visit))).Refusal?.Code);
        Assert.Equal(CareRefusal.DoorClosed, (await world.As(world.Secretary, tx => CareDoorReading.ReadAsStaff(tx, taken, "再看看"))).Refusal?.Code);
        Assert.Contains(stage.Letters(first), letter => letter.Text.Contains("不用再去了", StringComparison.Ordinal));

        var (lapsing, _, _) = await Begun(stage, CareTier.C, months: 2, names: ("丙", "丁"));
        var until = stage.Database.Clock.GetUtcNow().AddMonths(2);
        await stage.MoveTo(until.AddDays(-29));
        Assert.Contains(stage.Letters(world.Secretary), letter => letter.Text.Contains("的同意到", StringComparison.Ordinal));
        await stage.MoveTo(until.AddMinutes(1));
        Assert.Equal(0, Sealed(stage));
        Assert.All(new[] { taken, lapsing }, plan => Assert.Equal("Ended", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM care_plan WHERE id = @plan", new { plan }))));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE state = 'Waiting' AND kind LIKE 'care.%'")));

        // Nobody had to say why: a code says so, in whatever language it is read.
        Assert.Equal(
            [(CareClosing.ConsentWithdrawn, null), (CareClosing.ConsentLapsed, null)],
            await world.As(world.Secretary, tx => new[] { taken, lapsing }.Select(plan => CareLists.Plan(tx, plan).Value).Select(plan => (plan.ClosedBy!.Value, plan.Reason)).ToList()));
        Assert.Equal(
            (CareClosing.ConsentWithdrawn, null),
            await world.As(world.Secretary, tx => CareLists.Visits(tx, taken, Paging.PageRequest.Everything).Value.Items.Select(each => (each.ClosedBy!.Value, each.Explained)).Single()));
    }

    [Theory, Databases]
    public async Task Minors_have_two_checked_visitors_and_a_guardians_yes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (first, second) = (await world.Member("甲"), await world.Member("乙"));
        var plan = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, Details(CareTier.B) with { IsMinor = true }))).Value.Id;
        await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
        Assert.Equal(CareRefusal.GuardianMustConsent, (await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, Consent(tx, 6)))).Refusal?.Code);
        Assert.Equal(CareRefusal.ClearanceMissing, (await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, second))).Refusal?.Code);
        await stage.Database.Db.Write(tx =>
        {
            foreach (var person in new[] { first, second })
            {
                tx.Insert(
                    "INSERT INTO qualification (person_id, kind, checked_by, checked_at, valid_until) VALUES (@person, 'MinorClearance', @Secretary, @Now, @until) RETURNING id",
                    new { person, world.Secretary, tx.Now, until = tx.Now.AddYears(1) });
            }

            tx.Audit("qualification", 0, "check");
            return true;
        });
        Assert.Equal(CareRefusal.TwoNeeded, (await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, null))).Refusal?.Code);
        await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, second).Value);
        await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, Consent(tx, 6) with { By = CareGiver.Guardian }).Value);
        await stage.RunTimers();
        foreach (var round in Enumerable.Range(0, 2))
        {
            var visit = Open(stage, plan)!.Id;
            Assert.Equal(CareVisitState.Due, (await world.As(first, tx => CareVisiting.Take(tx, visit, tx.Now))).Value.State);
            Assert.Equal(CareVisitState.Taken, (await world.As(second, tx => CareVisiting.Take(tx, visit, tx.Now))).Value.State);
            await world.As(second, tx => CareVisiting.Say(tx, visit, CareOutcome.Well, "").Value);
            await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddMonths(1).AddHours(1));
            Assert.True(round >= 0);
        }
    }

    [Theory, Databases]
    public async Task Late_and_unseen_is_said_as_a_call_for_help(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (plan, first, second) = await Begun(stage, CareTier.A);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var visit = Open(stage, plan)!.Id;
            await world.As(first, tx => CareVisiting.Take(tx, visit, tx.Now));
            await world.As(second, tx => CareVisiting.Take(tx, visit, tx.Now));
            await world.As(first, tx => CareVisiting.Say(tx, visit, CareOutcome.NotSeen, "敲门没人应").Value);
            await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(7).AddMinutes(1));
        }

        Assert.Single(stage.Letters(world.Secretary), letter => letter.Text.Contains("今天就打电话", StringComparison.Ordinal));
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(3));
        Assert.Contains(stage.Letters(world.Secretary), letter => letter.Text.Contains("过了日子还没去看", StringComparison.Ordinal));
        Assert.Equal(CareVisitState.Due, Open(stage, plan)!.State);
        await world.As(world.Secretary, tx => CareVisiting.Record(tx, plan, CareOutcome.Well, "电话里说都好").Value);
        Assert.Null(Open(stage, plan));
        await world.As(world.Secretary, tx => CareVisiting.MajorChange(tx, plan).Value);
        Assert.Equal(TimeSpan.FromHours(24), Open(stage, plan)!.RedAt - stage.Database.Clock.GetUtcNow());
    }

    /// <summary>Whatever happens in whatever order: one open visit at most, and each that is over was done, missed with the next due, or explained.</summary>
    [Theory, Databases]
    public async Task Every_due_visit_is_done_missed_or_explained(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (plan, first, second) = await Begun(stage, CareTier.A);
        foreach (var step in Gen.Choose(0, int.MaxValue).Sample(provider == Provider.Sqlite ? 150 : 60, 1))
        {
            var visit = Open(stage, plan)?.Id ?? 0;
            var who = step / 11 % 2 == 0 ? first : second;
            switch (step % 8)
            {
                case 0 or 1:
                    await world.As(who, tx => CareVisiting.Take(tx, visit, tx.Now));
                    break;
                case 2:
                    await world.As(who, tx => CareVisiting.Say(tx, visit, (CareOutcome)(step / 13 % 4), ""));
                    break;
                case 3:
                    await world.As(who, tx => CareVisiting.Decline(tx, visit));
                    break;
                case 4:
                    await world.As(world.Secretary, tx => step / 17 % 2 == 0 ? CarePlanning.Pause(tx, plan, "住院") : CarePlanning.Resume(tx, plan));
                    break;
                case 5:
                    await world.As(world.Secretary, tx => CareVisiting.MajorChange(tx, plan));
                    break;
                default:
                    await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(step / 19 % 6));
                    break;
            }

            stage.Database.Db.Read(tx =>
            {
                Assert.True(tx.Count("SELECT COUNT(*) FROM care_visit WHERE plan_id = @plan AND state IN ('Due', 'Taken')", new { plan }) <= 1);
                Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM care_visit v WHERE v.state = 'Missed' AND v.explained_cipher IS NULL AND NOT EXISTS (SELECT 1 FROM care_visit n WHERE n.plan_id = v.plan_id AND n.id > v.id)"));
                var state = tx.First<string>("SELECT state FROM care_plan WHERE id = @plan", new { plan });
                var waits = tx.Count("SELECT COUNT(*) FROM timer WHERE kind = 'care.due' AND state = 'Waiting'");
                Assert.Equal(state == "Active" ? 1 : 0, waits);
                return 0;
            });
        }

        AuditTrail.IsComplete(stage.Database.Db, CareVisitMachine.Table);
    }

    [Theory, Databases]
    public async Task What_was_not_taken_is_not_said_to_be_open_again(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (_, first, _) = await Begun(stage, CareTier.C);
        await stage.World.As(first, tx => RegistrationPauses.Suspend(tx, Shanghai.Day(tx.Now.AddDays(10))).Value);
        Assert.Equal((1, 0, 0), HandedOver(stage));

        await stage.World.As(first, tx => RegistrationEndings.Leave(tx).Value);
        Assert.Equal((1, 1, 0), HandedOver(stage));
    }

    [Theory, Databases]
    public async Task A_visit_that_is_open_once_more_is_asked_of_who_stays_of_the_pair_as_well(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var (plan, first, second) = await Begun(stage, CareTier.A);
        var third = await world.Member("丙");
        var visit = Open(stage, plan)!.Id;
        var asked = Told(stage, second, "你去吗");
        await world.As(first, tx => CareVisiting.Take(tx, visit, tx.Now.AddHours(1)).Value);

        await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, third, second).Value);
        Assert.Equal(asked + 1, Told(stage, second, "你去吗"));
        Assert.Equal(1, Told(stage, third, "你去吗"));
        Assert.Equal((0, 0, 0), HandedOver(stage));

        // Nobody had taken it: only who is new is asked.
        await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, second).Value);
        Assert.Equal(asked + 1, Told(stage, second, "你去吗"));
    }

    internal static CareDetails Details(CareTier tier) => new() { Tier = tier, Way = CareWay.Visit, Name = Name, Door = Door, Handover = "敲门重一点" };

    internal static CareConsentGiven Consent(Tx tx, int months) => new(CareGiver.Self, CareConsentForm.Spoken, "按时上门看看", tx.Now.AddMonths(months));

    internal static async Task<(long Plan, long First, long Second)> Begun(Stage stage, CareTier tier, int months = 12, (string First, string Second)? names = null)
    {
        var world = stage.World;
        var (first, second) = (await world.Member(names?.First ?? "甲"), await world.Member(names?.Second ?? "乙"));
        var plan = (await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, Details(tier)))).Value.Id;
        Assert.Equal(RefusalCode.WrongState, (await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, Consent(tx, months)))).Refusal?.Code);
        await world.As(world.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
        await world.As(world.Secretary, tx => CarePairs.Set(tx, plan, first, second).Value);
        await world.As(world.Secretary, tx => CarePlanning.RecordConsent(tx, plan, Consent(tx, months)).Value);
        await stage.RunTimers();
        return (plan, first, second);
    }

    private static CareVisit? Open(Stage stage, long plan) => stage.Database.Db.Read(tx =>
        CareLists.Due(tx.As(ChatGov.Data.Actor.Person(stage.World.Secretary))).Find(visit => visit.PlanId == plan));

    /// <summary>How often the secretary heard that somebody rests, is gone, and that a visit is open again.</summary>
    private static (int, int, int) HandedOver(Stage stage) =>
        (Told(stage, stage.World.Secretary, "阵子歇着"), Told(stage, stage.World.Secretary, "少了一位"), Told(stage, stage.World.Secretary, "已经空出来"));

    private static int Told(Stage stage, long person, string words) =>
        stage.Letters(person).Count(letter => letter.Text.Contains(words, StringComparison.Ordinal));

    private static long Sealed(Stage stage) => stage.Database.Db.Read(tx => tx.Count(
        """
        SELECT (SELECT COUNT(*) FROM care_plan WHERE name_cipher IS NOT NULL OR door_cipher IS NOT NULL OR phone_cipher IS NOT NULL OR handover_cipher IS NOT NULL)
             + (SELECT COUNT(*) FROM care_visit WHERE note_cipher IS NOT NULL)
        """));
}
