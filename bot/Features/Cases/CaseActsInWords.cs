using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>12号挂账，等开春; 3号延期3天: what somebody in office says with the number of a matter, where it can be done about that matter now.</summary>
internal static class CaseActsInWords
{
    private static readonly (ActionName Action, Form Form, string[] Words)[] Known =
    [
        .. new (ActionName Action, Form Form)[]
        {
            (CaseActions.Park, CaseForms.Parking), (CaseActions.Extend, CaseForms.Extending), (CaseActions.Escalate, CaseForms.Escalating), (CaseActions.GiveBack, CaseForms.GivingBack),
            (CaseActions.AskReporter, CaseForms.AskingReporter), (CaseActions.RecordCall, CaseForms.RecordingCall), (CaseActions.Resolve, CaseForms.Resolving), (CaseActions.Refer, CaseForms.Referring),
            (CaseActions.Merge, CaseForms.Merging), (CaseActions.AnswerFinally, CaseForms.AnsweringFinally),
        }.Select(each => (each.Action, each.Form, WordList.Of("case.words.act." + each.Action.Name))),
    ];

    /// <returns>Null where the words say no such thing.</returns>
    public static Message? Read(Scene scene, string words)
    {
        if (!scene.Roles.Overlaps(CaseStaffTopics.Working) || CaseWordsOf.NamedNumber(words) is not { } id || CaseLists.FindWorkedOn(scene.Tx, id) is not { } row)
        {
            return null;
        }

        var choices = CaseChoices.Of(scene, row).Select(choice => choice.Action).ToHashSet(StringComparer.Ordinal);
        var said = Known.FirstOrDefault(each => choices.Contains(each.Action.On(id)) && WordList.IsIn(words, each.Words));
        return said.Form is null ? null : FormFlow.Open(scene, said.Form, Rest(words, said.Words), ("id", id));
    }

    /// <summary>What else was said answers the form.</summary>
    private static string Rest(string words, string[] act) =>
        act.OrderByDescending(word => word.Length).Aggregate(CaseWordsOf.WithoutNumber(words), (rest, word) => rest.Replace(word, " ", StringComparison.OrdinalIgnoreCase)).Trim(' ', '，', ',', '。', '：', ':');
}
