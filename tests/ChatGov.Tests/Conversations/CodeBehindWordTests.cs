using ChatGov.Conversations;

namespace ChatGov.Tests.Conversations;

/// <summary>Codes are drawn at random: whatever letters come out, they are heard behind the word without a space.</summary>
public sealed class CodeBehindWordTests
{
    [Theory]
    [InlineData("验证", "verify", "ZM-QKLM-TXBH-ABCD")]
    [InlineData("验证", "verify", "zmqklmtxbhabcd")]
    [InlineData("验证", "verify", "ZM-7K3M-Q4TX-9B2H")]
    [InlineData("报到", "register", "ABCD-EFGH-JKLM")]
    [InlineData("报到", "register", "abcdefghjkmn")]
    [InlineData("报到", "register", "AB2D")]
    public void A_code_is_heard_with_and_without_a_space(string word, string intent, string code)
    {
        Assert.Equal(new Intent(intent, code), Understanding.Read(word + code));
        Assert.Equal(new Intent(intent, code), Understanding.Read($"{word} {code}"));
    }

    [Theory]
    [InlineData("报到OK")]
    [InlineData("任务list")]
    public void A_short_word_behind_it_is_no_code(string text) => Assert.Null(Understanding.Read(text));
}
