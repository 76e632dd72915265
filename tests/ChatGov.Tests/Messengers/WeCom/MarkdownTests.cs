using System.Text;
using ChatGov.Messengers.WeCom;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.WeCom;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>Bold first lines, where a company wants them and nothing in the text could be read as formatting.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("一句话", null)]
    [InlineData("标题\n正文", "**标题**\n正文")]
    [InlineData("标题\n3*4", null)]
    [InlineData("看这里\nhttps://example.org", null)]
    [InlineData("\n正文", null)]
    public void Only_plain_words_of_several_lines_are_marked(string text, string? expected) => Assert.Equal(expected, Markdown.Of(text));

    [Fact]
    public void Nothing_of_the_words_is_lost_and_the_limit_is_kept() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var words = Texts.Legible.Of(text.Get) + "\n" + text.Get.Length;
        if (Markdown.Of(words) is { } marked)
        {
            Assert.Equal(words, marked.Replace("**", "", StringComparison.Ordinal));
            Assert.InRange(Encoding.UTF8.GetByteCount(marked), 1, Rendering.LongestText);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(true, "markdown")]
    [InlineData(false, "text")]
    public async Task It_is_sent_where_it_is_switched_on(bool isOn, string kind)
    {
        await using var fake = await FakeWeCom.Start();
        using var channel = new WeComChannel(
            new WeComSettings(FakeWeCom.CorpId, FakeWeCom.AgentId, FakeWeCom.Secret)
            {
                CallbackToken = "t", EncodingAesKey = FakeWeCom.EncodingAesKey, ApiUrl = new Uri(fake.BaseUrl), Markdown = isOn,
            },
            TimeProvider.System,
            NullLogger<WeComChannel>.Instance);
        await channel.Send("lisi", new Message("你领的任务\n清扫公园沙尘"), CancellationToken.None);
        await channel.Send("lisi", new Message("好的"), CancellationToken.None);
        Assert.Equal([kind, "text"], fake.Sends.Select(send => send.Kind));
    }
}
