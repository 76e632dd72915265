using ChatGov.Messengers.Telegram;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Messengers.Telegram;

public sealed class TextSplitterTests
{
    private static readonly string[] Letters = ["a", " ", "\n", "。", "志", "𠮷", "👩‍🌾", "e\u0301", "，", "\r\n"];

    private static readonly Arbitrary<(string Text, int Limit)> Texts = Gen.ArrayOf(Gen.Elements(Letters))
        .SelectMany(letters => Gen.Choose(2, 40).Select(limit => (string.Concat(letters), limit)))
        .ToArbitrary();

    [Fact]
    public void Pieces_fit_and_put_together_are_the_text_with_every_letter_whole() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(400),
        Prop.ForAll(Texts, each =>
        {
            var pieces = TextSplitter.Split(each.Text, each.Limit);
            return pieces.All(piece => piece.Length <= each.Limit)
                && string.Concat(pieces) == each.Text
                && (each.Text.Length == 0 || pieces.All(piece => piece.Length > 0))
                && pieces.All(IsWhole);
        }));

    [Fact]
    public void A_cut_falls_after_a_line_if_it_can()
    {
        var pieces = TextSplitter.Split("first line\nsecond line\nthird", limit: 25);

        Assert.Equal(["first line\nsecond line\n", "third"], pieces);
    }

    [Fact]
    public void Without_lines_a_cut_falls_after_a_sentence() =>
        Assert.Equal(["一二三四五。", "六七八九十"], TextSplitter.Split("一二三四五。六七八九十", limit: 8));

    [Fact]
    public void What_fits_is_one_piece() => Assert.Equal(["任务"], TextSplitter.Split("任务", limit: 2));

    private static bool IsWhole(string piece)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            var isPair = char.IsHighSurrogate(piece[i]) && i + 1 < piece.Length && char.IsLowSurrogate(piece[i + 1]);
            if (char.IsSurrogate(piece[i]) && !isPair)
            {
                return false;
            }

            i += isPair ? 1 : 0;
        }

        return true;
    }
}
