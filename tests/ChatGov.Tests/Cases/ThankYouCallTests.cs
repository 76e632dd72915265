using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Tests.Care;
using ChatGov.Tests.Support;
using ChatGov.ThankYouCalls;

namespace ChatGov.Tests.Cases;

/// <summary>One in twenty is called once more, by nobody who had to do with it, and what was not as said is seen to again.</summary>
public sealed class ThankYouCallTests
{
    private const string Phone = "王阿姨 19900001234";

    [Theory, Databases]
    public async Task Whoever_called_before_or_worked_on_it_does_not_call_and_what_was_not_so_is_opened_again(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await Reserve(cases, "case", "ledger_case");
        var id = (await cases.Resolved(Phone)).Id;
        await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved).Value);
        var call = Assert.Single(Calls(cases, cases.World.Secretary));
        Assert.Equal((id, ThankYouCallState.Due), (call.CaseId!.Value, call.State));

        foreach (var nobody in new[] { cases.GridWorker, cases.World.Liaison, cases.World.OtherSecretary, cases.Street, cases.Resident })
        {
            Assert.False((await cases.As(nobody, tx => ThankYouCalling.ReadContact(tx, call.Id))).Ok);
            Assert.False((await cases.As(nobody, tx => ThankYouCalling.Record(tx, call.Id, ThankYouCallOutcome.AsSaid))).Ok);
        }

        Assert.DoesNotContain(cases.Stage.Letters(cases.GridWorker), letter => letter.Text.Contains("感谢回访", StringComparison.Ordinal));
        Assert.Contains(cases.Stage.Letters(cases.Deputy), letter => letter.Text.Contains("感谢回访", StringComparison.Ordinal));
        Assert.Equal(Phone, (await cases.As(cases.Deputy, tx => ThankYouCalling.ReadContact(tx, call.Id))).Value.Contact);
        Assert.Equal(ThankYouCallState.Due, (await cases.As(cases.Deputy, tx => ThankYouCalling.Record(tx, call.Id, ThankYouCallOutcome.Unreached))).Value.State);
        Assert.Equal(ThankYouCallState.Called, (await cases.As(cases.Deputy, tx => ThankYouCalling.Record(tx, call.Id, ThankYouCallOutcome.NotSo))).Value.State);
        Assert.Equal(CaseState.Reopened, cases.Find(id).State);
        AuditTrail.IsComplete(cases.Stage.Database.Db, ThankYouCallMachine.Table);
        AuditTrail.IsComplete(cases.Stage.Database.Db, CaseMachine.Table);
    }

    [Theory, Databases]
    public async Task Who_closed_it_in_chat_is_thanked_there_the_next_morning(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await Reserve(cases, "case", "ledger_case");
        var id = (await cases.Resolved()).Id;
        await cases.As(cases.Resident, tx => CaseCalls.Confirm(tx, id).Value);

        Assert.Empty(Calls(cases, cases.World.Secretary));
        Assert.Contains(cases.Stage.Letters(cases.Resident), letter => letter.Text.Contains($"谢谢你反映 {id} 号", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_visit_that_was_not_so_is_told_to_the_office_above_by_number_alone(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await Reserve(cases, "visit", "care_visit");
        var (plan, first, second) = await CareTests.Begun(cases.Stage, CareTier.A);
        var visit = cases.Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE plan_id = @plan", new { plan }));
        await cases.As(first, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await cases.As(second, tx => CareVisiting.Take(tx, visit, tx.Now).Value);
        await cases.As(second, tx => CareVisiting.Say(tx, visit, CareOutcome.Well, "在家").Value);

        var call = Assert.Single(Calls(cases, cases.World.Secretary));
        Assert.False((await cases.As(cases.GridWorker, tx => ThankYouCalling.ReadContact(tx, call.Id))).Ok);
        Assert.False((await cases.As(first, tx => ThankYouCalling.ReadContact(tx, call.Id))).Ok);
        Assert.Equal("赵大娘", (await cases.As(cases.World.Secretary, tx => ThankYouCalling.ReadContact(tx, call.Id))).Value.Name);
        Assert.Contains("感谢回访", (await cases.As(cases.World.Secretary, tx => CareDoorReading.Readings(tx, plan))).Value.Select(reading => reading.Reason));
        await cases.As(cases.World.Secretary, tx => ThankYouCalling.Record(tx, call.Id, ThankYouCallOutcome.NotSo).Value);
        var told = Assert.Single(cases.Stage.Letters(cases.Street), letter => letter.Text.Contains("感谢回访", StringComparison.Ordinal));
        Assert.DoesNotContain("赵大娘", told.Text, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task It_lapses_before_a_matter_can_no_longer_be_opened_again(Provider provider)
    {
        await using var cases = await CaseStage.Create(provider);
        await Reserve(cases, "case", "ledger_case");
        var id = (await cases.Resolved(Phone)).Id;
        await cases.As(cases.GridWorker, tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved).Value);
        await cases.Stage.MoveTo(cases.Stage.Database.Clock.GetUtcNow() + ThankYouDraw.LapsesAfter + TimeSpan.FromMinutes(1));

        Assert.Equal(ThankYouCallState.Lapsed, Assert.Single(Calls(cases, cases.World.Secretary)).State);
        Assert.True(ThankYouDraw.LapsesAfter < CaseClock.ReopenWithin);
    }

    [Fact]
    public async Task The_lot_takes_one_in_twenty_and_the_same_again()
    {
        await using var stage = await Stage.Create(Provider.Sqlite);
        var drawn = stage.Database.Db.Read(tx => Enumerable.Range(1, 20_000).Count(id => ThankYouDraw.IsDrawn(tx, "case", id)));

        Assert.InRange(drawn, 850, 1_150);
        Assert.Equal(drawn, stage.Database.Db.Read(tx => Enumerable.Range(1, 20_000).Count(id => ThankYouDraw.IsDrawn(tx, "case", id))));
    }

    private static IReadOnlyList<ThankYouCall> Calls(CaseStage cases, long who) =>
        cases.Stage.Database.Db.Read(tx => ThankYouCalling.All(tx.As(new Actor(who, Grant: new Grant(1, Role.Secretary, cases.World.Helan))), null, Paging.PageRequest.Everything).Items);

    /// <summary>The next number of the table is one that the lot takes.</summary>
    internal static Task<bool> Reserve(CaseStage cases, string what, string table) => cases.Stage.Database.Db.Write(tx =>
    {
        var next = tx.NextId(table);
        var drawn = Enumerable.Range((int)next + 1, 10_000).First(id => ThankYouDraw.IsDrawn(tx, what, id));
        while (next < drawn - 1)
        {
            next = tx.NextId(table);
        }

        return true;
    });
}
