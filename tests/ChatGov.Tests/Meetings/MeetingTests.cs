using ChatGov.Data;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Agreements;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Meetings;

/// <summary>Meetings of a joint committee: what is open comes on the agenda, each point is decided, the decisions are kept up with.</summary>
public sealed class MeetingTests
{
    [Theory, Databases]
    public async Task What_is_open_is_on_the_agenda_and_every_point_is_decided(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var committee = await Committee(world);
        await AgreementTests.Signed(stage);
        await world.As(world.Secretary, tx => NeedDecisions.Publish(tx, world.Helan, new NeedDetails { Kind = ResourceKind.Talk, Title = "给老人讲防诈骗", Quantity = 2, Measure = "场" }).Value);
        stage.Database.Clock.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(40));
        var starts = stage.Database.Clock.GetUtcNow().AddDays(10);

        var called = (await world.As(world.Secretary, tx => MeetingCalling.Call(tx, committee, "例会", "二楼会议室", starts))).Value;
        Assert.Equal([AgendaSource.Commitment, AgendaSource.Commitment, AgendaSource.Need], called.Agenda.Select(item => item.SourceKind));
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Liaison, tx => MeetingAgenda.AddPoint(tx, called.Meeting.Id, "提前"))).Refusal?.Code);
        await world.As(world.Secretary, tx => MeetingCalling.Publish(tx, called.Meeting.Id).Value);
        Assert.Contains(stage.Letters(world.Liaison), letter => letter.Text.Contains("联合党委开会", StringComparison.Ordinal));
        await world.As(world.Liaison, tx => MeetingAgenda.AddPoint(tx, called.Meeting.Id, "冬季清雪怎么分片").Value);
        Assert.Equal(RefusalCode.NotAllowed, (await world.As(world.Liaison, tx => MeetingAgenda.RemovePoint(tx, called.Meeting.Id, called.Agenda[0].Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => MeetingAgenda.AddPoint(tx, called.Meeting.Id, "外人"))).Refusal?.Code);

        await stage.MoveTo(starts.AddDays(-2));
        Assert.Equal(MeetingRefusal.AgendaLocked, (await world.As(world.Secretary, tx => MeetingAgenda.AddPoint(tx, called.Meeting.Id, "晚了"))).Refusal?.Code);
        Assert.Equal(RefusalCode.WrongState, (await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, called.Agenda[0].Id, Drop()))).Refusal?.Code);

        await stage.MoveTo(starts.AddMinutes(1));
        var items = View(stage, called.Meeting.Id).Agenda;
        Assert.Equal(MeetingRefusal.DecisionUnclear, (await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, items[0].Id, new Decision(AgendaOutcome.Adopted, "办", null, starts.AddDays(9))))).Refusal?.Code);
        await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, items[0].Id, new Decision(AgendaOutcome.Adopted, "下周补上", world.Unit, starts.AddDays(9))).Value);
        await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, items[1].Id, new Decision(AgendaOutcome.Deferred, "下次再议", null, starts.AddDays(20))).Value);
        await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, items[2].Id, Drop()).Value);
        Assert.Equal(RefusalCode.WrongState, (await world.As(world.Secretary, tx => MeetingDecisions.Confirm(tx, called.Meeting.Id))).Refusal?.Code);
        Assert.Equal(MeetingState.Held, (await world.As(world.Secretary, tx => MeetingDecisions.Decide(tx, called.Meeting.Id, items[3].Id, Drop()))).Value.Meeting.State);
        await world.As(world.Secretary, tx => MeetingDecisions.Confirm(tx, called.Meeting.Id).Value);
        await world.As(world.Secretary, tx => MeetingDecisions.Confirm(tx, called.Meeting.Id).Value);

        await stage.MoveTo(starts.AddDays(10));
        Assert.Single(stage.Letters(world.Liaison), letter => letter.Text.Contains("今天到日子", StringComparison.Ordinal));
        await stage.MoveTo(starts.AddDays(21));
        var next = (await world.As(world.Secretary, tx => MeetingCalling.Call(tx, committee, "下次例会", "二楼会议室", starts.AddDays(30)))).Value;
        Assert.Equal([items[0].Id, items[1].Id], next.Agenda.Where(item => item.SourceKind == AgendaSource.OpenPoint).Select(item => item.SourceId!.Value));
        Assert.NotNull((await world.As(world.Liaison, tx => MeetingDecisions.Done(tx, items[0].Id))).Value.DoneAt);
        AuditTrail.IsComplete(stage.Database.Db, MeetingMachine.Table);
    }

    [Theory, Databases]
    public async Task A_liaison_reads_the_agenda_in_chat_and_adds_a_point(Provider provider)
    {
        await using var talk = await Transcript.Begin(provider);
        var world = talk.World;
        var committee = await Committee(world);
        await world.As(world.Secretary, tx => NeedDecisions.Publish(tx, world.Helan, new NeedDetails { Kind = ResourceKind.Talk, Title = "给老人讲防诈骗", Quantity = 2, Measure = "场" }).Value);
        var meeting = (await world.As(world.Secretary, tx => MeetingCalling.Call(tx, committee, "例会", "二楼会议室", tx.Now.AddDays(10)))).Value.Meeting.Id;
        await talk.Says("liaison", "会议", "没有要看的会议");
        await world.As(world.Secretary, tx => MeetingCalling.Publish(tx, meeting).Value);
        await talk.Hears("liaison", "能加到会前 3 天");
        await talk.Presses("liaison", 1, "给老人讲防诈骗");
        await talk.Presses("liaison", 1, "要议什么");
        await talk.Says("liaison", "找王五 13800001111", "请去掉再发");
        await talk.Says("liaison", "冬季清雪", "加上了");
        await talk.Until(Transcript.Saturday.AddDays(2).AddHours(2));
        await talk.Hears("secretary", "的议程定了");
    }

    internal static async Task<long> Committee(World world)
    {
        var committee = await world.As(world.BannerOffice, tx => OrgTree.Create(tx.As(ChatGov.Data.Actor.System), new NewOrg { Kind = OrgKind.JointCommittee, ParentId = world.Helan, Name = "贺兰联合党委" }).Value);
        await world.As(world.BannerOffice, tx => JointCommittees.Join(
            tx.As(new ChatGov.Data.Actor(world.BannerOffice, Grant: new Grant(1, Role.BannerOffice, world.Banner))), committee, world.Unit).Value);
        return committee;
    }

    private static Decision Drop() => new(AgendaOutcome.Dropped, "已经办了", null, null);

    private static MeetingView View(Stage stage, long id) =>
        stage.Database.Db.Read(tx => MeetingLists.Find(tx.As(ChatGov.Data.Actor.Person(stage.World.Secretary)), id).Value);
}
