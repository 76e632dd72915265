using System.Buffers;
using System.Text.RegularExpressions;
using ChatGov.People;
using ChatGov.Values;

namespace ChatGov.Sentences;

/// <summary>What in a sentence is a value and not a word of a kind: times, numbers, amounts, places, names, codes.</summary>
internal sealed class Values
{
    public static readonly IReadOnlyList<string> Names =
        ["$when", "$past", "$again", "$n", "$quantity", "$minutes", "$skill", "$place", "$org", "$people", "$code", "$phone"];

    /// <summary>That one of them was said tells of nobody.</summary>
    public static readonly IReadOnlyList<string> General = ["$when", "$past", "$again", "$quantity", "$minutes", "$skill"];

    private const int MostNumbers = 50;
    private static readonly SearchValues<char> BuildingSigns = SearchValues.Create("楼栋幢院元bk");
    private static readonly SearchValues<char> PersonSigns = SearchValues.Create("没来队责到迟早晚假替外去干驳报过起调离和跟除让叫换请给由就只是徒同员派移交有席:etky老小缺差未托变改大奶爷阿师夫生校婶姨查看找党名见");
    private static readonly SearchValues<char> OrganisationSigns = SearchValues.Create("司局院校学行站队园会委团所业社心骑管联政中小klty厂卫");
    private static readonly SearchValues<char> PlaceSigns = SearchValues.Create("区查园场根下道木镇街路巷同头站里边门口室棚楼院心沟滩湾梁屯村子地行校所网馆盲库超房kery");
    private const char Taken = '\u0001';
    private static readonly Lexicon SkillLexicon = LoadSkills();
    private readonly Kinds _kinds;
    private readonly string _plain;
    private string _left;

    /// <param name="text">As it was typed; null where letters were left out of it.</param>
    public Values(Kinds kinds, string plain, string text, DateTimeOffset now, bool looksBack = false)
    {
        (_kinds, _plain, _left) = (kinds, plain, plain);
        Text = text.Length >= plain.Length ? text[..plain.Length] : plain;
        if (plain.Any(char.IsAsciiDigit))
        {
            TakeAll(Shapes.Code(), "$code");
            TakeAll(Shapes.Phone(), "$phone");
        }

        TakeAll(Shapes.Building(), "$place", BuildingSigns);
        TakeTimes(now, looksBack);
        TakeLengths();
        TakeAmounts();
        TakeNumbers();
        TakeNamed();
        TakeSkills();
    }

    public string Text { get; }

    public List<Hit> Hits { get; } = [];

    public List<TimeMention> Times { get; } = [];

    public int? Minutes { get; private set; }

    public List<int> Numbers { get; } = [];

    public long? Quantity { get; private set; }

    public List<Skill> Skills { get; } = [];

    public string? First(string kind) => Hits.Where(hit => hit.Kind == _kinds[kind]).OrderBy(hit => hit.Start).Select(hit => _plain[hit.Start..hit.End].Trim()).FirstOrDefault();

    public IEnumerable<string> All(string kind) => Hits.Where(hit => hit.Kind == _kinds[kind]).OrderBy(hit => hit.Start).Select(hit => _plain[hit.Start..hit.End].Trim());

    private void TakeTimes(DateTimeOffset now, bool looksBack)
    {
        foreach (var time in TimeMentions.Find(_left, now, looksBack))
        {
            Times.Add(time);
            Take(time.Shape == TimeShape.Again ? "$again" : "$when", time.Start, time.End);
            if (time.To <= now || (time.From < now && Shapes.Before().IsMatch(_plain[time.Start..time.End])))
            {
                Hits.Add(new Hit(_kinds["$past"], time.Start, time.End));
            }
        }
    }

    private void TakeLengths()
    {
        foreach (var length in Lengths.Find(_left))
        {
            // 干了三小时咋就记了一个小时: the second is what is wrong.
            Minutes = Shapes.InTruth().IsMatch(_plain[..length.Start]) ? length.Minutes
                : Minutes is null || !Shapes.Contrast().IsMatch(_plain[..length.Start]) ? (Minutes ?? 0) + length.Minutes : Minutes;
            Take("$minutes", length.Start, length.End);
        }
    }

    private void TakeAmounts()
    {
        foreach (var match in Shapes.Amount().Matches(_left).ToList())
        {
            if (AmountOf(match.Groups["n"].Value) is { } amount)
            {
                // 从8个改成12个, 报了十个来了七个: the second holds.
                Quantity = Quantity is null || Shapes.Became().IsMatch(_plain[..match.Index]) ? amount : Quantity;
                Take("$quantity", match.Index, match.Index + match.Length);
            }
        }
    }

    private static long? AmountOf(string text) => Numerals.TryRead(text, out var amount) ? (long)amount : null;

    private void TakeNumbers()
    {
        foreach (var match in Shapes.Number().Matches(_left).ToList())
        {
            if (NumberOf(match) is { } number)
            {
                Numbers.AddRange(Upto(match, number));
                Take("$n", match.Index, match.Index + match.Length);
            }
        }
    }

    /// <summary>前两个 is 1 and 2, 一到六号 all of them.</summary>
    private static IEnumerable<int> Upto(Match match, int number)
    {
        var (from, to) = match.Groups["first"].Success ? (1, number)
            : Numerals.TryRead(match.Groups["last"].Value, out var last) ? (number, (int)last)
            : (number, number);
        return to >= from && to - from < MostNumbers ? Enumerable.Range(from, to - from + 1) : [number];
    }

    private static int? NumberOf(Match match)
    {
        if (match.Groups["ring"].Success)
        {
            return match.Groups["ring"].Value[0] - '①' + 1;
        }

        if (match.Groups["word"].Success)
        {
            return Shapes.Ordinals.TryGetValue(match.Groups["word"].Value, out var number) ? number : null;
        }

        return Numerals.TryRead(match.Groups["n"].Value, out var read) && read is > 0 and < 1000 && decimal.IsInteger(read) ? (int)read : null;
    }

    private void TakeNamed()
    {
        TakeAll(Shapes.Person(), "$people", PersonSigns);
        TakeAll(Shapes.Organisation(), "$org", OrganisationSigns);
        TakeAll(Shapes.Place(), "$place", PlaceSigns);
    }

    private void TakeSkills()
    {
        foreach (var hit in SkillLexicon.In(_plain).Where(hit => _left[hit.Start] != Taken))
        {
            var skill = (Skill)hit.Kind;
            if (!Skills.Contains(skill))
            {
                Skills.Add(skill);
            }

            Hits.Add(new Hit(_kinds["$skill"], hit.Start, hit.End));
        }
    }

    /// <param name="signs">Without one of these letters there is none of that shape.</param>
    private void TakeAll(Regex shape, string kind, SearchValues<char>? signs = null)
    {
        if (signs is not null && _left.AsSpan().IndexOfAny(signs) < 0)
        {
            return;
        }

        foreach (var match in shape.Matches(_left).ToList())
        {
            var group = match.Groups["it"] is { Success: true } it ? it : (Group)match;
            Take(kind, group.Index, group.Index + group.Length);
        }
    }

    private void Take(string kind, int start, int end)
    {
        Hits.Add(new Hit(_kinds[kind], start, end));
        _left = $"{_left[..start]}{new string(Taken, end - start)}{_left[end..]}";
    }

    private static Lexicon LoadSkills()
    {
        var lexicon = new Lexicon(beginnings: true);
        foreach (var (skill, word) in SkillWords.All)
        {
            lexicon.Add(word.ToLowerInvariant(), (int)skill);
        }

        return lexicon;
    }
}
