using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Care;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>A matter meets the list of needs, and care: what it takes goes on the list, what was asked as a need becomes one, and what a visit finds is one at once.</summary>
public sealed class CaseNeedsTests
{
    private static readonly NeedDetails Extinguishers = new() { Kind = ResourceKind.Goods, Title = "3号楼要灭火器", Quantity = 2, Measure = "个" };

    [Theory, Databases]
    public async Task What_a_matter_takes_is_asked_for_and_when_it_came_the_reporter_is_asked(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.InProgress()).Id;
        Assert.Equal(RefusalCode.NotFound, (await cases.As(cases.World.OtherSecretary, tx => CaseNeeds.Publish(tx, id, Extinguishers))).Refusal?.Code);
        var need = (await cases.As(cases.World.Secretary, tx => CaseNeeds.Publish(tx, id, Extinguishers))).Value;
        await Received(cases, need);

        Assert.Equal(CaseState.CallbackPending, cases.Find(id).State);
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains("有人帮着办过了。解决了吗", StringComparison.Ordinal));
        AuditTrail.IsComplete(cases.Stage.Database.Db, CaseMachine.Table);
    }

    private static async Task Received(CaseStage cases, Need need)
    {
        var offer = (await cases.As(cases.World.Liaison, tx => OfferPublishing.Publish(tx, cases.World.Unit, new OfferDetails { Kind = ResourceKind.Goods, Title = "灭火器", Quantity = 2, Measure = "个" }))).Value;
        var match = (await cases.As(cases.World.Secretary, tx => Handshake.ProposeAll(tx, offer.Id, need.Id))).Value;
        await cases.As(cases.World.Liaison, tx => Handshake.Accept(tx, match.Id).Value);
        await cases.As(cases.World.Liaison, tx => Handshake.ConfirmDelivery(tx, match.Id).Value);
        await cases.As(cases.World.Secretary, tx => Handshake.ConfirmDelivery(tx, match.Id));
    }

    [Theory, Databases]
    public async Task What_will_not_come_is_said_to_who_works_on_it_and_nothing_is_solved_while_more_is_needed(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var id = (await cases.InProgress()).Id;
        var need = (await cases.As(cases.World.Secretary, tx => CaseNeeds.Publish(tx, id, Extinguishers))).Value;
        var other = (await cases.As(cases.World.Secretary, tx => CaseNeeds.Publish(tx, id, Extinguishers))).Value;
        await cases.As(cases.World.Secretary, tx => NeedDecisions.LetGo(tx, need.Id, "买不到").Value);

        Assert.Equal(CaseState.InProgress, cases.Find(id).State);
        Assert.Contains(cases.Stage.Letters(cases.World.Liaison), letter => letter.Text.Contains("要的东西没等到", StringComparison.Ordinal));

        var third = (await cases.As(cases.World.Secretary, tx => CaseNeeds.Publish(tx, id, Extinguishers))).Value;
        await Received(cases, third);
        Assert.Equal(CaseState.InProgress, cases.Find(id).State);

        // Parked until it comes: whoever works on it hears that it did, and nothing is solved by it.
        await cases.As(cases.World.Secretary, tx => CaseWork.Park(tx, id, "等灭火器", ChatGov.Deadlines.Shanghai.Day(tx.Now).AddDays(30)).Value);
        await Received(cases, other);
        Assert.Equal(CaseState.Parked, cases.Find(id).State);
        Assert.Contains(cases.Stage.Letters(cases.World.Liaison), letter => letter.Text.Contains("帮手或东西到了", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_need_that_is_a_problem_goes_on_as_a_matter_of_whoever_asked(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var need = (await cases.As(cases.Resident, tx => NeedRequests.Ask(tx, cases.World.Helan, ResourceKind.People, "3号楼下水堵了三天，邻居王建国也说了", NeedForm.Need, forAnother: false))).Value;
        Assert.Equal(RefusalCode.NotFound, (await cases.As(cases.World.OtherSecretary, tx => CaseNeeds.FromNeed(tx, need.Id))).Refusal?.Code);

        var row = (await cases.As(cases.World.Secretary, tx => CaseNeeds.FromNeed(tx, need.Id))).Value;

        Assert.Equal((CaseState.Received, CaseKind.Repair, CaseReach.Chat, need.Id), (row.State, row.Kind, row.Reach, row.NeedId!.Value));
        Assert.Equal(NeedState.Referred, (await cases.As(cases.World.Secretary, tx => NeedLists.Find(tx, need.Id))).Value.State);
        var words = (await cases.As(cases.World.Secretary, tx => CaseReadings.Read(tx, row.Id))).Value.Words;
        Assert.Contains("下水堵了三天", words, StringComparison.Ordinal);
        Assert.DoesNotContain("王建国", words, StringComparison.Ordinal);
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains("已经转成事项", StringComparison.Ordinal));
        Assert.Equal(row.Id, Assert.Single(await cases.As(cases.Resident, tx => CaseLists.Mine(tx))).Id);
        Assert.False((await cases.As(cases.World.Secretary, tx => CaseNeeds.FromNeed(tx, need.Id))).Ok);
    }

    [Theory, Databases]
    public async Task What_belongs_elsewhere_stays_a_need_to_be_answered(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        var need = (await cases.As(cases.Resident, tx => NeedRequests.Ask(tx, cases.World.Helan, ResourceKind.People, "书记收了好处费", NeedForm.Need, forAnother: false))).Value;

        Assert.Equal(CaseRefusal.CaseBelongsElsewhere, (await cases.As(cases.World.Secretary, tx => CaseNeeds.FromNeed(tx, need.Id))).Refusal?.Code);

        Assert.Equal(NeedState.Submitted, (await cases.As(cases.World.Secretary, tx => NeedLists.Find(tx, need.Id))).Value.State);
        Assert.Equal(0, cases.Stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM ledger_case")));
    }

    [Theory, Databases]
    public async Task Help_that_a_visit_found_is_a_matter_at_once_and_names_nobody(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (plan, first, second) = await CareTests.Begun(stage, CareTier.A);
        var visit = stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE plan_id = @plan", new { plan }));
        await stage.World.As(first, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await stage.World.As(second, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await stage.World.As(second, tx => CareVisiting.Say(tx, visit, CareOutcome.NeedsHelp, "米没了").Value);

        var row = Assert.Single(await stage.World.As(stage.World.Secretary, tx => CaseLists.ToDecide(tx)));
        Assert.Equal((CaseSource.VisitNote, CaseKind.Help, CaseReach.None, CaseState.Received), (row.Source, row.Kind, row.Reach, row.State));
        var words = (await stage.World.As(stage.World.Secretary, tx => CaseReadings.Read(tx, row.Id))).Value.Words;
        Assert.Equal($"关爱 {plan} 号走访回来说需要帮忙。", words);
        Assert.Single(stage.Letters(stage.World.Secretary), letter => letter.Text.Contains("已经记成", StringComparison.Ordinal));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM ledger_case WHERE entered_by IS NOT NULL OR reporter_id IS NOT NULL")));
    }
}
