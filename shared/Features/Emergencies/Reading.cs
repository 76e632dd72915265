namespace ChatGov.Emergencies;

/// <summary>One utterance under the rules: which words were found where, and what they amount to.</summary>
internal sealed class Reading
{
    // 孩子们一个都不管.
    private const int LeavesWithin = 5;

    private readonly RuleBook _book;
    private readonly List<string> _units;
    private readonly List<Hit>?[] _hits;

    // How many sentences have ended before each unit: two units are of one sentence when the numbers are the same.
    private readonly int[] _sentence;
    private readonly bool _isAnythingSaid;

    public Reading(RuleBook book, List<string> units)
    {
        (_book, _units) = (book, units);
        _sentence = new int[units.Count + 1];
        for (var i = 0; i < units.Count; i++)
        {
            _sentence[i + 1] = _sentence[i] + (units[i] == Utterance.Stop ? 1 : 0);
        }

        _hits = new List<Hit>?[book.ClassCount];
        var hits = book.Words.Find(units);
        _isAnythingSaid = hits.Count > 0;
        Sort(hits);
    }

    /// <summary>The first of the strongest rules that hold.</summary>
    public Finding Judge()
    {
        var found = Finding.Nothing;
        if (!_isAnythingSaid)
        {
            return found;
        }

        foreach (var rule in _book.Rules)
        {
            var urgency = Strongest(rule, found.Urgency, out var span);
            if (urgency > found.Urgency)
            {
                found = new Finding(urgency, rule.Kind, rule.Name, rule.Kind == EmergencyKind.Life && IsOfSelf(span));
            }

            if (found.Urgency == Urgency.Now)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>
    /// The words by class, in their order. 跳楼价 is no 跳楼: what lies in a longer blind word, or begins inside of one, was not
    /// said. And the 没 of 没呼吸 does not deny what comes next: what only calms does not count inside of a sign.
    /// </summary>
    private void Sort(List<Hit> all)
    {
        var blind = new Cover(_units.Count);
        var signs = new Cover(_units.Count);
        foreach (var hit in all)
        {
            if (hit.Class == _book.BlindClass)
            {
                blind.Add(hit);
            }
        }

        foreach (var hit in all)
        {
            if (_book.IsSign[hit.Class] && !blind.Hides(hit))
            {
                signs.Add(hit);
            }
        }

        foreach (var hit in all)
        {
            if (!blind.Hides(hit) && !(_book.CalmsOnly[hit.Class] && signs.Holds(hit)))
            {
                (_hits[hit.Class] ??= []).Add(hit);
            }
        }
    }

    private bool IsAllThereIs => _hits[_book.Ordinary] is null || _hits[_book.Urgent] is not null;

    // Asked of every rule for every message: without a delegate for each.
    private bool IsAnyThere(int[] classes)
    {
        foreach (var each in classes)
        {
            if (_hits[each] is not null)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEachThere(Rule rule)
    {
        foreach (var step in rule.Steps)
        {
            if (!IsAnyThere(step.Classes))
            {
                return false;
            }
        }

        foreach (var words in rule.With)
        {
            if (!IsAnyThere(words))
            {
                return false;
            }
        }

        return true;
    }

    private Urgency Strongest(Rule rule, Urgency least, out Hit span)
    {
        span = default;
        var most = rule.MayRise && rule.Urgency == Urgency.Maybe && IsAllThereIs ? Urgency.Now : rule.Urgency;
        if (most <= least || !IsEachThere(rule))
        {
            return Urgency.None;
        }

        var search = new Search(rule, most, least);
        Match(search, 0);
        span = search.Span;
        return search.Found;
    }

    private void Match(Search search, int at)
    {
        if (at == search.Rule.Steps.Length)
        {
            Weigh(search);
            return;
        }

        var (step, match) = (search.Rule.Steps[at], search.Match);
        foreach (var wordClass in step.Classes)
        {
            if (_hits[wordClass] is not { } hits)
            {
                continue;
            }

            for (var i = at == 0 ? 0 : FirstFrom(hits, match[at - 1].Start - step.Gap - WordTree.LongestWord); i < hits.Count && search.Found < search.Most; i++)
            {
                if (at > 0 && hits[i].Start > match[at - 1].End + step.Gap)
                {
                    break;
                }

                if (at == 0 || Follows(step, match[at - 1], hits[i]))
                {
                    match[at] = hits[i];
                    Match(search, at + 1);
                }
            }
        }
    }

    private bool Follows(Step step, Hit before, Hit hit)
    {
        var (from, to) = hit.Start >= before.End ? (before.End, hit.Start) : (hit.End, before.Start);
        return (hit.Start >= before.End || step.EitherOrder) && to >= from && to - from <= step.Gap
            && !Array.Exists(step.NotAcross, each => IsBetween(each, from, to));
    }

    private void Weigh(Search search)
    {
        var (rule, match) = (search.Rule, search.Match);
        var (start, end, length) = (int.MaxValue, 0, 0);
        foreach (var hit in match)
        {
            (start, end, length) = (Math.Min(start, hit.Start), Math.Max(end, hit.End), length + hit.End - hit.Start);
        }

        var span = new Hit(0, start, end);
        if ((rule.Alone && !IsAll(length)) || Array.Exists(rule.Without, each => IsInSentence(each, span)))
        {
            return;
        }

        var urgency = search.Most;
        foreach (var calm in _book.Calms)
        {
            if (calm.Most < urgency && _hits[calm.When.Class] is not null && calm.Kinds.Contains(rule.Kind) && Holds(calm.When, match, span) && !IsExcepted(calm, match, span))
            {
                urgency = calm.Most;
            }
        }

        if (urgency > search.Least && urgency > search.Found)
        {
            (search.Found, search.Span) = (urgency, span);
        }
    }

    private bool IsExcepted(Calm calm, Hit[] match, Hit span)
    {
        foreach (var unless in calm.Unless)
        {
            if (Holds(unless, match, span))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(Condition condition, Hit[] match, Hit span)
    {
        if (_hits[condition.Class] is not { } hits)
        {
            return false;
        }

        switch (condition.Place)
        {
            case Place.Before:
                foreach (var sign in match)
                {
                    if (IsShortlyBefore(hits, sign.Start, condition.Gap))
                    {
                        return true;
                    }
                }

                return false;
            case Place.After:
                return hits.Exists(each => each.Start >= span.End && each.Start - span.End <= condition.Gap && IsOneSentence(span.End, each.Start));
            case Place.Next:
                return hits.Exists(each => each.Start == span.End);
            case Place.Ends:
                return hits.Exists(each => each.End == span.End);
            case Place.With:
                return IsInSentence(condition.Class, span);
            case Place.Later:
                return hits[^1].Start >= span.End;
            default:
                return hits[0].Start == 0;
        }
    }

    private bool IsShortlyBefore(List<Hit> hits, int start, int gap) =>
        hits.Exists(each => each.End <= start && start - each.End <= gap && IsOneSentence(each.End, start));

    private bool IsInSentence(int wordClass, Hit span) => Has(wordClass, each => IsOneSentence(Math.Min(each.Start, span.Start), Math.Max(each.Start, span.Start)));

    private bool IsBetween(int wordClass, int from, int to) => Has(wordClass, each => each.Start >= from && each.End <= to);

    private bool IsOneSentence(int from, int to) => _sentence[from] == _sentence[to];

    private bool IsAll(int length) => _units.Count(unit => unit is not (Utterance.Pause or Utterance.Stop)) == length;

    private static int FirstFrom(List<Hit> hits, int start)
    {
        var (low, high) = (0, hits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = hits[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The last person named up to there who may mean it is the speaker, or nobody is: 活着没意思, 老伴走了活着没劲.</summary>
    private bool IsOfSelf(Hit span) => Nearest(_book.OtherPerson, span, IsOneOfThem) is not { } other
        || (Nearest(_book.Speaker, span, each => !IsTowards(each)) is { } self && self.Start >= other.End);

    private Hit? Nearest(int wordClass, Hit span, Predicate<Hit> counts)
    {
        var before = _hits[wordClass]?.FindAll(each => each.Start < span.End && counts(each));
        return before is { Count: > 0 } ? before[^1] : null;
    }

    /// <summary>Somebody, who does not only do something to the speaker.</summary>
    private bool IsOneOfThem(Hit person) => !IsTowards(person) && !IsOfCrowd(person) && !Has(_book.Leaves, leaves =>
        leaves.Start >= person.End && leaves.Start - person.End <= LeavesWithin && !IsBetween(_book.Towards, person.End, leaves.Start)
        && _units.IndexOf(Utterance.Pause, person.End, leaves.Start - person.End) < 0);

    /// <summary>一个人 is nobody in particular, 有一个人 is somebody.</summary>
    private bool IsOfCrowd(Hit person) => Has(_book.Crowd, crowd =>
        crowd.Holds(person) && !Has(_book.OtherPerson, longer => longer.Holds(crowd) && longer.Length > crowd.Length));

    private bool Has(int wordClass, Predicate<Hit> isIt) => _hits[wordClass]?.Exists(isIt) == true;

    private bool IsTowards(Hit person) => Has(_book.Towards, towards => towards.End == person.Start);

    private sealed class Search(Rule rule, Urgency most, Urgency least)
    {
        public Rule Rule => rule;

        public Urgency Most => most;

        public Urgency Least => least;

        /// <summary>The words found for the steps so far.</summary>
        public Hit[] Match { get; } = new Hit[rule.Steps.Length];

        public Urgency Found { get; set; }

        public Hit Span { get; set; }
    }

    /// <summary>What a set of words lies over, asked in one step each.</summary>
    private readonly struct Cover(int count)
    {
        private readonly int[] _reach = new int[count + 1];

        public void Add(Hit hit) => _reach[hit.Start] = Math.Max(_reach[hit.Start], hit.End);

        /// <summary>A longer one begins with it, or it begins inside of one.</summary>
        public bool Hides(Hit hit) => _reach[hit.Start] > hit.End || IsInside(hit.Start, hit.Start + 1);

        /// <summary>It lies wholly in a longer one.</summary>
        public bool Holds(Hit hit) => _reach[hit.Start] > hit.End || IsInside(hit.Start, hit.End);

        private bool IsInside(int start, int end)
        {
            for (var i = Math.Max(0, start - WordTree.LongestWord); i < start; i++)
            {
                if (_reach[i] >= end)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
