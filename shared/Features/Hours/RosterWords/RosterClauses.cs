using System.Text.RegularExpressions;
using ChatGov.People;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Hours;

/// <summary>
/// A roster message cut into what it says: who was there for less, who came without being on the list, and the rest,
/// which says who came. The text is plain: half width, lower case, a comma where a sentence ends.
/// </summary>
internal sealed partial class RosterClauses
{
    private const int Limit = 250;
    private const string Figure = "(?:[0-9]+(?:\\.[0-9]+)?|[一二两俩三仨四五六七八九十百]+)";

    private readonly List<ShorterTime> _shorter = [];
    private readonly List<AddedName> _added = [];
    private readonly List<string> _rest = [];

    private enum Says
    {
        WhoCame,
        WhoIsAbsent,
        WhoIsAdded,
        HowLong,

        /// <summary>Only names: they go on with what stands before or behind them.</summary>
        Names,
    }

    public IReadOnlyList<ShorterTime> Shorter => _shorter;

    public IReadOnlyList<AddedName> Added => _added;

    public string Rest => string.Join(',', _rest);

    /// <returns>Null when some of it is unclear.</returns>
    public static RosterClauses? Read(string plain)
    {
        var read = new RosterClauses();
        var clauses = Cut(plain);
        for (var i = 0; i < clauses.Count; i++)
        {
            if (!read.Take(clauses[i], i > 0 ? clauses[i - 1].Says : null, i + 1 < clauses.Count ? clauses[i + 1] : null))
            {
                return null;
            }
        }

        return read;
    }

    private bool Take(Clause clause, Says? before, Clause? next)
    {
        switch (clause.Says)
        {
            case Says.WhoIsAdded:
                return TakeAdded(clause);
            case Says.HowLong:
                return TakeShorter(clause, before);
            case Says.Names when next?.Says == Says.HowLong:
                // 除了3号，5号，2号只来了一小时: did 5 not come, or come for an hour?
                return false;
            case Says.Names when before == Says.WhoIsAdded:
                return next is not { Says: Says.WhoIsAbsent } || next.Text.StartsWith('除') ? TakeAdded(clause) : false;
            default:
                _rest.Add(clause.Text);
                return true;
        }
    }

    private bool TakeShorter(Clause clause, Says? before)
    {
        var who = HowTheyCame().Replace(clause.Text, "").Trim();
        if (who.Length == 0 && before == Says.WhoIsAdded && _added.Count > 0 && _added[^1].Minutes is null)
        {
            _added[^1] = _added[^1] with { Minutes = clause.Minutes };
            return true;
        }

        var named = AllOfThem().IsMatch(who) ? [RosterAnswer.Everybody] : RosterAnswer.NamedIn(who);
        _shorter.AddRange(named.Select(each => new ShorterTime(each, clause.Minutes!.Value)));
        return named.Count > 0 && !RosterAnswer.SaysWhoIsAbsent(who) && !Others().IsMatch(who);
    }

    private bool TakeAdded(Clause clause)
    {
        var text = clause.Minutes is null ? clause.Text : AddedForSoLong().Replace(clause.Text, "");
        var names = TheyCame().Replace(Besides().Replace(Adds().Replace(text, ""), ""), "")
            .Split(['、', '&'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => part.All(char.IsAscii) ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        _added.AddRange(names.Select(name => new AddedName(name, clause.Minutes)));
        return names.Count > 0 && names.TrueForAll(IsName);
    }

    private static bool IsName(string word) => word.Letters() <= PersonName.Longest && !word.Any(char.IsAsciiDigit) && !word.EndsWith('号') && !Length().IsMatch(word);

    private static List<Clause> Cut(string plain)
    {
        var clauses = new List<Clause>();
        foreach (var part in plain.Split(',').SelectMany(part => Before().Split(part)))
        {
            var rest = part.Trim();
            while (Length().Match(rest) is { Success: true } length && Minutes.Read(length.Value) is { } minutes)
            {
                clauses.Add(Tell(rest[..length.Index].Trim(), minutes));
                rest = Left().Replace(rest[(length.Index + length.Length)..], "").Trim(' ', '、');
            }

            if (rest.Length > 0)
            {
                clauses.Add(Tell(rest, null));
            }
        }

        return clauses;
    }

    private static Clause Tell(string text, long? minutes) => new(text, minutes, text switch
    {
        _ when Adds().IsMatch(text) || (minutes is null && Also().IsMatch(text)) => Says.WhoIsAdded,
        _ when minutes is not null => Says.HowLong,
        _ when RosterAnswer.SaysWhoIsAbsent(text) => Says.WhoIsAbsent,
        _ when RosterAnswer.SaysAllCame(text) => Says.WhoCame,
        _ => Says.Names,
    });

    private sealed record Clause(string Text, long? Minutes, Says Says);

    // A new clause without a comma, as people speak.
    [GeneratedRegex("(?=(?:再|还要|另外|另)?(?:加上|添上)|除了)(?<!再|还要|另外|另)|(?<=(?:没有?|未)(?:来|到场|到)了?)(?![了场])(?=.)", RegexOptions.None, Limit)]
    private static partial Regex Before();

    [GeneratedRegex("^(?:再|还要|另外|另)?(?:加上|添上|加|plus\\b|add\\b)\\s*:?\\s*", RegexOptions.None, Limit)]
    private static partial Regex Adds();

    // 还有李四也来了.
    [GeneratedRegex("^(?:另外|而且)?(?:还有|另有)\\s*:?\\s*", RegexOptions.None, Limit)]
    private static partial Regex Besides();

    [GeneratedRegex("(?<=.)(?:也都?(?:来|到场|到|在|参加)了?|\\s(?:came|was there) too)$", RegexOptions.None, Limit)]
    private static partial Regex Also();

    [GeneratedRegex("(?:[他她]们?)?(?:[也都]+(?:来|到场|到|在|参加)了?|(?<=.)(?:来|到|参加)了|\\s(?:came|was there) too)$", RegexOptions.None, Limit)]
    private static partial Regex TheyCame();

    [GeneratedRegex("(?:半个?(?:小时|钟头)|" + Figure + "\\s*个半(?:小时|钟头)|" + Figure + "\\s*个?(?:小时|钟头)(?:半|零?\\s*" + Figure + "\\s*分钟?)?|" + Figure + "\\s*分钟?(?!场)|half an hour|[0-9]+(?:\\.[0-9]+)?\\s*(?:hours?|hrs?|h|minutes?|mins?)\\b)", RegexOptions.None, Limit)]
    private static partial Regex Length();

    [GeneratedRegex("^(?:左右|吧|呢|的?样子)*(?:就|提前|先|便)*(?:走|回去|离开)?了?", RegexOptions.None, Limit)]
    private static partial Regex Left();

    [GeneratedRegex("(?:[只就才仅也]|大概|大约)*(?:来|到|做|干|待|呆|在|服务|参加)?[了过有]*\\s*$|(?:\\b(?:was|were|only|just|came|stayed|here|there|for|did|worked)\\b\\s*)+$", RegexOptions.None, Limit)]
    private static partial Regex HowTheyCame();

    [GeneratedRegex("(?:[他她]们?)?(?:[只就才仅也]|大概|大约)*(?:来|到|做|干|待|呆|在|服务|参加)?了\\s*$|[他她]?[只就才也]+\\s*$|(?:\\b(?:was|only|just|came|stayed|there|for)\\b\\s*)+$", RegexOptions.None, Limit)]
    private static partial Regex AddedForSoLong();

    [GeneratedRegex("^(?:大家|他们|所有人)?(?:都|全|全都)$|^(?:all|every(?:one|body))$", RegexOptions.None, Limit)]
    private static partial Regex AllOfThem();

    [GeneratedRegex("其他|其余|剩下|别的|\\b(?:rest|others?)\\b", RegexOptions.None, Limit)]
    private static partial Regex Others();
}
