using System.Text;
using ChatGov.Data;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Photos;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>Photos and emergencies.</summary>
public sealed partial class MessengerPromiseTests
{
    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_photo_with_words_of_an_emergency_is_answered_with_the_number_to_call_and_not_with_thanks_for_the_photo(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "119", "家里着火了");
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "120", "我妈昏倒了");
        await Settle(stage);
        Assert.All(stage.Got(stage.Member), words => Assert.DoesNotContain("已转给社区", words, StringComparison.Ordinal));
        if (messenger == "telegram")
        {
            Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM photo"));
        }
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task Of_four_photos_sent_at_once_three_are_kept_without_where_they_were_taken_and_the_fourth_is_refused_in_words(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.Says(stage.Member, "楼道灯坏了", "已转给社区");
        var before = stage.Got(stage.Member).Count;
        var photo = SamplePictures.Talkative(SamplePictures.Jpeg, orientation: 1);
        if (stage is WebhookBotStage telegram)
        {
            telegram.Api.UserSendsAlbum(501, caption: null, photo, photo, photo, photo);
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stage.SendPhoto(stage.Member, photo))));
        }

        await Settle(stage);
        var answers = stage.Got(stage.Member).Skip(before).ToList();
        Assert.Equal(3, Count(stage, "SELECT COUNT(*) FROM photo"));
        Assert.Equal(3, answers.Count(words => words.Contains("照片收到了", StringComparison.Ordinal)));
        Assert.Single(answers, words => words.Contains("最多 3 张", StringComparison.Ordinal));
        var kept = stage.Database.Db.Read(tx => tx.All<byte[]>("SELECT content FROM photo ORDER BY id").Zip(tx.All<long>("SELECT id FROM photo ORDER BY id"), (content, id) => Encoding.Latin1.GetString(SealedColumn.Of("photo.content").OpenBytes(tx.Vault, id, content))).ToList());
        Assert.All(kept, content => Assert.DoesNotContain("GPS-SECRET", content, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task What_only_says_that_it_is_a_picture_is_refused_in_one_sentence_and_the_question_stays_open(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await Join(stage);
        await stage.Says(stage.Member, "转人工", "什么事");
        byte[][] lies =
        [
            Encoding.ASCII.GetBytes("%PDF-1.7 not a picture at all"), Encoding.ASCII.GetBytes("<svg onload=alert(1)>"), [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0],
            [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes("<script>alert(1)</script>")], Fakes.Pictures.Png(60_000, 60_000), [],
        ];
        foreach (var lie in lies)
        {
            var before = stage.Got(stage.Member).Count;
            if (stage is WebhookBotStage telegram)
            {
                telegram.Api.UserSendsDocument(501, "灯.jpg", "image/jpeg", lie);
            }
            else
            {
                await stage.SendPhoto(stage.Member, lie);
            }

            await Settle(stage);
            var answer = Assert.Single(stage.Got(stage.Member).Skip(before));
            Assert.DoesNotContain("照片收到了", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("没处理好", answer, StringComparison.Ordinal);
        }

        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM photo"));
        await stage.Says(stage.Member, "楼道灯坏了", "已转给社区");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("sticker")]
    [InlineData("document")]
    [InlineData("animation")]
    [InlineData("location")]
    public async Task Words_of_an_emergency_under_anything_at_all_are_answered_with_the_number_to_call(string kind)
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        var before = stage.Got(stage.Member).Count;
        if (kind == "document")
        {
            stage.Api.UserSendsDocument(501, "录像.pdf", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7"), "家里着火了");
        }
        else
        {
            stage.Api.UserSendsOther(501, kind, "家里着火了");
        }

        await Settle(stage);
        Assert.Contains("119", Assert.Single(stage.Got(stage.Member).Skip(before)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("telegram")]
    public async Task A_photo_from_somebody_who_has_not_agreed_is_not_kept_though_the_question_asks_for_one_and_the_words_still_go_through(string messenger)
    {
        await using var stage = await MessengerStages.Start(messenger, Provider.Sqlite);
        await stage.Says(stage.Member, "转人工", "什么事");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "同意");
        await stage.Says(stage.Member, "楼道灯坏了", "已转给社区");
        await stage.SendsPhoto(stage.Member, SamplePictures.Jpeg, "照片");
        await Settle(stage);
        Assert.Equal(0, Count(stage, "SELECT COUNT(*) FROM photo"));
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));
    }

    [Fact]
    public async Task What_is_asked_under_a_photo_that_nobody_asked_for_is_not_lost_with_the_photo()
    {
        await using var stage = await WebhookBotStage.Start(Provider.Sqlite);
        await Join(stage);
        await ((IMessengerStage)stage).SendsPhoto(stage.Member, SamplePictures.Jpeg, "已转给社区", "转人工 楼道灯坏了");
        await Settle(stage);
        Assert.Equal(1, Count(stage, "SELECT COUNT(*) FROM help_request"));
    }
}
