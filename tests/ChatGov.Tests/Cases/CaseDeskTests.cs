using System.Net;
using ChatGov.Cases;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>The ledger at the desk: written down, given to somebody forty at a time, called back, counted; and what nobody may read of it.</summary>
public sealed class CaseDeskTests
{
    private const string Cases = "/api/v1/cases";

    [Theory, Databases]
    public async Task What_was_said_by_phone_goes_through_the_whole_ledger_and_is_counted(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, grid, liaison, banner) = await People(site);
        var id = (await site.Post(Cases, secretary, Said(site))).Is(HttpStatusCode.Created).Id;
        await site.Post($"{Cases}/{id}/accept", secretary, new { kind = "Repair" });
        Assert.True((bool)(await site.Post($"{Cases}/assign", secretary, new { ids = new[] { id }, handlerOrgId = site.World.Unit })).Is(HttpStatusCode.OK).Items[0]!["done"]!);
        (await site.Post($"{Cases}/{id}/begin", liaison)).Is(HttpStatusCode.OK);
        (await site.Post($"{Cases}/{id}/resolve", liaison, new { reason = "灯泡换了" })).Is(HttpStatusCode.OK);

        (await site.Post($"{Cases}/{id}/record-call", liaison, new { outcome = "Solved" })).IsProblem(HttpStatusCode.Forbidden);
        var closed = (await site.Post($"{Cases}/{id}/record-call", grid, new { outcome = "Solved", rating = "Satisfied" })).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Closed", "Call"), ((string?)closed["state"], (string?)closed["closing"]));

        await site.Post($"{Cases}/findings", secretary, new { orgId = site.World.Helan, kind = "Environment", source = "SelfReview", words = "东门垃圾没清" });
        var books = (await site.Get($"{Cases}/books?under={site.World.Banner}&by=Source", banner)).Is(HttpStatusCode.OK).Json;
        var sum = books["sum"]!;
        Assert.Equal((2, 1, 1, 2), ((int)sum["found"]!, (int)sum["closed"]!, (int)sum["open"]!, (int)sum["accepted"]!));
        Assert.Equal((1, 2, 50m), ((int)sum["closureRate"]!["numerator"]!, (int)sum["closureRate"]!["denominator"]!, (decimal)sum["closureRate"]!["percent"]!));

        // Each figure opens to its rows.
        Assert.Equal(id, (long)Assert.Single((await site.Get($"{Cases}?counted=Closed&source=Resident&under={site.World.Banner}", banner)).Items)!["id"]!);
    }

    [Theory, Databases]
    public async Task Nobody_reads_what_was_said_but_who_works_on_it_and_the_reader_is_noted(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, _, liaison, banner) = await People(site);
        var other = await site.TokenOf(site.World.OtherSecretary);
        var id = (await site.Post(Cases, secretary, Said(site))).Id;

        foreach (var who in new[] { other, banner, liaison, secretary })
        {
            foreach (var path in new[] { Cases, $"{Cases}/{id}", $"{Cases}?format=csv", $"{Cases}/{id}/duplicates", "/api/v1/to-do" })
            {
                var text = (await site.Get(path, who)).Text;
                Assert.DoesNotContain("王阿姨", text, StringComparison.Ordinal);
                Assert.DoesNotContain("黑了三天", text, StringComparison.Ordinal);
                Assert.True(who == secretary || !text.Contains("2单元", StringComparison.Ordinal), path);
            }
        }

        (await site.Post($"{Cases}/{id}/read-words", other)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"{Cases}/{id}/read-words", liaison)).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Post($"{Cases}/{id}/read-words", banner)).Status);
        var words = (await site.Post($"{Cases}/{id}/read-words", secretary)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("王阿姨 19900001234 上午", (string?)words["contact"]);
        Assert.Equal(1, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM case_reading")));
        PlainColumns.DoNotHold(site.Database.Db, provider, "王阿姨");
        PlainColumns.DoNotHold(site.Database.Db, provider, "黑了三天");
        Assert.DoesNotContain("王阿姨", site.Log.All, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_handler_reads_it_while_it_is_theirs_and_not_afterwards(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, _, liaison, _) = await People(site);
        var id = (await site.Post(Cases, secretary, Said(site))).Id;
        await site.Post($"{Cases}/{id}/accept", secretary, new { });
        await site.Post($"{Cases}/{id}/assign", secretary, new { handlerOrgId = site.World.Unit });
        (await site.Post($"{Cases}/{id}/read-words", liaison)).Is(HttpStatusCode.OK);
        (await site.Post($"{Cases}/{id}/give-back", liaison, new { reason = "不归我们修" })).Is(HttpStatusCode.OK);

        (await site.Post($"{Cases}/{id}/read-words", liaison)).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory, Databases]
    public async Task A_need_whose_offer_is_nobodys_is_not_put_on_the_list(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, _, liaison, _) = await People(site);
        var id = (await site.Post(Cases, secretary, Said(site))).Id;
        await site.Post($"{Cases}/{id}/accept", secretary, new { });
        await site.Post($"{Cases}/{id}/assign", secretary, new { handlerOrgId = site.World.Unit });
        await site.Post($"{Cases}/{id}/begin", liaison);

        (await site.Post($"{Cases}/{id}/needs", secretary, new { kind = "Goods", title = "要灯泡", quantity = 1, measure = "个", offerId = 999 })).IsProblem(HttpStatusCode.NotFound);

        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM need")));
        (await site.Post($"{Cases}/{id}/needs", secretary, new { kind = "Goods", title = "要灯泡", quantity = 1, measure = "个" })).Is(HttpStatusCode.Created);
    }

    [Theory, Databases]
    public async Task What_belongs_elsewhere_is_pointed_there_and_not_kept(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (secretary, _, _, _) = await People(site);
        foreach (var (words, door) in new[] { ("村主任收了钱才给盖章", "12388"), ("楼上有人聚众赌博", "110"), ("我要上访", "信访"), ("低保怎么办理", "12345"), ("书记收了好处费", "12388"), ("电动车被偷了", "110") })
        {
            var no = await site.Post(Cases, secretary, new { orgId = site.World.Helan, kind = "Complex", words, contact = "王阿姨 19900001234" });
            Assert.Contains(door, no.IsProblem(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM ledger_case")));
    }

    [Theory]
    [InlineData("邻居王建国天天半夜唱歌", "邻居某人天天半夜唱歌")]
    [InlineData("下水堵了，邻居王建国也说了", "下水堵了,邻居某人也说了")]
    [InlineData("邻居李强和楼上的周婷都反映过", "邻居某人和楼上的某人都反映过")]
    [InlineData("3楼张大爷家漏水", "3楼某大爷家漏水")]
    [InlineData("我身份证 11010519491231002X 丢了", "我身份证 ［…］ 丢了")]
    [InlineData("路灯不亮，电梯常停", "路灯不亮,电梯常停")]
    [InlineData("3号楼张伟家往楼下扔垃圾", "3号楼某家往楼下扔垃圾")]
    [InlineData("邻居是王建国，打麻将", "邻居是某人,打麻将")]
    [InlineData("刘大爷家和叶老师都说了", "某大爷家和某老师都说了")]
    [InlineData("楼下的井盖不见了，楼下安全门不锁", "楼下的井盖不见了,楼下安全门不锁")]
    [InlineData("楼上马桶天天漏水，请安排师傅来修", "楼上马桶天天漏水,请安排师傅来修")]
    [InlineData("楼下包子铺天天冒烟，全体老师方便停车", "楼下包子铺天天冒烟,全体老师方便停车")]
    public void Names_of_others_and_numbers_are_taken_out(string said, string kept) =>
        Assert.Equal(kept, CaseTalk.WithoutOthers(said).Replace('，', ','));

    [Theory]
    [InlineData("小偷没抓到路灯又坏了")]
    [InlineData("单元门坏了怕小偷进来")]
    [InlineData("反诈骗讲座什么时候办")]
    [InlineData("书记说会修，一直没修")]
    [InlineData("老人有残疾证想申请装扶手")]
    public void What_only_names_such_a_thing_in_passing_is_heard(string said) => Assert.Null(CaseTalk.BelongsTo(said));

    [Theory]
    [InlineData("3号楼2单元501", "3号楼2单元")]
    [InlineData("3号楼2单元501室", "3号楼2单元")]
    [InlineData("12号楼", "12号楼")]
    public void A_door_is_left_out_of_a_place(string said, string kept) => Assert.Equal(kept, CaseTalk.WithoutDoor(said));

    private static object Said(DeskSite site) => new { orgId = site.World.Helan, kind = "Repair", words = "楼道灯黑了三天了", spot = "3号楼2单元", contact = "王阿姨 19900001234 上午" };

    private static async Task<(string Secretary, string Grid, string Liaison, string Banner)> People(DeskSite site)
    {
        var grid = await site.World.Person("网格员");
        await site.Database.Db.Write(tx => Staff.Appoint(tx, grid, Role.GridWorker, site.World.Helan, tx.Now, until: null));
        return (await site.TokenOf(site.World.Secretary), await site.TokenOf(grid), await site.TokenOf(site.World.Liaison), await site.TokenOf(site.World.BannerOffice));
    }
}
