using ChatGov.Organisations;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Units;

public sealed class UsccTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("91350100M000100Y43")] // the standard's own example
    [InlineData("11320000MB151840XJ")]
    [InlineData("11152921DEM0AA016P")]
    [InlineData("N2152921DEM0AA091P")]
    [InlineData(" 91350100m000100y43 ")]
    public void Right_codes_are_read(string code) => Assert.Equal(code.Trim().ToUpperInvariant(), Uscc.Read(code)?.Value);

    [Theory]
    [InlineData("91350100M000100Y4Z")]
    [InlineData("91350100M000100Y44")]
    [InlineData("91350100M000100Y4")]
    [InlineData("9135O100M000100Y43")] // the letter O is not in the alphabet
    [InlineData("")]
    public void Wrong_codes_are_not(string code) => Assert.Null(Uscc.Read(code));

    [Fact]
    public void One_changed_character_is_always_noticed() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 30).ArrayOf(17).ToArbitrary(),
        Gen.Choose(0, 16).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        (body, at, change) =>
        {
            var letters = body.Select(i => Alphabet[i]).ToArray();
            var code = new string(letters) + Uscc.CheckOf(letters);
            var changed = code.ToCharArray();
            changed[at] = Alphabet[(body[at] + change) % Alphabet.Length];
            return Uscc.Read(code) is not null && Uscc.Read(new string(changed)) is null;
        }));

    [Fact]
    public void An_unknown_prefix_is_a_reason_to_look_twice_not_to_refuse()
    {
        const string body = "88152921DEM0AA016";
        var code = Uscc.Read(body + Uscc.CheckOf(body));

        Assert.NotNull(code);
        Assert.False(code.HasKnownPrefix);
    }
}
