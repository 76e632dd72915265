using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>
/// 12号挂账，等开春; 3号延期3天，等配件: what somebody in office says with the number of a matter. Nothing is done by it: the form is opened, with what
/// else was said, and reads back. A question, a no, or two acts at once only open the matter.
/// </summary>
internal static partial class CaseActsInWords
{
    private sealed record Act(ActionName Action, Form Form)
    {
        /// <summary>What stands beside the act in its own clause answers the form too: 延期5天, 派给供热公司.</summary>
        public bool TakesOwnClause { get; init; }

        public Func<Case, (string Name, object Value)[]> About { get; init; } = row => [("id", row.Id)];

        public string[] Words { get; } = WordList.Of("case.words.act." + Action.Name);
    }

    private static readonly Act[] Known =
    [
        new(CaseActions.Park, CaseForms.Parking) { TakesOwnClause = true }, new(CaseActions.Extend, CaseForms.Extending) { TakesOwnClause = true },
        new(CaseActions.Assign, CaseForms.Assigning) { TakesOwnClause = true }, new(CaseActions.Escalate, CaseForms.Escalating), new(CaseActions.GiveBack, CaseForms.GivingBack),
        new(CaseActions.AskReporter, CaseForms.AskingReporter), new(CaseActions.RecordCall, CaseForms.RecordingCall), new(CaseActions.Resolve, CaseForms.Resolving),
        new(CaseActions.Refer, CaseForms.Referring), new(CaseActions.Merge, CaseForms.Merging), new(CaseActions.AnswerFinally, CaseForms.AnsweringFinally),
        new(CaseActions.PublishNeed, CaseNeedForm.Form) { About = CaseNeedForm.About },
    ];

    private static readonly (ActionName Action, string[] Words)[] Presses =
        [.. new[] { CaseActions.Accept, CaseActions.Begin, CaseActions.Unpark }.Select(action => (action, WordList.Of("case.words.act." + action.Name)))];

    private static readonly FrozenSet<string> OfCard = Known.Select(act => act.Action.Name).Concat(Presses.Select(press => press.Action.Name)).ToFrozenSet(StringComparer.Ordinal);

    /// <returns>Null where the words say no such thing, or more than one.</returns>
    public static Message? Read(Scene scene, string words)
    {
        if (!scene.Roles.Overlaps(CaseStaffTopics.Working) || (CaseWordsOf.NamedNumber(words) ?? InSight(scene)) is not { } id)
        {
            return null;
        }

        var clauses = CaseWordsOf.Clauses(words);
        if (Said(clauses) is not { } said)
        {
            return ByPress(scene, clauses, id);
        }

        if (CaseLists.FindWorkedOn(scene.Tx, id) is not { } row)
        {
            return scene.Answer("cases.no_such", ("id", id));
        }

        List<Choice> choices = [.. CaseChoices.Of(scene, row)];
        return choices.Exists(choice => choice.Action == said.Act.Action.On(id)) ? FormFlow.Open(scene, said.Act.Form, Rest(said.Act, said.Clause, clauses, id), said.Act.About(row))
            : scene.Answer("cases.not_now", ("id", id), ("state", new Named<CaseState>(row.State)), ("act", said.Act.Words[0])) with { Choices = choices };
    }

    /// <summary>The card of one matter is what they look at.</summary>
    private static long? InSight(Scene scene) => scene.Session.Flow is null
        && scene.Session.Menu.Select(choice => Intent.Of(choice.Action)).Where(intent => OfCard.Contains(intent.Name)).Select(intent => intent.Argument.TrimEnd(CaseChoices.AsAnother[0])).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only]
        && long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>1号联系过了，在办: what a press does, where it stands on the card now.</summary>
    private static Message? ByPress(Scene scene, IReadOnlyList<string> clauses, long id)
    {
        var said = Presses.Where(press => clauses.Any(clause => IsAll(CaseWordsOf.WithoutOwnNumber(clause, id), press.Words)) && !clauses.Any(clause => QuestionOrNo().IsMatch(clause) || Beyond().IsMatch(clause))).ToList();
        return said is [var only] && CaseLists.FindWorkedOn(scene.Tx, id) is { } row && CaseChoices.Of(scene, row).FirstOrDefault(choice => choice.Action == only.Action.On(id)) is { } choice
            ? Conversation.Resume(scene, choice.Action)
            : null;
    }

    /// <summary>联系过了, 我们已经在办: the word with nothing but what fills; 受理费多少 is about something else.</summary>
    private static bool IsAll(string clause, string[] words) =>
        words.OrderByDescending(word => word.Length).Any(word => clause.Contains(word, StringComparison.OrdinalIgnoreCase) && Filling().Replace(clause.Replace(word, "", StringComparison.OrdinalIgnoreCase), "").Length == 0);

    [GeneratedRegex("[我们咱俺已经就都了吧啊呢哈的一下先这那个件事在办去过上本人今天刚才正]|\\b(?:i|we|have|has|been|it|now)\\b|\\s", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Filling();

    [GeneratedRegex("但|可是|不过|只是|昨|上次|以前|才怪|but", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Beyond();

    private static (Act Act, string Clause)? Said(IReadOnlyList<string> clauses)
    {
        var found = clauses.SelectMany(clause => Known.Where(act => WordList.IsIn(clause, act.Words)).Select(act => (act, clause))).ToList();
        return found is [var only] && !QuestionOrNo().IsMatch(only.clause) ? only : null;
    }

    private static string Rest(Act act, string own, IReadOnlyList<string> clauses, long id)
    {
        var others = clauses.Where(clause => clause != own).Select(clause => CaseWordsOf.WithoutOwnNumber(clause, id));
        return string.Join('，', (act.TakesOwnClause ? others.Prepend(Beside(act, own, id)) : others).Where(clause => clause.Length > 0));
    }

    private static string Beside(Act act, string clause, long id) => Leading().Replace(
        act.Words.OrderByDescending(word => word.Length).Aggregate(CaseWordsOf.WithoutOwnNumber(clause, id), (rest, word) => rest.Replace(word, " ", StringComparison.OrdinalIgnoreCase)).Trim(), "");

    [GeneratedRegex("没|未|[不别]能?[^，]{0,4}(?:办|修|换|弄|报|退|延|挂|派)|吗|呢|么$|？|\\?|是不是|要不要|能不能|可不可以|\\bnot\\b|n't", RegexOptions.IgnoreCase, 250)]
    private static partial Regex QuestionOrNo();

    [GeneratedRegex("^(?:到|至|再|去|来|吧|了|先|就|给|until|to|for)+\\s*|(?:吧|了|去办|来办|办理|处理|负责|去弄|办)$", RegexOptions.IgnoreCase, 250)]
    private static partial Regex Leading();
}
