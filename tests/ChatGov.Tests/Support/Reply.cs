namespace ChatGov.Tests.Support;

/// <summary>What an answer has to say, and, with a ! in front, what it must not.</summary>
public static class Reply
{
    public static void Has(string answer, params string[] parts) => Assert.All(parts, part =>
    {
        if (part[0] == '!')
        {
            Assert.DoesNotContain(part[1..], answer, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(part, answer, StringComparison.Ordinal);
        }
    });
}
