namespace ChatGov.Texts;

/// <summary>Words as they are meant: in simplified letters, without dialect, slips of the ear, politeness and what only fills.</summary>
public static class Loosely
{
    // How it is spoken here, and what the ear or the thumb makes of it. The longer first.
    private static readonly (string Said, string Meant)[] Words =
    [
        ("礼拜", "周"), ("星期", "周"), ("咋弄", "怎么弄"), ("咋办", "怎么办"), ("咋", "怎么"), ("啥时候", "什么时候"), ("啥", "什么"), ("甚", "什么"), ("俺们", "我们"), ("俺", "我"),
        ("后晌", "下午"), ("前晌", "上午"), ("晌午", "中午"), ("钟头", "小时"), ("总共", "一共"), ("明儿个", "明天"), ("明儿", "明天"), ("今儿", "今天"), ("您", "你"), ("报道", "报到"), ("签道", "签到"), ("人领", "认领"), ("后补", "候补"), ("木有", "没有"), ("米有", "没有"),
    ];

    private static readonly string[] Fillers =
    [
        "麻烦你", "请问一下", "请问", "你好", "想问一下", "问一下", "我想要", "我想", "我要", "我来", "帮我", "给我", "让我", "看看", "看一下", "能不能", "可不可以", "可以", "怎么弄", "怎么办", "一下", "谢谢", "辛苦了", "那个", "这个", "就是",
        "请", "吗", "呢", "吧", "呀", "啊", "哇", "嘞", "么", "哈", "嗯", "哦", "噢", "了", "的", "please ", "could you ", "can you ", "i want to ", "i would like to ", "i'd like to ",
    ];

    /// <summary>For likeness: nothing is left out of it.</summary>
    public static string Of(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Select(Plain)).Trim();
        return Words.Aggregate(plain, (words, word) => words.Replace(word.Said, word.Meant, StringComparison.Ordinal));
    }

    /// <summary>What is left when what only fills is gone; empty where there is nothing else.</summary>
    public static string Bare(string text) =>
        Fillers.Aggregate(Of(text), (words, filler) => words.Replace(filler, "", StringComparison.Ordinal)).Trim();

    private static char Plain(char letter) =>
        letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0)
        : char.IsLetterOrDigit(letter) || letter == '\'' ? Simplified.Of(letter)
        : ' ';
}
