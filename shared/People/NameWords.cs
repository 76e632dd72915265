using ChatGov.Texts;

namespace ChatGov.People;

public enum NameDoubt
{
    None,

    /// <summary>不知道, 不告诉你, a number: nobody is called so.</summary>
    NoName,

    /// <summary>老王, 张师傅: what others call them; whoever says it twice is called so.</summary>
    Nickname,

    TooLong,
}

/// <summary>Reads the answer to "what is your name": 王𬭎, 我叫王小明, my name is Ann.</summary>
/// <param name="Name">As it is to be kept.</param>
public sealed record NameWords(string Name, NameDoubt Doubt)
{
    // The longest first: 我的名字叫 is not 我 and a name.
    private static readonly string[] Openers = [.. WordList.Of("name.openers").OrderByDescending(word => word.Length)];
    private static readonly HashSet<string> NoNames = new(WordList.Of("name.none"), StringComparer.OrdinalIgnoreCase);
    private static readonly string[] Titles = WordList.Of("name.titles");
    private static readonly string[] Familiar = WordList.Of("name.familiar");
    private static readonly char[] Ends = [' ', ',', '，', '。', '.', '!', '！', '~', '～', '"', '“', '”', ':', '：', ';', '；', '、', '?', '？', '(', ')', '（', '）'];

    public static NameWords Read(string text)
    {
        var said = text.Trim(Ends);
        var rest = WithoutOpener(said);

        // Behind 我叫 a sentence goes on: 我叫王小明，住贺兰山.
        var name = PersonName.Clean(rest.Length < said.Length ? rest.Split(['，', ',', '。', '；', ';'], 2)[0].Trim(Ends) : rest);
        return new NameWords(name, DoubtOf(name));
    }

    private static NameDoubt DoubtOf(string name) =>
        name.Letters() > PersonName.Longest ? NameDoubt.TooLong
        : !PersonName.IsOne(name) || NoNames.Contains(name) ? NameDoubt.NoName
        : IsNickname(name) ? NameDoubt.Nickname
        : NameDoubt.None;

    private static bool IsNickname(string name) =>
        (name.Letters() == 2 && Array.Exists(Familiar, each => name.StartsWith(each, StringComparison.Ordinal)))
        || Array.Exists(Titles, each => name.EndsWith(each, StringComparison.Ordinal) && name.Letters() - each.Letters() is 1 or 2);

    private static string WithoutOpener(string said)
    {
        var opener = Array.Find(Openers, each => said.StartsWith(each, StringComparison.OrdinalIgnoreCase) && said.Length > each.Length
            && (!char.IsAsciiLetter(each[^1]) || said[each.Length] is ' ' or ':' or '：'));
        return opener is null ? said : said[opener.Length..].Trim(Ends);
    }
}
