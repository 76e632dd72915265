using System.Globalization;

namespace ChatGov.Sentences;

/// <summary>Reads the files in which features say how they are asked for: README.md tells the grammar.</summary>
internal sealed class SentenceFile(Kinds kinds)
{
    private const int Beside = 1;
    private const int Behind = 10;
    private readonly List<SentenceRule> _rules = [];
    private readonly List<Wish> _wishes = [];

    public IReadOnlyList<SentenceRule> Rules => _rules;

    public IReadOnlyList<Wish> Wishes => _wishes;

    /// <exception cref="FormatException">A line that says nothing; it is named.</exception>
    public void Read(string text)
    {
        string? kind = null;
        Wish? wish = null;
        foreach (var line in text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()).Where(line => line.Length > 0))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "kind" or "light":
                    (kind, wish) = (words[1], null);
                    kinds.Add(kind, words[2..], isLight: words[0] == "light");
                    break;
                case "wish":
                    (kind, wish) = (null, WishOf(words, line));
                    _wishes.Add(wish);
                    break;
                case "say" when wish is not null:
                    wish.Examples.Add(line.Trim()["say".Length..].Trim());
                    break;
                default:
                    if (line[0] != ' ' || (kind is null && wish is null))
                    {
                        throw Wrong(line);
                    }

                    if (kind is not null)
                    {
                        kinds.Add(kind, words, isLight: false);
                    }
                    else
                    {
                        _rules.Add(RuleOf(wish!, words, line.Trim()));
                    }

                    break;
            }
        }
    }

    // wish list_tasks [-> topic] [nothing|numbers|values|rest|all] [for member resident] [tells]
    private static Wish WishOf(string[] words, string line)
    {
        var (topic, carries, tells) = (words[1], Carries.Nothing, false);
        var roles = new List<string>();
        for (var i = 2; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "->":
                    topic = words[++i];
                    break;
                case "for":
                    roles.AddRange(words[(i + 1)..]);
                    i = words.Length;
                    break;
                case "tells":
                    tells = true;
                    break;
                default:
                    carries = Enum.TryParse(words[i], ignoreCase: true, out Carries known) ? known : throw Wrong(line);
                    break;
            }
        }

        return new Wish(words[1], topic, carries, roles, tells);
    }

    // a b/c d+e f..g ?may !without ^first last$ alone +0.5
    private SentenceRule RuleOf(Wish wish, string[] words, string line)
    {
        var (needs, may, without) = (new List<Element>(), new List<Element>(), new List<Element>());
        var (alone, bonus) = (false, 0.0);
        foreach (var word in words)
        {
            switch (word[0])
            {
                case '?':
                    may.Add(ElementOf(word[1..]));
                    break;
                case '!':
                    without.Add(ElementOf(word[1..]));
                    break;
                case '+' or '-':
                    bonus = double.Parse(word, CultureInfo.InvariantCulture);
                    break;
                default:
                    if (word == "alone")
                    {
                        alone = true;
                    }
                    else
                    {
                        needs.Add(ElementOf(word));
                    }

                    break;
            }
        }

        return needs.Count == 0 ? throw Wrong(line) : new SentenceRule(wish, line, [.. needs], [.. may], [.. without], alone, bonus);
    }

    private Element ElementOf(string text)
    {
        var (isFirst, isLast) = (text[0] == '^', text[^1] == '~');
        var plain = text.TrimStart('^').TrimEnd('~');
        var isFar = plain.Contains("..", StringComparison.Ordinal);
        var parts = plain.Split(isFar ? ".." : "+");
        return new Element([.. parts.Select(part => part.Split('/').Select(kinds.Use).ToArray())], isFar ? Behind : Beside) { IsFirst = isFirst, IsLast = isLast };
    }

    private static FormatException Wrong(string line) => new("no such line in a file of sentences: " + line);
}
