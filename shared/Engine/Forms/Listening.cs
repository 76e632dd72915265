using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>
/// Reads a sentence for a form: the correction of an answer first, then the expected question if it takes all of it, then every other
/// question by the piece that plainly answers it; what is left belongs to the expected question where that takes any words.
/// </summary>
public static partial class Listening
{
    private static readonly string[] StopWords = WordList.Of("form.stop");
    private static readonly string[] NoChange = WordList.Of("form.no_change");
    private static readonly string[] EditWords = WordList.Of("form.edit");
    private static readonly string[] Pleasantries = WordList.Of("form.pleasantry");
    private const int ShortestSentence = 4;
    private static readonly Fault NoAnswer = new("form.no_answer");
    private static readonly Fault NoField = new("form.no_field");
    private static readonly Fault NotByNumber = new("form.not_by_number");

    /// <param name="expected">The question that was asked; null where the whole was read back.</param>
    public static Hearing Hear(FormRun run, Question? expected, string text, DateTimeOffset at)
    {
        var words = WithoutSlip(text.Trim());
        if (expected is { HearsAll: true })
        {
            return Take(run, expected, Said.Typed(words, at));
        }

        if (Correction(run, expected, words, at) is { } correction)
        {
            return correction;
        }

        if (expected is { TakesAnyWords: false } && TakesAll(run, expected, words, at) && Keep(run, expected, Said.Typed(words, at) with { Asked = true }) is { } whole)
        {
            return new Hearing.Taken(whole, [expected]);
        }

        if (SeemsToStop(words))
        {
            return new Hearing.Leaves();
        }

        // Where something has to be said, 不用 and 改一下 say nothing.
        if (expected is TextQuestion { Nothing: null } && (TextQuestion.SaysNone(words) || Is(words, EditWords)))
        {
            return new Hearing.Missed(run, NoAnswer);
        }

        if (expected is { TakesAnyWords: true } && (Is(words, Pleasantries) || Assent.Read(words) is not null) && !(expected is TextQuestion { Nothing: not null } && TextQuestion.SaysNone(words)))
        {
            return new Hearing.Missed(run, NoAnswer);
        }

        // Where there is one thing to say, 六场改成八场 may well be it.
        if (expected is { TakesAnyWords: true } && run.Form.Questions.Count(question => question.Label is not null) > 1 && NoSuchField().IsMatch(words))
        {
            return new Hearing.Missed(run, NoField);
        }

        var (found, by, rest) = Pieces(run, expected, words, at);
        return (expected, by.Count, rest.Length) switch
        {
            (_, > 0, 0) => new Hearing.Taken(found, by),
            ({ TakesAnyWords: true }, _, > 0) => IsNumber(words) ? new Hearing.Missed(run, NotByNumber)
                : Keep(found, expected, Said.Typed(rest, at)) is { } kept ? new Hearing.Taken(kept, [.. by, expected])
                : Missed(found, expected, rest, at),
            ({ }, > 0, _) => new Hearing.Taken(found, by, rest),
            ({ }, 0, >= ShortestSentence) when Stray(run) is { } main && Keep(run, main, Said.Typed(words, at)) is { } kept => new Hearing.Taken(kept, [main]),
            ({ }, _, _) => Missed(run, expected, words, at),
            _ => new Hearing.Missed(run, run.Form.YesOrChange),
        };
    }

    /// <summary>An answer to that question and no other: what was chosen, or what was said to be one.</summary>
    public static Hearing Take(FormRun run, Question question, Said said) =>
        Keep(run, question, said) is { } kept ? new Hearing.Taken(kept, [question])
        : question.HearsAll ? new Hearing.Again(question) { Run = Tried(run, question, said.Code ?? said.Words, said.At) }
        : new Hearing.Missed(run, Why(run, question, said));

    /// <summary>不用, 不改了: the answer that stands is to stay.</summary>
    public static bool LeavesAsItIs(string words) => Is(words, NoChange);

    /// <summary>The answered question that somebody names by one of its words alone: 地点.</summary>
    public static Question? Named(FormRun run, string text) => run.Form.Questions.FirstOrDefault(question =>
        question.Label is not null && run.Has(question) && WordList.Of(question.Label).Contains(text.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// What a sentence that opens the form says already: all of it to the first question, or its pieces to several, and what is left to the
    /// first that takes any words.
    /// </summary>
    public static FormRun Open(FormRun run, string words, DateTimeOffset at)
    {
        if (words.Length == 0)
        {
            return run;
        }

        if (run.Missing() is { TakesAnyWords: false } first && TakesAll(run, first, words, at) && Keep(run, first, Said.Typed(words, at)) is { } whole)
        {
            return whole;
        }

        if (run.Missing() is { HearsAll: true } asked)
        {
            return Tried(run, asked, words, at);
        }

        var (found, _, rest) = Pieces(run, expected: null, words, at);
        var own = run.Form.Questions.FirstOrDefault(question => question.TakesAnyWords && question.Applies(found) && !found.IsSaid(question) && question.Find(found, rest, at) is null);
        return own is null || rest.Length == 0 ? found : Keep(found, own, Said.Typed(rest, at)) ?? found.WithTried(own, rest);
    }

    private static (FormRun Run, List<Question> By, string Left) Pieces(FormRun run, Question? expected, string words, DateTimeOffset at)
    {
        var by = new List<Question>();
        foreach (var question in run.Form.Questions.Where(each => each.Applies(run) && (each == expected || expected is null || !run.IsSaid(each))))
        {
            if (question.Find(run, words, at) is not { } piece)
            {
                continue;
            }

            words = piece.Rest;
            if (Keep(run, question, Said.Typed(piece.Words, at)) is { } kept)
            {
                run = kept;
                by.Add(question);
            }
            else if (question.KeepsParts)
            {
                run = Tried(run, question, piece.Words, at);
            }
        }

        return (run, by, WithoutFiller(words));
    }

    /// <summary>Nothing is left when its piece is taken out: what else the sentence says is not lost.</summary>
    private static bool TakesAll(FormRun run, Question question, string words, DateTimeOffset at) =>
        question.Find(run, words, at) is not { Rest: var rest } || WithoutFiller(rest).Length == 0;

    /// <summary>The question for whose answer a whole sentence is taken that answers none of the choices shown.</summary>
    private static TextQuestion? Stray(FormRun run) =>
        run.Form.Questions.OfType<TextQuestion>().FirstOrDefault(question => question.TakesStray && question.Applies(run) && !run.IsSaid(question));

    private static string WithoutFiller(string rest) => Filler().Replace(rest.Trim(' ', ',', '，', '。', '.', '、', ';', '；', '!', '！'), "");

    /// <summary>地点改成北门, 地点是北门, 改地点, 地点改一下, 时间不对, place: the north gate; several of them; 不是后天是大后天.</summary>
    private static Hearing? Correction(FormRun run, Question? expected, string words, DateTimeOffset at) =>
        SeveralCorrections(run, words, at) ?? NotThisButThat(run, words, at) ?? OneCorrection(run, expected, words, at);

    /// <summary>地点改成北门，人数改成8个: each by itself; what of them is none is said.</summary>
    private static Hearing.Taken? SeveralCorrections(FormRun run, string words, DateTimeOffset at)
    {
        var parts = words.Split(['，', ',', '；', ';', '。'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Count(part => Becomes().IsMatch(part)) < 2)
        {
            return null;
        }

        var (by, left) = (new List<Question>(), new List<string>());
        foreach (var part in parts)
        {
            if (OneCorrection(run, expected: null, part, at) is Hearing.Taken taken)
            {
                run = taken.Run;
                by.AddRange(taken.By);
            }
            else
            {
                left.Add(part);
            }
        }

        return by.Count == 0 ? null : new Hearing.Taken(run, [.. by.Distinct()], string.Join('，', left));
    }

    /// <summary>不是后天是大后天: in the only answer that said the one, the other.</summary>
    private static Hearing.Taken? NotThisButThat(FormRun run, string words, DateTimeOffset at)
    {
        if (NotBut().Match(words) is not { Success: true } match)
        {
            return null;
        }

        var (one, other) = (match.Groups["not"].Value, match.Groups["but"].Value);
        var meant = run.Form.Questions.Where(question => run.IsSaid(question) && run.SaidTo(question) is { Code: null } said && said.Words.Contains(one, StringComparison.Ordinal)).Take(2).ToList();
        return meant is [var only] && Keep(run, only, Said.Typed(run.SaidTo(only)!.Words.Replace(one, other, StringComparison.Ordinal), at)) is { } kept ? new Hearing.Taken(kept, [only]) : null;
    }

    [GeneratedRegex("^不是(?<not>[^，,。是]{1,12})[，, ]*(?:而)?是(?<but>[^，,。]{1,12}?)[。.]?$", RegexOptions.None, 1_000)]
    private static partial Regex NotBut();

    /// <summary>三点到五点，说错了; 不对，三点到五点: what is said besides says nothing.</summary>
    private static string WithoutSlip(string words) => Slip().Replace(words, "") is { Length: > 0 } rest ? rest : words;

    [GeneratedRegex("^(?:不对|(?:我)?(?:说|写|打|搞|填)错了|等等|等下|等一下|改一下)[，,。 ]+|[，,。 ]+(?:我|刚才)?(?:刚才)?(?:说|写|打|搞|填)错了[。.]?$", RegexOptions.None, 1_000)]
    private static partial Regex Slip();

    [GeneratedRegex("多少|哪里|哪儿|什么|几个|几点合适|啥|怎么|[吗么?？]$|\\b(?:what|where|how many|which)\\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Asks();

    private static Hearing? OneCorrection(FormRun run, Question? expected, string words, DateTimeOffset at)
    {
        foreach (var question in run.Form.Questions.Where(each => each.Label is not null && each.Applies(run)))
        {
            foreach (var label in WordList.Of(question.Label!).OrderByDescending(label => label.Length))
            {
                if (AsksToChange(words, label) && (question != expected || run.Has(question)))
                {
                    return new Hearing.Again(question);
                }

                if (To(words, label) is { } value)
                {
                    // 人数改成多少合适 asks.
                    if (Asks().IsMatch(value))
                    {
                        return new Hearing.Again(question);
                    }

                    return Keep(run, question, Said.Typed(value, at)) is { } kept
                        ? new Hearing.Taken(kept, [question])
                        : new Hearing.Again(question, Why(run, question, Said.Typed(value, at))) { Run = question.KeepsParts ? Tried(run, question, value, at) : null };
                }
            }
        }

        return null;
    }

    private static string? To(string words, string label)
    {
        var match = Becomes().Match(words);
        return match.Success && Names(match.Groups["what"].Value, label) ? match.Groups["to"].Value : null;
    }

    private static bool AsksToChange(string words, string label) =>
        Change().Match(words) is { Success: true } change && Names(change.Groups["what"].Value, label);

    /// <summary>地点, 扫雪的地点, 名额从五个: that answer, and no other.</summary>
    private static bool Names(string words, string label) => Plain(words) is var plain
        && (plain.Equals(label, StringComparison.OrdinalIgnoreCase) || (label.Length > 1 && !char.IsAscii(label[0]) && plain.EndsWith(label, StringComparison.Ordinal)));

    private static string Plain(string words) => Lead().Replace(words.Trim(), "");

    private static FormRun? Keep(FormRun run, Question question, Said said)
    {
        said = question.Completed(run, said);
        var next = run.With(question, said);
        return !question.Read(next, said).IsRead ? null
            : question.KeepsParts && run.Tried(question).Length > 0 ? next.WithTried(question, "")
            : next;
    }

    /// <summary>What half an answer says is kept until the other half comes.</summary>
    private static FormRun Tried(FormRun run, Question question, string words, DateTimeOffset at) =>
        question.Part(run, words, at) is { Length: > 0 } part ? run.WithTried(question, part) : run;

    private static Hearing.Missed Missed(FormRun run, Question question, string words, DateTimeOffset at) =>
        new(Tried(run, question, words, at), Why(run, question, Said.Typed(words, at)));

    private static Fault Why(FormRun run, Question question, Said said) => question.Read(run, said).Fault ?? question.Unclear;

    private static bool SeemsToStop(string words) => Is(words, StopWords) || NoMore().IsMatch(words) || StopsAtTheEnd().IsMatch(words);

    private static bool Is(string words, string[] any) => any.Contains(words.Trim(' ', '。', '.', '！', '!', '，', '~'), StringComparer.OrdinalIgnoreCase);

    private static bool IsNumber(string words) => Number().IsMatch(words);

    [GeneratedRegex(@"^(?:把|将)?(?<what>[^，。,:：]{1,12}?)\s*(?:要|得|应该|应|请)?(?:改成|改为|改到|改在|加到|减到|增加到|减少到|放宽到|提高到|降到|调到|挪到|挪在|改|换成|换到|换|不对应该是|写错了是|应该是|应该叫|应是|是|就是|写成|[:：])\s*(?<to>\S.*)$|^(?:change|set|make)\s+(?:the\s+)?(?<what>[a-z ]{2,20}?)\s+(?:to|into)\s+(?<to>\S.*)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Becomes();

    [GeneratedRegex(@"^(?:改一下|改改|修改|更改|改|换|重填|change|edit)\s*(?<what>[^，。,]{1,20}?)(?:吧|一下)?$|^(?<what>[^，。,]{1,12}?)\s*(?:不对|错了|写错了|填错了|(?:想|要|得|需要|应该)?(?:再)?(?:改|换)(?:一下|一改|一换|一个|改|换|下|个)?(?:吧|呀|啊|行吗|可以吗)?|is wrong)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Change();

    [GeneratedRegex(@"^(?:把|将|the\s+)|一下$|从[^从]{1,8}$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Lead();

    // 不取消了, 先不发了, 不想填了.
    [GeneratedRegex(@"^(?:先|我)?(?:不|别)(?:想|要|用)?[\p{L}]{1,6}了[。！!]?$", RegexOptions.None, 1000)]
    private static partial Regex NoMore();

    // 理发那个不搞了，取消吧.
    [GeneratedRegex(@"(?:^|[，,。\s])(?:就|还是|那就|先)?(?:取消|算了|不弄了|不搞了|不发了|不填了|不办了|不改了)(?:吧|了吧)?[。！!]?$", RegexOptions.None, 1000)]
    private static partial Regex StopsAtTheEnd();

    [GeneratedRegex(@"^(?:吧|呀|啊|哈|呢|哦|嗯|的|就|就行|可以|行|好|好了|左右|到时候|大概)+$", RegexOptions.None, 1000)]
    private static partial Regex Filler();

    // 原因改成场地被占, where there is no such thing to change.
    [GeneratedRegex(@"^\p{L}{1,6}(?:改成|改为)\S", RegexOptions.None, 1000)]
    private static partial Regex NoSuchField();

    [GeneratedRegex(@"^\s*[0-9０-９]{1,3}\s*$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
