using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// A WeCom userid: 1 to 64 letters, digits, <c>_ - @ .</c>, beginning with a letter or digit. It is kept in lower case, since
/// its case means nothing.
/// </summary>
public static class WeComAccount
{
    /// <summary>The messenger as its chat accounts name it.</summary>
    public const string Channel = "wecom";
    [Limit("wecomLetters")]
    public const int Longest = 64;

    /// <returns>The userid as it is kept; null for what cannot be one.</returns>
    public static string? Read(string text)
    {
        var plain = text.Trim();
        return plain.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(plain[0]) && plain.All(IsOfUserId) ? plain.ToLowerInvariant() : null;
    }

    private static bool IsOfUserId(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '@' or '.';
}
