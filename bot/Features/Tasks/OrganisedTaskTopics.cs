using System.Text.RegularExpressions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Tasks;

/// <summary>发任务, 改期, 取消任务: which task is meant, and its form.</summary>
internal static partial class OrganisedTaskTopics
{
    private static readonly IReadOnlyList<Role> Organisers = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(TaskActions.PublishTask.Name, (scene, words) => FormFlow.Open(scene, PublishTaskForm.Form, PublishTaskForm.WithoutAsking(words))) { For = Can.RunOwnCommunity.Roles, KeepsPhones = true, OnlyAsks = true },
        new(TaskActions.Postpone.Name, Postpone) { For = Organisers, PointsTo = [TaskActions.Postpone.Name], OnlyAsks = true },
        new(TaskActions.Amend.Name, Amend) { For = Organisers, KeepsPhones = true, PointsTo = [TaskActions.Postpone.Name, TaskActions.Amend.Name], OnlyAsks = true },
        new(TaskActions.CancelTask.Name, Cancel)
        {
            For = Organisers,
            PointsTo = [TaskActions.WhoComes.Name, TaskActions.Postpone.Name, TaskActions.CancelTask.Name],
            OnlyAsks = true,
        },
    ];

    private static Message Cancel(Scene scene, string argument)
    {
        if (Meant.Pressed(argument) is { Id: { } id, Words: "" })
        {
            return Open(scene, CancelTaskForm.Form, id, "");
        }

        var mine = TaskLists.RunByMe(scene.Tx, alsoBegun: true);
        var meant = Meant.Among(scene, argument, mine, task => task.Title, task => task.StartsAt);
        return meant.One is { } one ? Open(scene, CancelTaskForm.Form, one.Id, "") : Which(scene, TaskActions.CancelTask.Name, meant.Among, "", "cancel_task");
    }

    /// <summary>扫雪的活改到周日下午3点: which one stands before the new time. The word alone means none of them, even where there is only one.</summary>
    private static Message Postpone(Scene scene, string argument)
    {
        if (Meant.Pressed(argument) is { Id: { } id, Words: var said })
        {
            return TaskLists.FindRunByMe(scene.Tx, id) is not null ? Open(scene, PostponeTaskForm.Form, id, said) : scene.Answer(new Refusal(TaskRefusal.TaskOver));
        }

        var mine = TaskLists.RunByMe(scene.Tx);
        var (which, when) = NewTime().Match(argument) is { Success: true } to ? (to.Groups["which"].Value, to.Groups["when"].Value) : (argument, "");
        var meant = Meant.Among(scene, which, mine, task => task.Title, task => task.StartsAt);
        return meant.One is { } one && argument.Length > 0 ? Open(scene, PostponeTaskForm.Form, one.Id, when) : Which(scene, TaskActions.Postpone.Name, meant.Among, when, "postpone");
    }

    /// <summary>扫雪的人数加到15个: which one stands before what is to change.</summary>
    private static Message Amend(Scene scene, string argument)
    {
        var (pressed, said) = Meant.Pressed(argument);
        var mine = TaskLists.RunByMe(scene.Tx);
        var meant = Meant.Among(scene, said, mine, task => task.Title, task => task.StartsAt);
        if ((pressed ?? meant.One?.Id ?? (mine is [var only] ? only.Id : null)) is not { } id)
        {
            return Which(scene, TaskActions.Amend.Name, meant.Among, said, "amend");
        }

        var opened = Open(scene, AmendTaskForm.Form, id, "");
        said = WithoutTitle(said, TaskLists.TitleOf(scene.Tx, id));
        return said.Letters() > 0 && scene.Session.Flow?.Flow == AmendTaskForm.Form.Name ? Conversation.Continue(scene, new Answer(said)) : opened;
    }

    /// <summary>清扫公园 says which one; 清扫公园地点改成北门 says more.</summary>
    private static string WithoutTitle(string said, string title) =>
        Likeness.Shared(said, title) is { Length: > 1 } piece ? said.Replace(piece, "", StringComparison.OrdinalIgnoreCase).Trim(' ', '，', ',', '的', '那', '个') : said;

    private static Message Open(Scene scene, Form form, long taskId, string words) => FormFlow.Open(scene, form, words, (form.Subject, taskId));

    /// <summary>Asked where more than one task could be meant, or none is there.</summary>
    /// <param name="texts">Whose <c>.which</c> and <c>.none</c> are said.</param>
    public static Message Which(Scene scene, string intent, IReadOnlyList<VolunteerTask> among, string words, string texts) => among.Count == 0 ? scene.Answer(texts + ".none") : scene.Answer(texts + ".which") with
    {
        Choices = [.. among.Select(task => new Choice(scene.Say("postpone.line", ("title", task.Title), ("when", task.StartsAt)), Meant.Choosing(intent, task.Id, words)))],
    };

    [GeneratedRegex(@"^(?:把|将)?(?<which>.*?)(?:的?时间)?(?:改|推|挪|换|延|提前|提早|推迟|延期|延后|推后|顺延|改期)\s*(?:到|成|为|至)\s*(?<when>\S.*)$|^(?:move|postpone|reschedule|shift|push|change)\s*(?<which>.*?)\s*\bto\s+(?<when>\S.*)$|^(?:到|to )\s*(?<when>\S.*)$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NewTime();
}
