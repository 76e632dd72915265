using System.Text;
using ChatGov.Data;
using ChatGov.Messengers.WeCom;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>The envelope against the official samples and against vectors that another implementation made.</summary>
public sealed class EnvelopeTests
{
    private const string Key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static readonly Envelope Sample = new("QDG6eK", Key, "wx5823bf96d3bd56c7");

    [Fact]
    public void The_address_is_verified_as_in_the_official_sample()
    {
        const string echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
        Assert.True(Sample.IsSigned("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", echo));
        Assert.Equal("1616140317555161061", Text(Sample.Open(echo)));
    }

    [Fact]
    public void An_xml_message_opens_and_seals_again_to_the_same()
    {
        const string cipher = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";
        Assert.True(Sample.IsSigned("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", cipher));
        var message = Sample.Open(cipher)!;
        Assert.Equal(284, message.Length);
        Assert.Contains("<FromUserName><![CDATA[mycreate]]></FromUserName>", Text(message), StringComparison.Ordinal);
        Assert.Contains("hello", Text(message), StringComparison.Ordinal);
        Assert.Equal(cipher, Sample.Seal(message, "0960688932c47ef1"u8));
    }

    [Fact]
    public void A_json_message_opens()
    {
        const string cipher = "CZWs4CWRpI4VolQlvn4dlEC1alN2MUEY2VklGehgBVLBrlVF7SyT+SV+Toj43l4ayJ9UMGKphktKKmP7B2j/P1ey67XB8PBgS7Wr5/8+w/yWriZv3Vmoo/MH3/1HsIWZrPQ3N2mJrelStIfI2Y8kLKXA7EhfZgZX4o+ffdkZDM76SEl79Ib9mw7TGjZ9Aw/x/A2VjNbV1E8BtEbRxYYcQippYNw7hr8sFfa3nW1xLdxokt8QkRX83vK3DFP2F6TQFPL2Tu98UwhcUpPvdJBuu1/yiOQIScppV3eOuLWEsko=";
        Assert.True(Sample.IsSigned("0623cbc5a8cbee5bcc137c70de99575366fc2af3", "1409659813", "1372623149", cipher));
        Assert.Contains("hello", Text(Sample.Open(cipher)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "sKqRbbiSUnDhFHOvPjtUMd2aKGsnO1wGUhhgmucZyOooAmp9WiC5uDkjoOv6eP1l5uh45DeEw9aco5AR3vyVtA==", "154aa4cf73f54ab1d205a4fdd256d88322013f85")]
    [InlineData("志愿者匹配 ✅", "sKqRbbiSUnDhFHOvPjtUMRs7FG2+viEHOQFNyuvBUhpdi0Gr0ZiRN5Tyizuvao2yarx+M8bPL6BzBVtKzSVynQ==", "ca2992e40acaa4e52bc4cdcce87c4de8ed4c76bf")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxx", "sKqRbbiSUnDhFHOvPjtUMSs1k8K1CdhVATTBQNj5RGfr2SSogQPwiaREvDG6j+anDDTQGRPc5XVafaRf07vjdJWo03DV9aa/cArn/HDtV476heTTKpJSMh7JMO1cnA3V", "95334a2956b2e15968405f3a7c21bfc2d944c236")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxx", "sKqRbbiSUnDhFHOvPjtUMTIgWxMfZaDiaj7KzsCGyXqqH9HC+RjyYtNk3PCh1eyjg4jSIJ9DqwBX6vUvZrmBVA==", "e6c60950a85ae4c1843e7e91fb3be613388c298e")]
    [InlineData("xxxxxxxxxxx", "sKqRbbiSUnDhFHOvPjtUMf2Q1Ry7Czk+6gUOUVnelC1QpOSOPw02+xXDtwS4ZjE1OR3Wd2wmbNJspUkDJaIhcQ==", "d33df54f7d9357195e468c718d930b9e9dc892b3")]
    public void Every_padding_is_read_and_written_as_another_implementation_does(string message, string cipher, string signature)
    {
        Assert.Equal(message, Text(Sample.Open(cipher)));
        Assert.Equal(cipher, Sample.Seal(Encoding.UTF8.GetBytes(message), "0123456789abcdef"u8));
        Assert.Equal(signature, Sample.Sign("1700000000", "nonce123", cipher));
    }

    [Fact]
    public void What_is_sealed_opens_at_every_length_and_with_every_padding()
    {
        foreach (var length in Enumerable.Range(0, 5_001))
        {
            var message = new byte[length];
            Random.Shared.NextBytes(message);
            Assert.Equal(message, Sample.Open(Sample.Seal(message)));
        }
    }

    [Fact]
    public void What_was_changed_is_not_signed_and_opening_it_never_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte[] Message, int At, byte With)>(),
        change =>
        {
            var whole = Sample.Seal(change.Message);
            var cipher = Convert.FromBase64String(whole);
            cipher[Math.Abs(change.At % cipher.Length)] ^= change.With;
            var changed = Convert.ToBase64String(cipher);
            Sample.Open(changed);
            return Sample.IsSigned(Sample.Sign("1", "2", whole), "1", "2", changed) == (change.With == 0);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_is_no_envelope_is_nothing(string cipher) => Assert.Null(Sample.Open(cipher));

    [Fact]
    public void Another_companys_message_is_nothing() =>
        Assert.Null(Sample.Open(new Envelope("QDG6eK", Key, "wx0000000000000000").Seal("hello"u8)));

    [Theory]
    [InlineData("short")]
    [InlineData("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2!")]
    public void A_malformed_key_stops_the_start(string key) => Assert.Throws<ConfigurationFault>(() => new Envelope("t", key, "c"));

    private static string Text(byte[]? message) => Encoding.UTF8.GetString(message!);
}
