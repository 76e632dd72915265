using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>Nobody but whoever reported a matter says that it is solved; where nobody did, or they are called, somebody who does not work on it.</summary>
public sealed class CaseClosingTests
{
    [Theory, Databases]
    public async Task Every_role_tries_every_way_to_close_it_for_the_reporter_and_none_does(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var world = cases.World;
        foreach (var begin in new Func<Task<Case>>[] { () => cases.Report(), () => cases.InProgress(), () => cases.Resolved() })
        {
            var id = (await begin()).Id;
            foreach (var who in new[] { cases.Neighbour, world.Liaison, world.OtherSecretary, cases.Street, world.BannerOffice, world.Secretary, cases.Deputy, cases.GridWorker })
            {
                Assert.False((await cases.As(who, tx => CaseCalls.Confirm(tx, id))).Ok);
                Assert.False((await cases.As(who, tx => CaseEnding.Withdraw(tx, id))).Ok);
                Assert.False((await cases.As(who, tx => CaseCalls.Rate(tx, id, CaseRating.Satisfied))).Ok);
                Assert.False((await cases.As(who, tx => CaseEnding.AnswerFinally(tx, id, "办不了"))).Ok);
            }

            // Who works on it, and whoever has nothing to do with it, record no call either.
            foreach (var who in new[] { world.Liaison, cases.Neighbour, world.OtherSecretary, cases.Street, world.BannerOffice })
            {
                Assert.False((await cases.As(who, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved))).Ok);
            }

            Assert.NotEqual(CaseState.Closed, cases.Find(id).State);
        }
    }

    [Theory, Databases]
    public async Task Who_works_on_it_never_says_that_it_is_solved_though_they_be_the_secretary(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var secretary = cases.World.Secretary;
        var id = (await cases.Report(contact: "19900001234 上午")).Id;
        await cases.As(secretary, tx => CaseTriage.Accept(tx, id).Value);
        await cases.As(secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(secretary)).Value);
        await cases.As(secretary, tx => CaseWork.Begin(tx, id).Value);
        await cases.As(secretary, tx => CaseWork.Resolve(tx, id, "灯泡换了").Value);

        Assert.Equal(CaseRefusal.HandlerMayNotClose, (await cases.As(secretary, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved))).Refusal?.Code);
        var closed = (await cases.As(cases.Deputy, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved, CaseRating.Fair))).Value;

        Assert.Equal((CaseState.Closed, CaseClosing.Call, CaseRating.Fair), (closed.State, closed.Closing, closed.Rating));

        // They hear of it, and one word opens it again.
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains("打电话时你说解决了", StringComparison.Ordinal));
        Assert.Equal(CaseState.Reopened, (await cases.As(cases.Resident, tx => CaseCalls.Reopen(tx, id, ""))).Value.State);
    }

    [Theory, Databases]
    public async Task What_nobody_reported_is_closed_by_a_second_look_alone(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var secretary = cases.World.Secretary;
        var id = (await cases.As(secretary, tx => CaseSpeakingUp.Record(
            tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Environment, Words = "东门的垃圾桶三天没清" }, CaseSource.SelfReview))).Value.Id;
        await cases.As(secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(secretary)).Value);
        await cases.As(secretary, tx => CaseWork.Begin(tx, id).Value);
        await cases.As(secretary, tx => CaseWork.Resolve(tx, id, "清完了").Value);

        Assert.False((await cases.As(secretary, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved))).Ok);
        Assert.Equal(RefusalCode.WrongState, (await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Unreached))).Refusal?.Code);
        Assert.Equal(CaseClosing.Look, (await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved, CaseRating.Satisfied))).Value.Closing);
        Assert.Null(cases.Find(id).Rating);
    }

    [Theory, Databases]
    public async Task Silence_is_asked_three_times_and_is_then_neither_closed_nor_satisfied(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.Resolved()).Id;
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(14));

        Assert.Equal(CaseState.Unconfirmed, cases.Find(id).State);
        Assert.Equal(CaseClock.MostAsks, cases.Stage.Letters(cases.Resident).Count(letter => letter.Text.Contains("解决了吗", StringComparison.Ordinal)));
        Assert.Null(cases.Find(id).Rating);

        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(40));
        Assert.Equal(CaseState.Closed, (await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, id))).Value.State);
    }

    [Theory, Databases]
    public async Task Three_calls_on_two_days_that_reach_nobody_leave_it_unconfirmed(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.Resolved("19900001234 上午")).Id;
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Unreached).Value);
        }

        Assert.Equal(CaseState.CallbackPending, cases.Find(id).State);
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(1));
        Assert.Equal(CaseState.Unconfirmed, (await cases.As(cases.Deputy, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Unreached))).Value.State);
    }

    [Theory, Databases]
    public async Task The_second_no_goes_to_the_office_above_which_may_answer_and_new_facts_open_it_again(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var (world, resident) = (cases.World, cases.Resident);
        var id = (await cases.Resolved()).Id;
        await cases.As(resident, tx => CaseCalls.Reopen(tx, id, "又黑了").Value);
        await cases.As(world.Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Unit(world.Unit)).Value);
        await cases.As(world.Liaison, tx => CaseWork.Begin(tx, id).Value);
        await cases.As(world.Liaison, tx => CaseWork.Resolve(tx, id, "线路修了").Value);

        var passed = (await cases.As(resident, tx => CaseCalls.Reopen(tx, id, "还是黑"))).Value;
        Assert.Equal((CaseState.Escalated, cases.StreetOrg), (passed.State, passed.AboveOrgId));
        Assert.Contains(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("报上来了", StringComparison.Ordinal));
        Assert.Equal(RefusalCode.NotAllowed, (await cases.As(world.Secretary, tx => CaseEnding.AnswerFinally(tx, id, "办不了"))).Refusal?.Code);

        var answered = (await cases.As(cases.Street, tx => CaseEnding.AnswerFinally(tx, id, "整条线要换，明年立项，可以打 12345 问"))).Value;
        Assert.Equal((CaseState.Answered, null), (answered.State, answered.Closing));
        Assert.Equal(RefusalCode.ReasonMissing, (await cases.As(resident, tx => CaseCalls.Reopen(tx, id, ""))).Refusal?.Code);
        Assert.Equal(CaseState.Escalated, (await cases.As(resident, tx => CaseCalls.Reopen(tx, id, "隔壁楼已经换了"))).Value.State);
    }

    [Theory, Databases]
    public async Task Merged_reporters_are_told_of_all_and_each_says_for_themselves(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var world = cases.World;
        var first = (await cases.InProgress()).Id;
        var second = (await cases.As(cases.Neighbour, tx => CaseSpeakingUp.SpeakUp(
            tx, world.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "3号楼灯一直黑着", Spot = "3号楼" }))).Value.Id;
        Assert.Equal(first, Assert.Single((await cases.As(world.Secretary, tx => CaseDuplicates.Of(tx, second))).Value).Id);
        await cases.As(world.Secretary, tx => CaseTriage.Merge(tx, second, first).Value);

        await cases.As(world.Liaison, tx => CaseWork.Resolve(tx, first, "灯泡换了").Value);
        Assert.Contains(cases.Stage.Letters(cases.Neighbour), letter => letter.Text.Contains($"{second} 号", StringComparison.Ordinal) && letter.Text.Contains("解决了吗", StringComparison.Ordinal));
        await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, first).Value);
        Assert.Equal(CaseState.Reopened, (await cases.As(cases.Neighbour, tx => CaseCalls.Reopen(tx, second, "我这层还黑"))).Value.State);
        Assert.Equal(CaseState.Closed, cases.Find(first).State);
    }

    [Theory, Databases]
    public async Task Closed_it_may_be_opened_again_for_fifteen_days(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var (early, late) = ((await cases.Resolved()).Id, (await cases.Resolved()).Id);
        await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, early).Value);
        await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, late).Value);

        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(CaseClock.ReopenDays));
        Assert.True((await cases.As(cases.Resident, tx => CaseCalls.Reopen(tx, early, "又黑了"))).Ok);
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal(CaseRefusal.ReopenTooLate, (await cases.As(cases.Resident, tx => CaseCalls.Reopen(tx, late, "又黑了"))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task Who_reported_it_does_not_work_on_it_though_they_be_the_secretary(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var secretary = cases.World.Secretary;
        var id = (await cases.As(secretary, tx => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯黑了" }))).Value.Id;
        await cases.As(secretary, tx => CaseTriage.Accept(tx, id).Value);

        Assert.Equal(CaseRefusal.NobodyToHandle, (await cases.As(secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(secretary)))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task When_the_one_that_goes_on_is_taken_back_the_oldest_of_the_rest_goes_on_for_them(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var kept = (await cases.InProgress()).Id;
        var merged = new List<long>();
        foreach (var who in new[] { cases.Neighbour, cases.GridWorker })
        {
            merged.Add((await cases.As(who, tx => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "3号楼灯一直黑着" }))).Value.Id);
            await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, merged[^1], kept).Value);
        }

        await cases.As(cases.Resident, tx => CaseEnding.Withdraw(tx, kept).Value);

        Assert.Equal(CaseState.Accepted, cases.Find(merged[0]).State);
        Assert.Equal((CaseState.Merged, merged[0]), (cases.Find(merged[1]).State, cases.Find(merged[1]).MergedInto));
        Assert.Contains(cases.Stage.Letters(cases.Neighbour), letter => letter.Text.Contains("单独接着办", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Who_is_reached_by_phone_has_the_same_say_later(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.Resolved("19900001234 上午")).Id;
        await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved).Value);
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(3));

        Assert.False((await cases.As(cases.World.Liaison, tx => CaseCalls.Record(tx, id, CaseCallOutcome.NotSolved))).Ok);
        Assert.Equal(CaseState.Reopened, (await cases.As(cases.Deputy, tx => CaseCalls.Record(tx, id, CaseCallOutcome.NotSolved))).Value.State);
    }

    [Theory, Databases]
    public async Task What_nobody_takes_up_is_said_each_working_day_and_to_the_office_above_too(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await cases.Report();
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow().AddDays(4));

        Assert.True(cases.Stage.Letters(cases.World.Secretary).Count(letter => letter.Text.Contains("等着受理", StringComparison.Ordinal)) > 1);
        Assert.Contains(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("超期一天以上", StringComparison.Ordinal));
    }
}
