using System.Text;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Retention;
using ChatGov.Tests.Messengers;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Photos;

/// <summary>Photos over both messengers: taken where they are asked for, seen by whoever answers, gone after 90 days.</summary>
public sealed class PhotoConversationTests
{
    [Theory]
    [OnDatabase("wecom", Provider.Sqlite)]
    [OnDatabase("wecom", Provider.Postgres)]
    [OnDatabase("telegram", Provider.Sqlite)]
    [OnDatabase("telegram", Provider.Postgres)]
    public async Task A_resident_sends_a_photo_with_a_need_and_the_secretary_looks_at_it(string messenger, Provider provider)
    {
        await using var stage = await MessengerStages.Start(messenger, provider);
        await Bind(stage);
        await stage.Says(stage.Member, "提需求", "需要的是什么");
        await stage.Presses(stage.Member, 0, "是给自己说");
        await stage.Presses(stage.Member, 0, "说说需要什么");
        await stage.SendsPhoto(stage.Member, SamplePictures.Talkative(SamplePictures.Jpeg, orientation: 6), "照片收到了（1 张）");
        await stage.Says(stage.Member, "3号楼单元灯坏了", "记下了");
        await stage.SendsPhoto(stage.Member, SamplePictures.All.ElementAt(2).Talkative, "共 2 张");

        await stage.Says(stage.Secretary, "待办", "需求 1 号");
        await stage.Says(stage.Secretary, "1", "3号楼单元灯坏了");
        await stage.Says(stage.Secretary, "照片1", "第 1 张，共 2 张");
        await stage.Bot.Quiet();
        var (name, content) = stage.LastFile(stage.Secretary);
        Assert.EndsWith("-1.jpg", name, StringComparison.Ordinal);
        Assert.Equal(Pictures.Clean(SamplePictures.Talkative(SamplePictures.Jpeg, orientation: 6))!.Content, content);

        await stage.Says(stage.Secretary, "待办", "需求 1 号");
        await stage.Says(stage.Secretary, "1", "3号楼单元灯坏了");
        await stage.Says(stage.Secretary, "照片2", "第 2 张，共 2 张");
        Assert.Equal(2, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'photo' AND action = 'read'")));
        PlainColumns.DoNotHold(stage.Database.Db, provider, "GPS-SECRET");

        stage.Database.Clock.Advance(TimeSpan.FromDays(89));
        await RetentionRun.Run(stage.Database.Db, CancellationToken.None);
        Assert.Equal(2, Count(stage));
        stage.Database.Clock.Advance(TimeSpan.FromDays(2));
        await RetentionRun.Run(stage.Database.Db, CancellationToken.None);
        Assert.Equal(0, Count(stage));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Photos_that_nobody_asked_for_are_not_fetched_and_not_kept(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Bind(stage);
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "没有留");
        await stage.Says(stage.Member, "退出", "确定");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "没有留");
        Assert.Equal(0, Count(stage));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task What_is_no_photo_is_refused_in_one_sentence_and_the_question_stays(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Bind(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsPhoto(stage.Member, Damaged(), "只收 JPEG、PNG、WebP");
        await stage.Says(stage.Member, "楼道灯坏了", "已转给社区");
        for (var i = 1; i <= Album.Most; i++)
        {
            await stage.SendsPhoto(stage.Member, SamplePictures.Png, $"共 {i} 张");
        }

        await stage.SendsPhoto(stage.Member, SamplePictures.Png, "最多 3 张");
        Assert.Equal(Album.Most, Count(stage));

        await stage.Says(stage.Member, "转人工 门也坏了", "这是第 2 句");

        await stage.Says(stage.Secretary, "待办", "求助 1 号");
        await stage.Says(stage.Secretary, "1", "门也坏了");
        await stage.Says(stage.Secretary, "明天就修", "收不回来");
        await stage.Says(stage.Secretary, "1", "已经转给本人了");
        await stage.Hears(stage.Member, 0, "明天就修");
        await stage.Says(stage.Member, "转人工 窗也坏了", "已转给社区");
        await stage.Says(stage.Secretary, "待办", "求助 2 号");
        await stage.Says(stage.Secretary, "1", "窗也坏了");
        await stage.Says(stage.Secretary, "后天修窗", "收不回来");
        await stage.Says(stage.Secretary, "1", "已经转给本人了");
        await stage.Hears(stage.Member, 0, "后天修窗");
        await stage.SendsPhoto(stage.Member, SamplePictures.Png, "已经回复过了");
        Assert.Equal(Album.Most, Count(stage));
    }

    [Fact]
    public async Task Over_Telegram_an_album_goes_with_the_words_under_it_and_a_file_that_is_a_picture_counts_as_one()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Bind(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        var before = stage.Got(stage.Member).Count;
        stage.Api.UserSendsAlbum(501, "楼道灯坏了", SamplePictures.Jpeg, SamplePictures.Progressive);
        await stage.Hears(stage.Member, before, "已转给社区");
        await stage.Hears(stage.Member, before, "共 2 张");
        stage.Api.UserSendsDocument(501, "灯.webp", "image/webp", SamplePictures.WebP);
        await stage.Hears(stage.Member, before, "共 3 张");
        Assert.Equal(["Jpeg", "Jpeg", "WebP"], stage.Database.Db.Read(tx => tx.All<string>("SELECT type FROM photo WHERE subject = 'HelpRequest' AND subject_id = 1 ORDER BY id")));
    }

    [Fact]
    public async Task A_command_under_a_photo_is_no_answer()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Bind(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "先不做了", caption: "取消");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM help_request")));
    }

    [Fact]
    public async Task Over_Telegram_what_is_too_large_or_gone_is_said()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Bind(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        var before = stage.Got(stage.Member).Count;
        stage.Api.UserSendsPhoto(501, SamplePictures.Jpeg, size: 21 * 1024 * 1024);
        await stage.Hears(stage.Member, before, "太大了");
        stage.Api.UserSendsPhoto(501, SamplePictures.Jpeg, caption: "楼道灯坏了", size: 21 * 1024 * 1024);
        await stage.Hears(stage.Member, before, "已转给社区");
        Assert.Equal(0, Count(stage));
    }

    [Fact]
    public async Task A_photo_of_the_office_is_taken_although_its_words_tell_of_an_emergency()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await stage.Database.Db.Write(tx => World.Bind(tx, stage.Channel, stage.Member, stage.World.Secretary));
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "120", caption: "3号楼着火烧坏的灯");
        Assert.Equal(1, Count(stage));
    }

    [Fact]
    public async Task Over_WeCom_what_its_server_no_longer_has_is_asked_for_again_and_a_token_that_ended_is_fetched_anew()
    {
        await using var stage = await WeComStage.Start(Provider.Sqlite);
        await Bind(stage);
        await ((IMessengerStage)stage).Says(stage.Member, "转人工", "什么事");
        stage.Fake.EndToken();
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "照片收到了（1 张）");
        var before = stage.Got(stage.Member).Count;
        var id = stage.Fake.AddMedia("image", SamplePictures.Jpeg);
        stage.Fake.EndMedia();
        await stage.Fake.Call(Fakes.WeCom.FakeWeCom.Image(stage.Member, id));
        await stage.Hears(stage.Member, before, "取不到了");
    }

    [Theory, Databases]
    public async Task Who_erases_themselves_takes_their_photos_along(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var member = await world.Member("王小明");
        await world.As(member, tx => Album.Keep(tx, Pictures.Clean(SamplePictures.Png)!));
        Assert.Equal(1, await world.As(member, tx => People.OwnData.Copy(tx).Photos));
        await world.As(member, tx => People.Erasing.Erase(tx).Ok);
        Assert.Equal(0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM photo")));
    }

    [Theory, Databases]
    public async Task Only_who_answers_a_request_sees_its_photos(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var (member, other) = (await world.Member("王小明"), await world.Member("旁人"));
        var of = await world.As(member, tx =>
        {
            var id = HelpRequests.HelpRequestActs.Open(tx, HelpRequests.HelpRequestKind.HandOff, new AskedFrom("fake", "chat"), "灯坏了").Value.Number;
            var asked = new PhotoOf(PhotoSubject.HelpRequest, id);
            Album.Attach(tx, asked, [Album.Keep(tx, Pictures.Clean(SamplePictures.Png)!)]);
            return asked;
        });
        var photo = (await world.As(world.Secretary, tx => Album.List(tx, of).Value)).Single();
        Assert.Equal(SamplePictures.Png, (await world.As(world.Secretary, tx => Album.Read(tx, of, photo.Id).Value)).Content);
        foreach (var stranger in new[] { member, other })
        {
            Assert.Equal(RefusalCode.NotFound, (await world.As(stranger, tx => Album.List(tx, of))).Refusal!.Code);
            Assert.Equal(RefusalCode.NotFound, (await world.As(stranger, tx => Album.Read(tx, of, photo.Id))).Refusal!.Code);
        }

        var elsewhere = of with { Id = of.Id + 1 };
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => Album.Read(tx, elsewhere, photo.Id))).Refusal!.Code);
        Assert.Equal(PhotoRefusal.PhotoTooLate, (await world.As(other, tx => Album.Add(tx, of, new AskedFrom("fake", "chat"), Pictures.Clean(SamplePictures.Png)!))).Refusal!.Code);
        Assert.DoesNotContain("IHDR", Encoding.Latin1.GetString(database.Db.Read(tx => tx.First<byte[]>("SELECT content FROM photo"))!), StringComparison.Ordinal);
    }

    private static byte[] Damaged() => [.. SamplePictures.Jpeg[..160], 0xFF, 0xD9];

    private static async Task Bind(IMessengerStage stage)
    {
        var member = await stage.World.Member("王小明");
        await stage.Database.Db.Write(tx =>
        {
            World.Bind(tx, stage.Channel, stage.Member, member);
            World.Bind(tx, stage.Channel, stage.Secretary, stage.World.Secretary);
        });
    }

    private static long Count(IMessengerStage stage) => stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM photo"));
}
