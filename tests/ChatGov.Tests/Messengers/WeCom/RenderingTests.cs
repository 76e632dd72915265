using System.Text;
using System.Text.Json;
using ChatGov.Messengers.WeCom;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.WeCom;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>Whatever a message holds, its pieces and its card keep WeCom's rules, and nothing of the words is lost.</summary>
public sealed class RenderingTests
{
    [Fact]
    public void Every_message_keeps_the_rules() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNull<string> Text, NonNull<string>[] Labels, bool Lines, bool Numbered)>(),
        drawn =>
        {
            var labels = drawn.Labels.Select((label, i) => $"{label.Get}{i}").Take(40).ToList();
            var message = new Message("请看：" + string.Concat(Enumerable.Repeat(Texts.Legible.Of(drawn.Text.Get), 40)))
            {
                Choices = [.. labels.Select(label => new Choice(Texts.Legible.Of(label), "x"))], ChoicesAreLines = drawn.Lines, Numbered = drawn.Numbered, Token = labels.Count > 0 ? "17.c2Vjcm-_" : null,
            };
            var (texts, card) = Rendering.Render(message);
            Assert.All(texts, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, Rendering.LongestText));
            Assert.Equal(texts.Count + (card is null ? 0 : 1), Delivery.CallsFor(message));
            if (card is not null)
            {
                CardRules.Check(JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(card)));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, "button_interaction")]
    [InlineData(6, "button_interaction")]
    [InlineData(7, "multiple_interaction")]
    [InlineData(10, "multiple_interaction")]
    [InlineData(11, "vote_interaction")]
    [InlineData(20, "vote_interaction")]
    [InlineData(25, "vote_interaction")]
    public void The_number_of_choices_decides_the_card(int count, string kind)
    {
        var message = new Message("选一个") { Choices = [.. Enumerable.Range(1, count).Select(i => new Choice($"第{i}个", "x"))], Token = "1.a" };
        var card = JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(Rendering.Render(message).Card));
        CardRules.Check(card);
        Assert.Equal(kind, card.GetProperty("card_type").GetString());
        Assert.Equal("1@a", card.GetProperty("task_id").GetString());
    }

    [Fact]
    public void Pieces_are_cut_between_letters_and_are_the_text_together() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            var whole = Texts.Legible.Of(string.Concat(Enumerable.Repeat(text.Get + "一👨‍👩‍👧é\n", 9)));
            var pieces = Utf8Cut.Pieces(whole, 64);
            return string.Concat(pieces) == whole && pieces.All(piece => Encoding.UTF8.GetByteCount(piece) <= 64);
        }).QuickCheckThrowOnFailure();
}
