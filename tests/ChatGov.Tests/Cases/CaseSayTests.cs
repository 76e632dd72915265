using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Support;
using ChatGov.ThankYouCalls;

namespace ChatGov.Tests.Cases;

/// <summary>Whose word counts about a matter, and for whom: nobody speaks for who can speak themselves, and nobody about their own work.</summary>
public sealed class CaseSayTests
{
    private const string Phone = "王阿姨 19900001234";

    [Theory, Databases]
    public async Task Nobody_records_a_call_about_who_is_reached_in_chat(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.Resolved()).Id;
        foreach (var who in new[] { cases.World.Secretary, cases.Deputy, cases.GridWorker, cases.Street, cases.World.BannerOffice })
        {
            foreach (var outcome in Enum.GetValues<CaseCallOutcome>())
            {
                Assert.False((await cases.As(who, tx => CaseCalls.Record(tx, id, outcome))).Ok);
            }
        }

        Assert.Equal(CaseState.CallbackPending, cases.Find(id).State);
        Assert.DoesNotContain(id, await cases.As(cases.GridWorker, tx => CaseLists.ToCallBack(tx).ConvertAll(row => row.Id)));
    }

    [Theory, Databases]
    public async Task Who_did_the_work_does_not_look_at_it_after_somebody_else_got_it(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.As(cases.World.Secretary, tx => CaseSpeakingUp.Record(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Environment, Words = "垃圾没清" }, CaseSource.Inspection).Value)).Id;
        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(cases.Deputy)).Value);
        await cases.As(cases.Deputy, tx => CaseWork.Begin(tx, id).Value);
        await cases.As(cases.Deputy, tx => CaseWork.Resolve(tx, id, "清了").Value);
        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(cases.GridWorker)).Value);
        await cases.As(cases.GridWorker, tx => CaseWork.Begin(tx, id).Value);
        await cases.As(cases.GridWorker, tx => CaseWork.Resolve(tx, id, "又清了").Value);
        Assert.False((await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved))).Ok);
        Assert.Equal(CaseState.Closed, (await cases.As(cases.World.Secretary, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved))).Value.State);
    }

    [Theory, Databases]
    public async Task Where_all_of_the_place_had_to_do_with_it_the_office_above_calls_and_opens_it_again_once(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await ThankYouCallTests.Reserve(cases, "case", "ledger_case");
        foreach (var other in new[] { cases.Deputy, cases.GridWorker })
        {
            await cases.As(cases.World.BannerOffice, tx => Staff.Dismiss(tx, Appointments.OfPerson(tx, other)[0].Id).Value);
        }

        var id = (await cases.Resolved(Phone)).Id;
        await cases.As(cases.World.Secretary, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved).Value);
        var call = cases.Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM thank_you_call"));
        Assert.Contains(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("感谢回访", StringComparison.Ordinal));
        Assert.Equal(Phone, (await cases.As(cases.Street, tx => ThankYouCalling.ReadContact(tx, call))).Value.Contact);
        Assert.Equal(ThankYouCallState.Called, (await cases.As(cases.Street, tx => ThankYouCalling.Record(tx, call, ThankYouCallOutcome.NotSo))).Value.State);
        Assert.Equal(CaseState.Reopened, cases.Find(id).State);
        Assert.Equal(RefusalCode.WrongState, (await cases.As(cases.Street, tx => ThankYouCalling.Record(tx, call, ThankYouCallOutcome.AsSaid))).Refusal?.Code);
        Assert.True((await cases.As(cases.Street, tx => ThankYouCalling.Record(tx, call, ThankYouCallOutcome.NotSo))).Ok);
    }

    [Theory, Databases]
    public async Task New_facts_of_whoever_was_merged_open_theirs(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var kept = (await cases.Report()).Id;
        var merged = (await cases.As(cases.Neighbour, tx => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯不亮" }).Value)).Id;
        await cases.As(cases.World.Secretary, tx => CaseTriage.Accept(tx, kept).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, merged, kept).Value);
        Assert.Equal(CaseRefusal.NotSolvedYet, (await cases.As(cases.Neighbour, tx => CaseCalls.Confirm(tx, merged))).Refusal?.Code);
        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, kept, CaseHandler.Unit(cases.World.Unit)).Value);
        await cases.As(cases.World.Liaison, tx => CaseWork.Begin(tx, kept).Value);
        await cases.As(cases.World.Secretary, tx => CaseWork.Escalate(tx, kept, "要换整条线").Value);
        await cases.As(cases.Street, tx => CaseEnding.AnswerFinally(tx, kept, "线路明年改造").Value);

        Assert.Equal(CaseState.Reopened, (await cases.As(cases.Neighbour, tx => CaseCalls.Reopen(tx, merged, "现在冒火花了"))).Value.State);
    }

    [Theory, Databases]
    public async Task Erasing_leaves_none_of_theirs_open_and_another_merged_into_it_goes_on(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var first = (await cases.Report()).Id;
        var second = (await cases.Report()).Id;
        var others = (await cases.As(cases.Neighbour, tx => CaseSpeakingUp.SpeakUp(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯不亮" }).Value)).Id;
        await cases.As(cases.World.Secretary, tx => CaseTriage.Accept(tx, first).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, second, first).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, others, first).Value);

        await cases.As(cases.Resident, tx => Erasing.Erase(tx).Value);

        Assert.Equal(
            [(first, CaseState.Withdrawn), (second, CaseState.Withdrawn), (others, CaseState.Accepted)],
            new[] { first, second, others }.Select(id => (id, cases.Find(id).State)));
    }

    [Theory, Databases]
    public async Task Danger_is_urgent_whichever_way_it_comes_and_hurries_what_it_is_merged_into(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var lamp = (await cases.InProgress()).Id;
        var wire = (await cases.As(cases.GridWorker, tx => CaseSpeakingUp.WriteDown(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "电线掉下来了，漏电", Contact = Phone }).Value)).Id;
        Assert.True(cases.Find(wire).Urgent);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, wire, lamp).Value);

        Assert.True(cases.Find(lamp).Urgent);
        Assert.Contains(cases.Stage.Letters(cases.World.Liaison), letter => letter.Text.Contains("现在按急事办", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Who_did_the_work_calls_nobody_whose_matter_was_merged_into_it(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var kept = (await cases.As(cases.World.Secretary, tx => CaseSpeakingUp.WriteDown(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯黑了", Contact = Phone }).Value)).Id;
        var merged = (await cases.As(cases.World.Secretary, tx => CaseSpeakingUp.WriteDown(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯不亮", Contact = "李叔 19900001235" }).Value)).Id;
        await cases.As(cases.World.Secretary, tx => CaseTriage.Accept(tx, kept).Value);
        await cases.As(cases.World.Secretary, tx => CaseTriage.Merge(tx, merged, kept).Value);
        await cases.As(cases.World.Secretary, tx => CaseWork.Assign(tx, kept, CaseHandler.Person(cases.GridWorker)).Value);
        await cases.As(cases.GridWorker, tx => CaseWork.Begin(tx, kept).Value);
        await cases.As(cases.GridWorker, tx => CaseWork.Resolve(tx, kept, "换了").Value);

        Assert.False((await cases.As(cases.GridWorker, tx => CaseReadings.Read(tx, merged))).Ok);
        Assert.False((await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, merged, CaseCallOutcome.Solved))).Ok);
        Assert.True((await cases.As(cases.Deputy, tx => CaseCalls.Record(tx, merged, CaseCallOutcome.Solved))).Ok);
    }

    [Theory]
    [InlineData("灯坏 139-0000-1234 打")]
    [InlineData("灯坏 139 00001234")]
    [InlineData("灯坏 1 3 9 0 0 0 0 1 2 3 4")]
    [InlineData("灯坏 139.0000.1234")]
    [InlineData("灯坏一三九零零零零一二三四")]
    public void A_phone_is_covered_however_it_is_written(string words) => Assert.Contains("139****1234", CaseTalk.WithoutOthers(words), StringComparison.Ordinal);

    [Theory]
    [InlineData("物业19900001234打不通，3号楼灯坏了", null)]
    [InlineData("灯坏了，打我电话19900001234", "19900001234")]
    [InlineData("我的手机是 19900001234，晚上打", "19900001234")]
    [InlineData("lamp is out, call me on 19900001234", "19900001234")]
    public void A_number_is_taken_only_where_somebody_asks_to_be_called_at_it(string words, string? phone) => Assert.Equal(phone, CaseTalk.PhoneIn(words));

    [Theory, Databases]
    public async Task The_office_above_reads_no_spot_of_what_was_not_passed_up_to_it(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var passed = (await cases.InProgress()).Id;
        await cases.As(cases.World.Secretary, tx => CaseWork.Escalate(tx, passed, "要换整条线").Value);
        await cases.Report();

        Assert.Single((await cases.As(cases.World.Secretary, tx => CaseDuplicates.Of(tx, passed))).Value);
        Assert.Empty((await cases.As(cases.Street, tx => CaseDuplicates.Of(tx, passed))).Value);
    }

    [Theory, Databases]
    public async Task One_number_of_an_old_ledger_is_put_down_once_however_many_do_so_at_once(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        Task<Outcome<Case>> Record(string? number) => cases.As(cases.World.Secretary, tx => CaseSpeakingUp.Record(tx, cases.World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = "灯坏了" }, CaseSource.SelfReview, number));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Record("2020-17")));

        Assert.Equal((1, 7), (all.Count(each => each.Ok), all.Count(each => each.Refusal?.Code == CaseRefusal.OldNumberTaken)));
        Assert.All(await Task.WhenAll(Record(""), Record(" ")), each => Assert.Null(each.Value.OldNumber));
    }
}
