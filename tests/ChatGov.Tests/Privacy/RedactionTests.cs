using System.Globalization;
using ChatGov.People;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Privacy;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("11010519491231002X")] // the standard's own example
    [InlineData("152921199001010011")] // deliberately invalid
    [InlineData("1101 0519 4912 3100 2X")]
    [InlineData("110105-19491231-002x")]
    [InlineData("110105491231002")] // fifteen digits, the old form
    [InlineData("6222600260001072444")] // a card number with a right check digit
    public void Id_and_card_numbers_are_taken_out(string number)
    {
        var clean = Redaction.Clean($"我身份证{number} 你登记上", keepPhones: true);

        Assert.True(clean.RemovedId);
        Assert.DoesNotContain(number, clean.Text, StringComparison.Ordinal);
        Assert.Contains("你登记上", clean.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("周六上午9点到11点，要20个人")]
    [InlineData("2026-11-28 09:00-11:00")]
    [InlineData("邀请码 DEMO-WALK-2026")]
    [InlineData("3号楼2单元 电话 0483-8221234")]
    public void Ordinary_text_stays_as_it_is(string text) =>
        Assert.Equal(new Redacted(text, RemovedId: false), Redaction.Clean(text, keepPhones: false));

    [Fact]
    public void Phones_are_covered_unless_they_were_asked_for()
    {
        Assert.Equal("找 199****1234", Redaction.Clean("找 19900001234", keepPhones: false).Text);
        Assert.Equal("找 19900001234", Redaction.Clean("找 19900001234", keepPhones: true).Text);
    }

    [Fact]
    public void No_eighteen_digit_number_ever_comes_through() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 9).ArrayOf(17).ToArbitrary(),
        digits =>
        {
            var number = string.Concat(digits.Select(digit => digit.ToString(CultureInfo.InvariantCulture))) + "X";
            return !Redaction.Clean("号 " + number + "。", keepPhones: true).Text.Contains(number, StringComparison.Ordinal);
        }));

    [Theory]
    [InlineData("联系电话 +8613800138000")]
    [InlineData("地点改成 +86 138 0013 8000 门口")]
    [InlineData("清扫公园沙尘联系8613800138000")]
    [InlineData("清扫公园沙尘联系一三八零零一三八零零零")]
    [InlineData("打幺三八〇〇幺三八〇〇〇")]
    public void A_phone_is_one_with_the_number_of_the_country_and_in_letters(string text) => Assert.True(Redaction.NamesPhoneOrId(text));

    [Theory]
    [InlineData("一二三四五六七八九十")]
    [InlineData("86号楼138单元")]
    public void Other_numbers_are_none(string text) => Assert.False(Redaction.NamesPhoneOrId(text));
}
