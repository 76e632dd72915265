using System.Globalization;
using ChatGov.Texts;

namespace ChatGov.Emergencies;

/// <summary>The text of <c>rules.txt</c>, line by line: README.md beside it tells the grammar.</summary>
internal sealed class RuleFile
{
    private readonly Dictionary<string, List<string>> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _slipping = new(StringComparer.Ordinal);
    private readonly Dictionary<char, string> _slips = [];
    private readonly Dictionary<char, char> _same = new(Simplified.All);
    private readonly HashSet<char> _silent = [];
    private readonly HashSet<char> _beforeEr = [];
    private readonly List<string> _rules = [];
    private readonly List<string> _calms = [];

    public Spelling Spelling => new(_same, _silent, _beforeEr);

    /// <summary>The words of each class, with what voice recognition makes of them.</summary>
    public IReadOnlyDictionary<string, List<string>> Classes { get; private set; } = new Dictionary<string, List<string>>(StringComparer.Ordinal);

    public static RuleFile Read(string text)
    {
        var file = new RuleFile();
        List<string>? words = null;
        foreach (var line in text.Split('\n').Select(line => line.Split('#')[0].TrimEnd()).Where(line => line.Length > 0))
        {
            words = line[0] == ' ' ? file.More(words, line) : file.Begin(line);
        }

        file.Classes = file._classes.Keys.ToDictionary(name => name, name => file.Spoken(name).ToList(), StringComparer.Ordinal);
        return file;
    }

    public IEnumerable<Rule> Rules(IReadOnlyDictionary<string, int> numbers) => _rules.Select(line => new RuleLine(line, numbers).Rule());

    public IEnumerable<Calm> Calms(IReadOnlyDictionary<string, int> numbers) => _calms.Select(line => new RuleLine(line, numbers).Calm());

    private List<string>? Begin(string line)
    {
        var (head, rest) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
        switch (head)
        {
            case "class":
                var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var name = words[0].TrimEnd('*');
                if (words[0].EndsWith('*'))
                {
                    _slipping.Add(name);
                }

                return More(_classes.TryGetValue(name, out var known) ? known : _classes[name] = [], string.Join(' ', words.Skip(1)));
            case "same":
                Pairs(rest, (from, to) => _same[from] = to);
                return null;
            case "slip":
                _slips[rest[0]] = rest[1..].Trim();
                return null;
            case "silent":
                _silent.UnionWith(rest.Where(sign => sign != ' '));
                return null;
            case "er":
                _beforeEr.UnionWith(rest.Where(sign => sign != ' '));
                return null;
            case "rule":
                _rules.Add(rest);
                return null;
            case "calm":
                _calms.Add(rest);
                return null;
            default:
                throw Wrong(line);
        }
    }

    private List<string> More(List<string>? words, string line)
    {
        if (words is null)
        {
            throw Wrong(line);
        }

        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.AddRange(word[0] == '@' ? [word] : Choices(word.Replace('_', ' ')));
        }

        return words;
    }

    /// <summary>(喘|出)不上气 is two words; the alternatives may be empty.</summary>
    private static IEnumerable<string> Choices(string word)
    {
        var open = word.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return [word];
        }

        var close = word.IndexOf(')', open);
        return close < 0 ? throw Wrong(word) : word[(open + 1)..close].Split('|').SelectMany(each => Choices(word[..open] + each + word[(close + 1)..]));
    }

    private IEnumerable<string> Spoken(string name)
    {
        foreach (var word in _classes[name])
        {
            if (word[0] == '@')
            {
                foreach (var each in Spoken(_classes.ContainsKey(word[1..]) ? word[1..] : throw Wrong(word)))
                {
                    yield return each;
                }

                continue;
            }

            yield return word;
            for (var i = 0; i < word.Length && word.Length > 1 && _slipping.Contains(name); i++)
            {
                foreach (var slip in _slips.GetValueOrDefault(word[i], ""))
                {
                    // 大伙 is a word of its own, and no slip for 大火.
                    var heard = word[..i] + slip + word[(i + 1)..];
                    if (!IsBlind(heard))
                    {
                        yield return heard;
                    }
                }
            }
        }
    }

    private bool IsBlind(string word) => _classes.TryGetValue(RuleBook.Blind, out var blind) && blind.Contains(word);

    private static void Pairs(string rest, Action<char, char> add)
    {
        foreach (var pair in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            add(pair[0], pair[1]);
        }
    }

    private static FormatException Wrong(string line) => new("no such line in the emergency rules: " + line);

    /// <summary>One rule or calm: what it is, a colon, and its signs.</summary>
    private sealed class RuleLine(string line, IReadOnlyDictionary<string, int> numbers)
    {
        // Never more than an added number.
        private const string Hint = "hint";

        private readonly string[] _head = line.Split(':')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        private readonly string[] _signs = line.Contains(':', StringComparison.Ordinal) ? line.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : throw Wrong(line);

        // rule <kind> <urgency> <name…> : [alone] A ~3 B &5-X C/D [with E] [without F]
        public Rule Rule()
        {
            var steps = new List<Step>();
            var with = new List<int[]>();
            var without = new List<int>();
            var alone = false;
            var (gap, either, across) = (0, false, Array.Empty<int>());
            for (var i = 0; i < _signs.Length; i++)
            {
                switch (_signs[i])
                {
                    case "alone":
                        alone = true;
                        break;
                    case "with":
                        with.Add(ClassesOf(_signs[++i]));
                        break;
                    case "without":
                        without.AddRange(ClassesOf(_signs[++i]));
                        break;
                    case ['~' or '&', ..] sign:
                        var parts = sign[1..].Split('-', 2);
                        (gap, either, across) = (Number(parts[0]), sign[0] == '&', parts.Length > 1 ? ClassesOf(parts[1]) : []);
                        break;
                    default:
                        steps.Add(new Step(ClassesOf(_signs[i]), gap, either, across));
                        (gap, either, across) = (0, false, []);
                        break;
                }
            }

            return steps.Count == 0 ? throw Wrong(line) : new Rule(
                string.Join(' ', _head.Skip(2)), Kind(_head[0]), _head[1] == Hint ? Urgency.Maybe : UrgencyOf(_head[1]), [.. steps], [.. without], [.. with], alone, MayRise: _head[1] != Hint);
        }

        // calm <urgency> [kinds…] : <place> [n] A [unless <place> [n] B]…
        public Calm Calm()
        {
            var at = 0;
            var when = Next(ref at);
            var unless = new List<Condition>();
            while (at < _signs.Length && _signs[at] == "unless")
            {
                at++;
                unless.Add(Next(ref at));
            }

            return at < _signs.Length ? throw Wrong(line) : new Calm(UrgencyOf(_head[0]), Kinds(), when, [.. unless]);
        }

        private EmergencyKind[] Kinds() => _head.Length == 1 ? Enum.GetValues<EmergencyKind>()
            : _head[1] == "but" ? [.. Enum.GetValues<EmergencyKind>().Except(_head.Skip(2).Select(Kind))]
            : [.. _head.Skip(1).Select(Kind)];

        private Condition Next(ref int at)
        {
            if (at + 1 >= _signs.Length || !Enum.TryParse<Place>(_signs[at], ignoreCase: true, out var place))
            {
                throw Wrong(line);
            }

            at++;
            var gap = place is Place.Before or Place.After ? Number(_signs[at++]) : 0;
            return new Condition(place, gap, numbers.TryGetValue(_signs[at++], out var found) ? found : throw Wrong(line));
        }

        private int[] ClassesOf(string names) => [.. names.Split('/').Select(name => numbers.TryGetValue(name, out var found) ? found : throw Wrong(line))];

        private int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(line);

        private EmergencyKind Kind(string name) => Enum.TryParse<EmergencyKind>(name, ignoreCase: true, out var kind) ? kind : throw Wrong(line);

        private Urgency UrgencyOf(string name) => Enum.TryParse<Urgency>(name, ignoreCase: true, out var urgency) ? urgency : throw Wrong(line);
    }
}
