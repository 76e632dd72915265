using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;

namespace ChatGov.Hours;

/// <summary>A name that several have: the organiser chooses one of them.</summary>
public sealed record NameToChoose(string Name, IReadOnlyList<WalkIn> Among);

/// <summary>What an organiser's words mean on one roster.</summary>
internal sealed record ReadRoster
{
    /// <summary>The numbers of those who did not come.</summary>
    public HashSet<long> Absent { get; } = [];

    /// <summary>Minutes by number, where they were fewer than the task's.</summary>
    public Dictionary<long, long> Minutes { get; } = [];

    public List<WalkIn> WalkIns { get; } = [];

    /// <summary>Set when nothing can be written before it is answered.</summary>
    public NameToChoose? ToChoose { get; set; }
}

/// <summary>Finds the people that a <see cref="RosterAnswer"/> names. One word that fits nobody, or two, changes nothing.</summary>
internal sealed class RosterReading(Tx tx, VolunteerTask task, List<RosterMember> members, IReadOnlyDictionary<string, long> chosen)
{
    private const int MostParts = 5;
    private const int MostNamesakes = 9;
    private readonly ReadRoster _read = new();
    private readonly List<string> _unknown = [];
    private ILookup<string, WalkIn>? _known;

    public Outcome<ReadRoster> Read(RosterAnswer answer)
    {
        var refusal = ReadAbsent(answer.Absent) ?? ReadShorter(answer.Shorter);
        if (refusal is null && _unknown.Count > 0)
        {
            refusal = new Refusal(HoursRefusal.UnknownNumbers, ("words", string.Join("、", _unknown)));
        }

        refusal ??= ReadAdded(answer);
        return refusal is null ? _read : refusal;
    }

    /// <summary>Each of its words is a number, somebody known or at least like a name: 我们社区 and 个会修水管的 are nobody.</summary>
    public bool NamesPeople(RosterAnswer answer) =>
        Joined([.. answer.Absent.Concat(answer.Shorter.Select(time => time.Who)).SelectMany(SplitMembers)])
            .All(word => word == RosterAnswer.Everybody || word.All(char.IsAsciiDigit) || Find(word).Count > 0 || IsLikeName(word));

    /// <summary>The same of those who came besides: 物业的人也来了 tells of something.</summary>
    public bool AddsPeople(RosterAnswer answer) => answer.Added.SelectMany(each => SplitNames(each.Name)).All(name => Named(name).Count > 0 || IsLikeName(name));

    private Refusal? ReadAbsent(IReadOnlyList<string> words)
    {
        if (words.Contains(RosterAnswer.Everybody))
        {
            _read.Absent.UnionWith(members.Select(member => member.Number));
            return null;
        }

        return EachOf(words, member =>
        {
            _read.Absent.Add(member.Number);
            return null;
        });
    }

    private Refusal? ReadShorter(IReadOnlyList<ShorterTime> times)
    {
        foreach (var time in times)
        {
            if (time.Minutes > task.Minutes)
            {
                return TooLong();
            }

            var refusal = time.Who == RosterAnswer.Everybody
                ? ForAll(time.Minutes)
                : EachOf([time.Who], member => Keep(member.Number, time.Minutes) ? null : new Refusal(HoursRefusal.SaidInTwoWays, ("words", time.Who)));
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal? ForAll(long minutes)
    {
        foreach (var member in members.Where(member => !_read.Absent.Contains(member.Number)))
        {
            _read.Minutes.TryAdd(member.Number, minutes);
        }

        return null;
    }

    private bool Keep(long number, long minutes) =>
        !_read.Absent.Contains(number) && (_read.Minutes.TryAdd(number, minutes) || _read.Minutes[number] == minutes);

    private Refusal? ReadAdded(RosterAnswer answer)
    {
        foreach (var each in answer.Added)
        {
            if (each.Minutes > task.Minutes)
            {
                return TooLong();
            }

            foreach (var name in SplitNames(each.Name).Where(name => !answer.LeftOut.Any(left => PersonName.AreSame(left, name))))
            {
                if (Add(name, each.Minutes ?? task.Minutes) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    private Refusal? Add(string name, long minutes)
    {
        var named = Named(name);
        var free = named.FindAll(person => WalkIns.NumberOnList(tx, task, person.PersonId) is null);
        if (chosen.TryGetValue(name, out var personId))
        {
            free = free.FindAll(person => person.PersonId == personId);
        }

        if (free.Count > 1)
        {
            _read.ToChoose ??= new NameToChoose(name, free);
            return null;
        }

        if (free.Count == 0)
        {
            return named.Select(person => WalkIns.NumberOnList(tx, task, person.PersonId)).FirstOrDefault(number => number is not null) is { } number
                ? new Refusal(HoursRefusal.WalkInOnList, ("name", name), ("number", number))
                : new Refusal(HoursRefusal.WalkInUnknown, ("name", name));
        }

        if (WalkIns.Against(tx, task, free[0]) is { } against)
        {
            return new Refusal(against, ("name", free[0].Name));
        }

        // Said twice, they came once.
        if (!_read.WalkIns.Exists(walkIn => walkIn.PersonId == free[0].PersonId))
        {
            _read.WalkIns.Add(free[0] with { Minutes = minutes });
        }

        return null;
    }

    private Refusal? EachOf(IEnumerable<string> words, Func<RosterMember, Refusal?> take)
    {
        foreach (var word in Joined([.. words.Select(word => word.Trim()).SelectMany(SplitMembers)]))
        {
            var found = Find(word);
            if (found.Count > 1)
            {
                return new Refusal(HoursRefusal.NamesakesOnRoster, ("name", word), ("numbers", string.Join("、", found.Select(member => member.Number))));
            }

            if (found.Count == 0)
            {
                _unknown.Add(word);
            }
            else if (take(found[0]) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal TooLong() => new(HoursRefusal.LongerThanTask, ("length", new Texts.Length(task.Minutes)));

    /// <summary>张三和李四 are two, 王和平 is one: the roster knows.</summary>
    private IEnumerable<string> SplitMembers(string word) => Split(word, each => Find(each).Count > 0);

    private IEnumerable<string> SplitNames(string word) => Split(word, each => Named(each).Count > 0);

    /// <summary>Wang Xiaoming has a space in the middle: what is nobody alone and somebody together is one name.</summary>
    private IEnumerable<string> Joined(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var length = Find(words[i]).Count > 0 ? 1 : Enumerable.Range(2, Math.Max(0, Math.Min(MostParts, words.Count - i) - 1))
                .FirstOrDefault(count => Find(string.Join(' ', words.Skip(i).Take(count))).Count > 0, 1);
            yield return string.Join(' ', words.Skip(i).Take(length));
            i += length - 1;
        }
    }

    private List<WalkIn> Named(string name)
    {
        _known ??= WalkIns.Known(tx, task).ToLookup(person => PersonName.Key(person.Name), StringComparer.Ordinal);
        return [.. _known[PersonName.Key(name)].Take(MostNamesakes)];
    }

    private static IEnumerable<string> Split(string word, Func<string, bool> isKnown)
    {
        var cut = isKnown(word) ? -1 : Enumerable.Range(0, word.Length)
            .FirstOrDefault(i => word[i] is '和' or '跟' or '与' or '及' && isKnown(word[..i]), -1);
        return cut < 0 ? [word] : Split(word[(cut + 1)..], isKnown).Prepend(word[..cut]);
    }

    /// <summary>张三和李四 may both be unknown here.</summary>
    private static bool IsLikeName(string word) =>
        word.Split(['和', '跟', '与', '及'], StringSplitOptions.RemoveEmptyEntries).Prepend(word).Select(part => NameWords.Read(part).Doubt is NameDoubt.None or NameDoubt.Nickname) is var parts
        && (parts.First() || parts.Skip(1).All(isOne => isOne));

    private List<RosterMember> Find(string word) => members.FindAll(member => RosterMembers.IsNamed(member, word));
}
