using ChatGov.Papers;

namespace ChatGov.Tests.Papers;

public sealed class PaperNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Fact]
    public void Every_wrong_character_and_every_two_that_changed_places_are_noticed()
    {
        var number = PaperNumber.Draw(PaperKind.Certificate);
        var places = Enumerable.Range(3, number.Length - 3).Where(i => number[i] != '-').ToList();

        Assert.All(places, i => Assert.All(Alphabet.Where(letter => letter != number[i]), letter =>
            Assert.Null(PaperNumber.Read(number[..i] + letter + number[(i + 1)..]))));
        foreach (var (i, j) in places.SelectMany(i => places.Where(j => j > i && number[i] != number[j]).Select(j => (i, j))))
        {
            var swapped = number.ToCharArray();
            (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
            Assert.Null(PaperNumber.Read(new string(swapped)));
        }

        Assert.Null(PaperNumber.Read("FK" + number[2..]));
    }

    [Fact]
    public void Numbers_are_read_as_people_type_them()
    {
        foreach (var kind in Enum.GetValues<PaperKind>())
        {
            var number = PaperNumber.Draw(kind);
            Assert.Equal(number, PaperNumber.Read(number));
            Assert.Equal(number, PaperNumber.Read($" {number.ToLowerInvariant()} "));
            Assert.Equal(number, PaperNumber.Read(number.Replace('-', '—')));
            Assert.Equal(number, PaperNumber.Read(number.Replace("-", "", StringComparison.Ordinal)));
            Assert.Equal(number, PaperNumber.Read("https://example.org/check/" + number));
            Assert.Equal(number, PaperNumber.Read(string.Concat(number.Select(letter => letter == '-' ? '－' : (char)(letter + 0xFEE0)))));
            Assert.Equal(number, PaperNumber.Read(number.Replace('0', 'O').Replace('1', 'I')));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ZM")]
    [InlineData("ZM-0000-0000")]
    [InlineData("BD-2026-000001")]
    [InlineData("志愿服务记录证明")]
    [InlineData("ZM-😀😀😀😀-0000-0000")]
    public void What_is_no_number_is_none(string text) => Assert.Null(PaperNumber.Read(text));

    [Fact]
    public void Numbers_do_not_repeat_and_use_every_character()
    {
        var numbers = Enumerable.Range(0, 5_000).Select(_ => PaperNumber.Draw(PaperKind.Certificate)).ToList();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(Alphabet, string.Concat(numbers.SelectMany(number => number[3..].Replace("-", "", StringComparison.Ordinal)).Distinct().Order()));
        Assert.All(numbers, number => Assert.Matches("^ZM(-[0-9A-Z]{4}){3}$", number));
    }
}
