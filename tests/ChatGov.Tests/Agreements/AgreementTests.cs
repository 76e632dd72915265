using ChatGov.Agreements;
using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Agreements;

/// <summary>What units and communities promise each other, and what counts of it.</summary>
public sealed class AgreementTests
{
    [Theory, Databases]
    public async Task It_holds_with_every_partys_yes_and_counts_what_the_receiver_confirmed(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var drafted = (await world.As(world.Secretary, tx => AgreementDrafting.Draft(tx, Terms.Of(stage)))).Value;
        Assert.Equal("共建2026-0001", drafted.Agreement.Name);
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, drafted.Agreement.Id).Value);
        Assert.Contains(stage.Letters(world.Liaison), letter => letter.Text.Contains("请你们确认", StringComparison.Ordinal));
        Assert.Equal(AgreementState.Proposed, View(stage, drafted).Agreement.State);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => AgreementSigning.Confirm(tx, drafted.Agreement.Id))).Refusal?.Code);
        await world.As(world.Liaison, tx => AgreementSigning.Confirm(tx, drafted.Agreement.Id).Value);
        await world.As(world.Liaison, tx => AgreementSigning.Confirm(tx, drafted.Agreement.Id).Value);

        var active = View(stage, drafted);
        Assert.Equal(AgreementState.Active, active.Agreement.State);
        Assert.Equal([12, 312, 4, 2], active.Commitments.Select(each => each.Commitment.Promised));
        var lines = active.Commitments[0].Commitment.Id;

        Assert.Equal(RefusalCode.NotAllowed, (await world.As(world.Secretary, tx => CommitmentDeliveries.Say(tx, lines, 1, null))).Refusal?.Code);
        var said = (await world.As(world.Liaison, tx => CommitmentDeliveries.Say(tx, lines, 1, null))).Value;
        Assert.Equal(0, View(stage, drafted).Commitments[0].Commitment.Delivered);
        Assert.Equal(RefusalCode.NotAllowed, (await world.As(world.Liaison, tx => CommitmentDeliveries.Confirm(tx, said.Id))).Refusal?.Code);
        await world.As(world.Secretary, tx => CommitmentDeliveries.Confirm(tx, said.Id).Value);
        await world.As(world.Secretary, tx => CommitmentDeliveries.Confirm(tx, said.Id).Value);
        Assert.Equal(1, View(stage, drafted).Commitments[0].Commitment.Delivered);
        AuditTrail.IsComplete(stage.Database.Db, AgreementMachine.Table);
        AuditTrail.IsComplete(stage.Database.Db, CommitmentMachine.Table);
    }

    [Theory, Databases]
    public async Task Silence_makes_it_a_draft_again_and_a_wish_for_change_too(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var id = (await world.As(world.Secretary, tx => AgreementDrafting.Draft(tx, Terms.Of(stage)))).Value.Agreement.Id;
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(20));
        Assert.Equal(AgreementState.Draft, View(stage, id).Agreement.State);

        await world.As(world.Liaison, tx => AgreementSigning.Propose(tx, id).Value);
        await world.As(world.Secretary, tx => AgreementSigning.AskForChange(tx, id, "宣讲改成两场").Value);
        Assert.Contains(stage.Letters(world.Liaison), letter => letter.Text.Contains("宣讲改成两场", StringComparison.Ordinal));
        Assert.All(View(stage, id).Parties, party => Assert.Null(party.ConfirmedAt));
        await world.As(world.Secretary, tx => AgreementDrafting.Amend(tx, id, Terms.Of(stage) with { Title = "改过的" }).Value);
        await world.As(world.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        var history = (await world.As(world.Secretary, tx => AgreementHistory.Of(tx, id))).Value;
        Assert.Equal(["供电公司与贺兰社区共建", "供电公司与贺兰社区共建", "改过的"], history.ConvertAll(revision => revision.Facts.Title));
    }

    [Theory, Databases]
    public async Task A_year_goes_round_reviewed_and_renewed_under_the_same_number(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var id = await Signed(stage);
        var ends = View(stage, id).Agreement.EndsAt;
        await stage.MoveTo(ends.AddDays(-29));
        Assert.Equal(AgreementState.UnderReview, View(stage, id).Agreement.State);
        Assert.Contains(stage.Letters(world.Liaison), letter => letter.Text.Contains("三个问题", StringComparison.Ordinal));
        await world.As(world.Secretary, tx => AgreementReviews.Answer(tx, id, new ReviewAnswer(true, "", true)).Value);
        await world.As(world.Liaison, tx => AgreementReviews.Answer(tx, id, new ReviewAnswer(true, "", true)).Value);
        await stage.MoveTo(ends.AddDays(1));

        Assert.Equal(AgreementState.Renewed, View(stage, id).Agreement.State);
        Assert.All(View(stage, id).Commitments, each => Assert.Equal(CommitmentState.Unfulfilled, each.Commitment.State));
        var next = View(stage, id + 1);
        Assert.Equal(("共建2026-0001-2", AgreementState.Active, id), (next.Agreement.Name, next.Agreement.State, next.Agreement.PreviousId));
        Assert.All(next.Commitments, each => Assert.Equal((CommitmentState.InProgress, 0L), (each.Commitment.State, each.Commitment.Delivered)));

        await stage.MoveTo(next.Agreement.EndsAt.AddDays(1));
        Assert.Equal(AgreementState.Expired, View(stage, id + 1).Agreement.State);
        AuditTrail.IsComplete(stage.Database.Db, AgreementMachine.Table);
        AuditTrail.IsComplete(stage.Database.Db, CommitmentMachine.Table);
    }

    [Theory, Databases]
    public async Task Three_years_are_reviewed_each_year_and_notice_ends_it_in_thirty_days(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var start = stage.Database.Clock.GetUtcNow();
        var id = await Signed(stage, draft => draft with { EndsAt = draft.StartsAt.AddYears(3) });
        await stage.MoveTo(start.AddYears(1).AddDays(2));
        Assert.Equal(AgreementState.UnderReview, View(stage, id).Agreement.State);
        await stage.MoveTo(start.AddYears(1).AddDays(40));
        Assert.Equal(AgreementState.Active, View(stage, id).Agreement.State);

        await world.As(world.Liaison, tx => AgreementEnding.Terminate(tx, id, "人手调走了").Value);
        Assert.Equal(AgreementState.Active, View(stage, id).Agreement.State);
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(31));
        Assert.Equal(AgreementState.Terminated, View(stage, id).Agreement.State);
    }

    /// <summary>The parties may look back while notice runs: why it was given stays to be read.</summary>
    [Theory, Databases]
    public async Task Why_notice_was_given_outlives_the_review(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var id = await Signed(stage);
        var ends = View(stage, id).Agreement.EndsAt;
        await stage.MoveTo(ends.AddDays(-40));
        await stage.World.As(stage.World.Liaison, tx => AgreementEnding.Terminate(tx, id, "人手调走了").Value);

        await stage.MoveTo(ends.AddDays(-20));
        Assert.Equal((AgreementState.UnderReview, "人手调走了"), (View(stage, id).Agreement.State, View(stage, id).Agreement.Reason));
        await stage.MoveTo(ends.AddDays(-9));
        Assert.Equal((AgreementState.Terminated, "人手调走了"), (View(stage, id).Agreement.State, View(stage, id).Agreement.Reason));
    }

    /// <summary>Agreements of before the numbers were counted in a row of their own are counted on.</summary>
    [Theory, Databases]
    public async Task A_number_is_never_given_twice(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var names = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            names.Add((await stage.World.As(stage.World.Liaison, tx => AgreementDrafting.Draft(tx, Terms.Of(stage.World, tx.Now)).Value)).Agreement.Name);
            await stage.Database.Db.Write(tx => i == 0 ? tx.Run("DELETE FROM counter WHERE name LIKE @name", new { name = "共建%" }) : 0);
        }

        Assert.Equal(["共建2026-0001", "共建2026-0002", "共建2026-0003"], names);
    }

    [Theory, Databases]
    public async Task Both_sides_have_to_let_a_commitment_go_and_a_task_counts_whom_the_roster_names(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var id = await Signed(stage);
        var (posts, talk) = (View(stage, id).Commitments[1].Commitment.Id, View(stage, id).Commitments[2].Commitment.Id);
        await world.As(world.Liaison, tx => CommitmentWaivers.Waive(tx, talk, "讲师退休了").Value);
        await world.As(world.Liaison, tx => CommitmentWaivers.Waive(tx, talk, "再说一次").Value);
        Assert.Equal(CommitmentState.InProgress, View(stage, id).Commitments[2].Commitment.State);
        Assert.Equal(CommitmentState.Waived, (await world.As(world.Secretary, tx => CommitmentWaivers.Waive(tx, talk, ""))).Value.State);

        var member = await world.Member("甲");
        var starts = stage.Database.Clock.GetUtcNow().AddDays(3);
        var task = (await world.As(world.Secretary, tx => CommitmentDeliveries.Schedule(tx, posts, world.Draft(starts)))).Value;
        await world.As(member, tx => ChatGov.Claims.Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(task.EndsAt.AddHours(1));
        await world.As(world.Secretary, tx => ChatGov.Hours.TaskRosters.Confirm(tx, task.Id, []).Value);
        Assert.Equal(1, View(stage, id).Commitments[1].Commitment.Delivered);
    }

    /// <summary>Whatever the parties do in whatever order, fulfilment is the sum of what the receiver confirmed.</summary>
    [Theory, Databases]
    public async Task Fulfilment_always_equals_the_confirmed_deliveries(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var id = await Signed(stage);
        var commitments = View(stage, id).Commitments.Select(each => each.Commitment).ToList();
        var confirmed = commitments.ToDictionary(each => each.Id, _ => 0L);
        var open = new Dictionary<long, (long Commitment, long Quantity)>();
        foreach (var step in Gen.Choose(0, int.MaxValue).Sample(120, 1))
        {
            var commitment = commitments[step % commitments.Count];
            var (giver, receiver) = commitment.GiverId == stage.World.Unit ? (stage.World.Liaison, stage.World.Secretary) : (stage.World.Secretary, stage.World.Liaison);
            if (step / 7 % 2 == 0 || open.Count == 0)
            {
                var quantity = (step / 11 % 9) - 1;
                var said = await stage.World.As(giver, tx => CommitmentDeliveries.Say(tx, commitment.Id, quantity, null));
                if (said.Ok)
                {
                    open[said.Value.Id] = (commitment.Id, quantity);
                }
            }
            else
            {
                var delivery = open.Keys.ElementAt(step % open.Count);
                var (of, quantity) = open[delivery];
                var who = commitments.Find(each => each.Id == of)!.ReceiverId == stage.World.Unit ? stage.World.Liaison : stage.World.Secretary;
                var yes = step / 13 % 3 > 0;
                var answer = await stage.World.As(who, tx => yes ? CommitmentDeliveries.Confirm(tx, delivery) : CommitmentDeliveries.Refuse(tx, delivery, "没见着"));
                Assert.True(answer.Ok, answer.Refusal?.Code.ToString());
                await stage.World.As(who, tx => yes ? CommitmentDeliveries.Refuse(tx, delivery, "又") : CommitmentDeliveries.Confirm(tx, delivery));
                confirmed[of] += yes ? quantity : 0;
                open.Remove(delivery);
            }

            Assert.All(View(stage, id).Commitments, each => Assert.Equal(confirmed[each.Commitment.Id], each.Commitment.Delivered));
            Assert.All(View(stage, id).Commitments, each => Assert.Equal(each.Commitment.Delivered >= each.Commitment.Promised, each.Commitment.State == CommitmentState.Fulfilled));
        }
    }

    [Theory, Databases]
    public async Task A_merged_unit_hands_over_what_it_offered_and_promised(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var id = await Signed(stage);
        var offer = (await world.As(world.Liaison, tx => OfferPublishing.Publish(tx, world.Unit, new OfferDetails { Kind = ResourceKind.Venue, Title = "会议室", Quantity = 2, Measure = "次" }))).Value.Id;
        var other = await stage.Database.Db.Write(tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = world.Banner, Name = "电网公司" }).Value);
        Assert.Equal(OrgRefusal.StillInUse, (await world.As(world.BannerOffice, tx => OrgTree.Close(tx, world.Unit))).Refusal?.Code);
        Assert.True((await Office(stage, tx => Merging.Merge(tx, world.Unit, other))).Ok);

        var view = View(stage, id);
        Assert.Equal(AgreementState.Active, view.Agreement.State);
        Assert.Contains(view.Parties, party => party.OrgId == other);
        Assert.All(view.Commitments, each => Assert.Contains(other, new[] { each.Commitment.GiverId, each.Commitment.ReceiverId }));
        Assert.Equal(other, stage.Database.Db.Read(tx => tx.Count("SELECT unit_id FROM offer WHERE id = @offer", new { offer })));

        await stage.Database.Db.Write(tx => Staff.Appoint(tx, world.Liaison, Role.UnitLiaison, other, tx.Now, until: null).Value);
        var garden = await Signed(stage, draft => draft with { Parties = [.. draft.Parties, world.Garden] }, with: other);
        Assert.True((await Office(stage, tx => Merging.Merge(tx, world.Helan, world.Garden))).Ok);
        var merged = stage.Database.Db.Read(tx => AgreementLists.Find(tx.As(ChatGov.Data.Actor.Person(world.OtherSecretary)), garden).Value);
        Assert.Equal([world.Garden, other], merged.Parties.Select(party => party.OrgId).Order());
        Assert.All(merged.Commitments, each => Assert.Contains(world.Garden, new[] { each.Commitment.GiverId, each.Commitment.ReceiverId }));
    }

    [Fact]
    public void Periods_never_promise_less_than_has_come_due() => Prop.ForAll(
        Gen.Choose(0, 900).Zip(Gen.Choose(60, 1_095)).Zip(Gen.Choose(0, 1_500)).Zip(Gen.Elements(Enum.GetValues<CommitmentPeriod>())).ToArbitrary(), drawn =>
        {
            var (((offset, length), later), per) = drawn;
            var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(offset);
            var until = from.AddDays(length);
            var (within, over, before) = (CommitmentPeriods.Within(per, from, until), CommitmentPeriods.Over(per, from, until, from.AddDays(later)), CommitmentPeriods.Over(per, from, until, from.AddDays(Math.Max(0, later - 1))));
            return within >= 1 && over <= within && before <= over && CommitmentPeriods.Over(per, from, until, from) == 0 && CommitmentPeriods.Over(per, from, until, until) == within;
        }).QuickCheckThrowOnFailure();

    internal static async Task<long> Signed(Stage stage, Func<AgreementDraft, AgreementDraft>? change = null, long? with = null)
    {
        var draft = Terms.Of(stage.World, stage.Database.Clock.GetUtcNow(), with);
        var id = (await stage.World.As(stage.World.Secretary, tx => AgreementDrafting.Draft(tx, change?.Invoke(draft) ?? draft))).Value.Agreement.Id;
        await stage.World.As(stage.World.Secretary, tx => AgreementSigning.Propose(tx, id).Value);
        await stage.World.As(stage.World.Liaison, tx => AgreementSigning.Confirm(tx, id).Value);
        await stage.World.As(stage.World.OtherSecretary, tx => AgreementSigning.Confirm(tx, id));
        return id;
    }

    private static Task<T> Office<T>(Stage stage, Func<Tx, T> work) => stage.Database.Db.Write(tx =>
        work(tx.As(new ChatGov.Data.Actor(stage.World.BannerOffice, Grant: new Grant(1, Role.BannerOffice, stage.World.Banner)))));

    private static AgreementView View(Stage stage, AgreementView of) => View(stage, of.Agreement.Id);

    private static AgreementView View(Stage stage, long id) =>
        stage.Database.Db.Read(tx => AgreementLists.Find(tx.As(ChatGov.Data.Actor.Person(stage.World.Secretary)), id).Value);
}

/// <summary>An agreement between the power company and 贺兰 with four commitments.</summary>
internal static class Terms
{
    public static AgreementDraft Of(Stage stage) => Of(stage.World, stage.Database.Clock.GetUtcNow());

    public static AgreementDraft Of(World world, DateTimeOffset starts, long? with = null)
    {
        var (unit, community) = (with ?? world.Unit, world.Helan);
        return new AgreementDraft
        {
            Title = "供电公司与贺兰社区共建",
            Goal = "让老旧小区用电更放心",
            Rhythm = "每季度碰一次头",
            ExitClause = "提前 30 天说一声",
            StartsAt = starts,
            Parties = [community, unit],
            Commitments =
            [
                new() { GiverId = unit, ReceiverId = community, What = "排查老旧小区电路", Quantity = 1, Measure = "次", Per = CommitmentPeriod.Month },
                new() { GiverId = unit, ReceiverId = community, What = "文明劝导岗", Times = "每周三下午", Quantity = 6, Measure = "人次", Per = CommitmentPeriod.Week, UntilAt = starts.AddDays(7 * 52) },
                new() { GiverId = unit, ReceiverId = community, What = "安全用电宣讲", Quantity = 1, Measure = "场", Per = CommitmentPeriod.Quarter },
                new() { GiverId = community, ReceiverId = unit, What = "借用活动室", Quantity = 2, Measure = "次", Per = CommitmentPeriod.Year },
            ],
        };
    }
}
