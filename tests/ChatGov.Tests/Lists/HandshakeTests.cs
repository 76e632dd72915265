using ChatGov.Data;
using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Lists;

/// <summary>What units give and communities need, and that never more is promised than is there.</summary>
public sealed class HandshakeTests
{
    [Theory, Databases]
    public async Task A_yes_holds_the_stock_a_delivery_draws_it_down_and_the_need_is_met(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (offer, need) = await Lists(stage, stock: 10, needed: 4);

        var match = (await stage.World.As(stage.World.Liaison, tx => Handshake.Propose(tx, offer, need, 4))).Value;
        Assert.Equal(MatchRefusal.OtherSideMustSayYes, (await stage.World.As(stage.World.Liaison, tx => Handshake.Accept(tx, match.Id))).Refusal?.Code);
        Assert.Contains(stage.Letters(stage.World.OtherSecretary), letter => letter.Text.Contains("对接提议", StringComparison.Ordinal));
        Assert.Equal((10, 0, 0), Stock(stage, offer));

        Assert.Equal(MatchState.Accepted, (await stage.World.As(stage.World.OtherSecretary, tx => Handshake.Accept(tx, match.Id))).Value.State);
        Assert.Equal(MatchState.Accepted, (await stage.World.As(stage.World.OtherSecretary, tx => Handshake.Accept(tx, match.Id))).Value.State);
        Assert.Equal((10, 4, 0), Stock(stage, offer));

        await stage.World.As(stage.World.Liaison, tx => Handshake.ConfirmDelivery(tx, match.Id).Value);
        Assert.Equal((10, 4, 0), Stock(stage, offer));
        await stage.World.As(stage.World.OtherSecretary, tx => Handshake.ConfirmDelivery(tx, match.Id).Value);
        await stage.World.As(stage.World.OtherSecretary, tx => Handshake.ConfirmDelivery(tx, match.Id).Value);
        Assert.Equal((10, 0, 4), Stock(stage, offer));
        Assert.Equal("Met", State(stage, "need", need));

        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(8));
        Assert.Equal("Closed", State(stage, "list_match", match.Id));
        AuditTrail.IsComplete(stage.Database.Db, MatchMachine.Table);
        AuditTrail.IsComplete(stage.Database.Db, NeedMachine.Table);
        AuditTrail.IsComplete(stage.Database.Db, OfferMachine.Table);
    }

    [Theory, Databases]
    public async Task Silence_is_reminded_once_and_then_lapses_and_nothing_was_held(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (offer, need) = await Lists(stage, stock: 3, needed: 3);
        var match = (await stage.World.As(stage.World.OtherSecretary, tx => Handshake.Propose(tx, offer, need, 3))).Value;

        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddDays(20));

        Assert.Equal("Lapsed", State(stage, "list_match", match.Id));
        Assert.Equal(2, stage.Letters(stage.World.Liaison).Count(letter => letter.Text.Contains("对接提议", StringComparison.Ordinal)));
        Assert.Equal((3, 0, 0), Stock(stage, offer));
        Assert.True((await stage.World.As(stage.World.Liaison, tx => Handshake.Propose(tx, offer, need, 3))).Ok);
    }

    [Theory, Databases]
    public async Task Twenty_yeses_at_once_hold_no_more_than_is_there(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var offer = (await stage.World.As(stage.World.Liaison, tx => OfferPublishing.Publish(tx, stage.World.Unit, Giving(10)))).Value.Id;
        var matches = new List<long>();
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var need = (await stage.World.As(stage.World.OtherSecretary, tx => NeedDecisions.Publish(tx, stage.World.Garden, Wanting(1)))).Value.Id;
            matches.Add((await stage.World.As(stage.World.Liaison, tx => Handshake.Propose(tx, offer, need, 1))).Value.Id);
        }

        var answers = await Task.WhenAll(matches.Select(id => stage.World.As(stage.World.OtherSecretary, tx => Handshake.Accept(tx, id))));

        Assert.Equal(10, answers.Count(answer => answer.Ok));
        Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.Equal(OfferRefusal.StockTooSmall, answer.Refusal!.Code));
        Assert.Equal((10, 10, 0), Stock(stage, offer));
    }

    [Theory, Databases]
    public async Task A_neighbour_and_a_stranger_see_and_move_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (offer, need) = await Lists(stage, stock: 3, needed: 3);
        var match = (await stage.World.As(stage.World.Liaison, tx => Handshake.Propose(tx, offer, need, 1))).Value;
        var stranger = await stage.World.Member("路人");

        foreach (var who in new[] { stage.World.Secretary, stranger })
        {
            Assert.Equal(RefusalCode.NotFound, (await stage.World.As(who, tx => Handshake.Accept(tx, match.Id))).Refusal?.Code);
            Assert.Equal(RefusalCode.NotFound, (await stage.World.As(who, tx => Handshake.Propose(tx, offer, need, 1))).Refusal?.Code);
            Assert.Equal(RefusalCode.NotFound, (await stage.World.As(who, tx => NeedDecisions.LetGo(tx, need, "不办了"))).Refusal?.Code);
            Assert.Equal(RefusalCode.NotFound, (await stage.World.As(who, tx => OfferPublishing.Withdraw(tx, offer))).Refusal?.Code);
        }
    }

    [Theory, Databases]
    public async Task Whatever_happens_the_stock_is_what_its_matches_say(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var (offer, need) = await Lists(stage, stock: 5, needed: 6);
        var step = from what in Gen.Choose(0, 6) from which in Gen.Choose(0, 3) from quantity in Gen.Choose(1, 4) select (what, which, quantity);
        var lives = Arb.From(step.ListOf(14));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(provider == Provider.Sqlite ? 40 : 6), Prop.ForAll(lives, steps =>
        {
            foreach (var (what, which, quantity) in steps)
            {
                Step(stage, offer, need, what, which, quantity).GetAwaiter().GetResult();
            }

            StockAgrees(stage);
        }));
        AuditTrail.IsComplete(stage.Database.Db, MatchMachine.Table);
    }

    [Theory, Databases]
    public async Task A_wish_is_small_names_nobody_and_is_read_by_its_secretary_alone(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var resident = await stage.World.Person("赵大娘");
        var need = (await stage.World.As(resident, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.Goods, "我赵大娘想要一个收音机，电话 13800001111", NeedForm.Wish, forAnother: false))).Value;

        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.OtherSecretary, tx => NeedDecisions.ReadWords(tx, need.Id))).Refusal?.Code);
        Assert.Contains("收音机", (await stage.World.As(stage.World.Secretary, tx => NeedDecisions.ReadWords(tx, need.Id))).Value, StringComparison.Ordinal);
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'need' AND action = 'read_words'")));

        var wish = new NeedDetails { Kind = ResourceKind.Goods, Title = "一位老人想要一个收音机", Measure = "个", Form = NeedForm.Wish, WorthFen = 12_000 };
        Assert.Equal(RefusalCode.PersonalDataInText, (await Accept(wish with { Title = "赵大娘想要一个收音机" })).Refusal?.Code);
        Assert.Equal(NeedRefusal.WishTooLarge, (await Accept(wish with { WorthFen = 30_001 })).Refusal?.Code);
        Assert.Equal(NeedRefusal.WishTooLarge, (await Accept(wish with { Kind = ResourceKind.People, WorthFen = null, Minutes = 241 })).Refusal?.Code);
        Assert.Equal(NeedState.Accepted, (await Accept(wish)).Value.State);
        Assert.Contains(stage.Letters(resident), letter => letter.Text.Contains("一位老人想要一个收音机", StringComparison.Ordinal));
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.Liaison, tx => NeedRequests.Withdraw(tx, need.Id))).Refusal?.Code);
        Assert.Equal(NeedState.Withdrawn, (await stage.World.As(resident, tx => NeedRequests.Withdraw(tx, need.Id))).Value.State);

        Task<Outcome<Need>> Accept(NeedDetails details) => stage.World.As(stage.World.Secretary, tx => NeedDecisions.Accept(tx, need.Id, details));
    }

    [Theory, Databases]
    public async Task What_nobody_wrote_a_reason_for_has_a_code_that_says_why(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var resident = await stage.World.Person("赵大娘");
        var offer = (await stage.World.As(stage.World.Liaison, tx => OfferPublishing.Publish(tx, stage.World.Unit, Giving(5)))).Value.Id;
        var taken = await Asked(until: null);
        await stage.World.As(stage.World.Liaison, tx => Handshake.Propose(tx, offer, taken, 1).Value);
        await stage.World.As(resident, tx => NeedRequests.Withdraw(tx, taken).Value);
        await Asked(stage.Database.Clock.GetUtcNow().AddDays(2));
        stage.Database.Clock.Advance(TimeSpan.FromDays(3));
        await stage.RunTimers();

        Assert.Equal(
            ["list_match need_withdrawn", "need day_passed"],
            stage.Database.Db.Read(tx => tx.All<string>("SELECT entity || ' ' || reason_code FROM audit WHERE entity IN ('need', 'list_match') AND reason_code IS NOT NULL ORDER BY id")));

        async Task<long> Asked(DateTimeOffset? until)
        {
            var id = (await stage.World.As(resident, tx => NeedRequests.Ask(tx, stage.World.Helan, ResourceKind.People, "线路要查", NeedForm.Need, forAnother: false))).Value.Id;
            await stage.World.As(stage.World.Secretary, tx => NeedDecisions.Accept(tx, id, Wanting(1) with { UntilAt = until }).Value);
            return id;
        }
    }

    private static async Task<(long Offer, long Need)> Lists(Stage stage, long stock, long needed) => (
        (await stage.World.As(stage.World.Liaison, tx => OfferPublishing.Publish(tx, stage.World.Unit, Giving(stock)))).Value.Id,
        (await stage.World.As(stage.World.OtherSecretary, tx => NeedDecisions.Publish(tx, stage.World.Garden, Wanting(needed)))).Value.Id);

    private static OfferDetails Giving(long quantity) => new() { Kind = ResourceKind.People, Title = "电工查线路", Quantity = quantity, Measure = "人次", Times = "每周三下午" };

    private static NeedDetails Wanting(long quantity) => new() { Kind = ResourceKind.People, Title = "老楼线路要查一遍", Quantity = quantity, Measure = "人次" };

    private static (long, long, long) Stock(Stage stage, long offer) => stage.Database.Db.Read(tx =>
    {
        var row = tx.First<Offer>("SELECT quantity, held, delivered FROM offer WHERE id = @offer", new { offer })!;
        return (row.Quantity, row.Held, row.Delivered);
    });

    private static string State(Stage stage, string table, long id) =>
        stage.Database.Db.Read(tx => tx.First<string>($"SELECT state FROM {table} WHERE id = @id", new { id })!);

    private static async Task Step(Stage stage, long offer, long need, int what, int which, int quantity)
    {
        var side = which % 2 == 0 ? stage.World.Liaison : stage.World.OtherSecretary;
        var match = stage.Database.Db.Read(tx => tx.Count("SELECT COALESCE(MAX(id), 0) FROM list_match") - (which / 2));
        await stage.World.As(side, tx =>
        {
            _ = what switch
            {
                0 or 1 => Handshake.Propose(tx, offer, need, quantity).Ok,
                2 or 3 => Handshake.Accept(tx, match).Ok,
                4 => Handshake.ConfirmDelivery(tx, match).Ok,
                5 => Handshake.Cancel(tx, match, "改了").Ok,
                _ => Handshake.Decline(tx, match).Ok,
            };
            return true;
        });
        if (what == 6 && which == 3)
        {
            // So that later lives have something to give as well.
            await stage.World.As(stage.World.Liaison, tx => OfferPublishing.Amend(tx, offer, Giving(Math.Max(5, Stock(stage, offer).Item3 + 5))));
        }
    }

    private static void StockAgrees(Stage stage) => Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count(
        """
        SELECT COUNT(*) FROM offer f
        WHERE f.held <> (SELECT COALESCE(SUM(m.quantity), 0) FROM list_match m WHERE m.offer_id = f.id AND m.state IN ('Accepted', 'Scheduled'))
           OR f.delivered <> (SELECT COALESCE(SUM(m.quantity), 0) FROM list_match m WHERE m.offer_id = f.id AND m.state IN ('Delivered', 'Closed'))
           OR f.held < 0 OR f.held + f.delivered > f.quantity
        """)));
}
