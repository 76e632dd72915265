namespace ChatGov.Sentences;

/// <summary>Reads the files in which features say how they are asked for: README.md tells how they are written.</summary>
internal sealed class SentenceFile(Kinds kinds)
{
    private readonly List<Wish> _wishes = [];

    public IReadOnlyList<Wish> Wishes => _wishes;

    /// <exception cref="FormatException">A line that says nothing; it is named.</exception>
    public void Read(string text)
    {
        string? kind = null;
        foreach (var line in text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()).Where(line => line.Length > 0))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "kind" or "light" when words.Length > 1:
                    kind = words[1];
                    kinds.Add(kind, words[2..], isLight: words[0] == "light");
                    break;
                case "wish" when words.Length > 1:
                    kind = null;
                    _wishes.Add(WishOf(words, line));
                    break;
                case "say" when _wishes.Count > 0 && kind is null:
                    _wishes[^1].Examples.Add(line.Trim()["say".Length..].Trim());
                    break;
                default:
                    kinds.Add(line[0] == ' ' && kind is not null ? kind : throw Wrong(line), words, isLight: false);
                    break;
            }
        }
    }

    // wish publish_task [-> topic] [nothing|numbers|values|rest|all] [as name] [everyday] [looks_back] [refuses] [asking kind…] [for role…]
    private Wish WishOf(string[] words, string line)
    {
        var (topic, carries, called) = (words[1], Carries.Nothing, words[1]);
        var (looksBack, refuses, isEveryday) = (false, false, false);
        var (roles, asking) = (new List<string>(), new List<int>());
        for (var i = 2; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "->" when i + 1 < words.Length:
                    topic = words[++i];
                    break;
                case "asking":
                    while (i + 1 < words.Length && words[i + 1] != "for")
                    {
                        asking.Add(kinds.Use(words[++i]));
                    }

                    break;
                case "as" when i + 1 < words.Length:
                    called = words[++i];
                    break;
                case "looks_back":
                    looksBack = true;
                    break;
                case "everyday":
                    isEveryday = true;
                    break;
                case "refuses":
                    refuses = true;
                    break;
                case "for":
                    roles.AddRange(words[(i + 1)..]);
                    i = words.Length;
                    break;
                default:
                    carries = Enum.TryParse(words[i], ignoreCase: true, out Carries known) ? known : throw Wrong(line);
                    break;
            }
        }

        return new Wish(words[1], topic, carries, roles, asking) { Called = called, LooksBack = looksBack, Refuses = refuses, IsEveryday = isEveryday };
    }

    private static FormatException Wrong(string line) => new("no such line in a file of sentences: " + line);
}
