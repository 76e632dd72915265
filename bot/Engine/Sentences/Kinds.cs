using ChatGov.Texts;

namespace ChatGov.Sentences;

/// <summary>The kinds of words that mean alike, by name and by number; those that begin with $ are values, found by their readers.</summary>
internal sealed class Kinds
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<int> _light = [];

    public Kinds()
    {
        foreach (var name in Values.Names)
        {
            _known.Add(name);
            Number(name);
        }
    }

    public Lexicon Words { get; } = new();

    public int Count => _numbers.Count;

    /// <summary>Named somewhere, and no file tells its words.</summary>
    public IEnumerable<string> Unknown => _used.Except(_known).Order(StringComparer.Ordinal);

    public int this[string name] => _numbers[name];

    /// <summary>Says nothing by itself.</summary>
    public bool IsLight(int kind) => _light.Contains(kind);

    public bool IsValue(int kind) => kind < Values.Names.Count;

    public void Add(string name, IEnumerable<string> words, bool isLight)
    {
        _known.Add(name);
        var kind = Number(name);
        if (isLight)
        {
            _light.Add(kind);
        }

        foreach (var word in words)
        {
            foreach (var each in Choices(word.Replace('_', ' ')))
            {
                Words.Add(string.Concat(each.Select(Simplified.Of)).ToLowerInvariant(), kind);
            }
        }
    }

    /// <summary>With a mark in front, so that no letter is called like it.</summary>
    public string NameOf(int kind) => _names[kind];

    public int Use(string name)
    {
        _used.Add(name);
        return Number(name);
    }

    private int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _numbers[name] = _numbers.Count;
            _names.Add(":" + name);
        }

        return number;
    }

    /// <summary>没(有|得)空 is two words; an alternative may be empty.</summary>
    private static IEnumerable<string> Choices(string word)
    {
        var open = word.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return [word];
        }

        var close = word.IndexOf(')', open);
        return word[(open + 1)..close].Split('|').SelectMany(each => Choices(word[..open] + each + word[(close + 1)..]));
    }
}
