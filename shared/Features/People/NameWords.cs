using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.People;

public enum NameDoubt
{
    None,

    /// <summary>A number, 好的: nobody is called so.</summary>
    NoName,

    /// <summary>They do not want to say it, or ask what for.</summary>
    Refusal,

    /// <summary>It looks more like a sentence, or like no name known here; whoever says yes to it is called so.</summary>
    Unusual,

    /// <summary>老王, 张师傅: what others call them; whoever says yes to it is called so.</summary>
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
    private static readonly string[] Presenting = WordList.Of("name.presenting");
    private static readonly string[] Titles = WordList.Of("name.titles");
    private static readonly string[] Familiar = WordList.Of("name.familiar");
    private static readonly char[] Ends = [' ', ',', '，', '。', '.', '!', '！', '~', '～', '"', '“', '”', ':', '：', ';', '；', '、', '?', '？', '(', ')', '（', '）'];

    public static NameWords Read(string text)
    {
        var said = text.Trim(Ends);
        var rest = WithoutOpener(said);

        // Behind 我叫 a sentence goes on: 我叫王小明，住贺兰山.
        var name = PersonName.Clean(rest.Length < said.Length ? rest.Split(['，', ',', '。', '；', ';'], 2)[0].Trim(Ends) : rest);
        var isPresented = PersonName.IsOne(name) && IsPresented(said, rest);
        return new NameWords(name, NameSigns.IsRefusal(rest) && !isPresented ? NameDoubt.Refusal : DoubtOf(name, isPresented));
    }

    private static NameDoubt DoubtOf(string name, bool isPresented) =>
        name.Letters() > PersonName.Longest ? NameDoubt.TooLong
        : !PersonName.IsOne(name) ? NameDoubt.NoName
        : NoNames.Contains(name) ? isPresented ? NameDoubt.Unusual : NameDoubt.NoName
        : IsNickname(name) ? NameDoubt.Nickname
        : !NameSigns.LooksLikeOne(name) ? NameDoubt.Unusual
        : NameDoubt.None;

    /// <summary>我叫莫说: it is said as a name, whatever it looks like.</summary>
    private static bool IsPresented(string said, string rest) =>
        said[..^rest.Length].Trim(Ends) is var opener && Array.Exists(Presenting, each => opener.EndsWith(each, StringComparison.OrdinalIgnoreCase));

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
