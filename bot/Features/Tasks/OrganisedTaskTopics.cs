using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Tasks;

/// <summary>发任务, 改期, 取消任务: which task is meant, and its form.</summary>
internal static class OrganisedTaskTopics
{
    private static readonly IReadOnlyList<Role> Organisers = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(TaskActions.PublishTask.Name, (scene, words) => FormFlow.Open(scene, PublishTaskForm.Form, words)) { For = Can.AnswerNeeds.Roles, KeepsPhones = true, OnlyAsks = true },
        new(TaskActions.Postpone.Name, (scene, argument) => Which(scene, argument, "postpone", PostponeTaskForm.Form, TaskLists.RunByMe(scene.Tx), alwaysAsk: true)) { For = Organisers, PointsTo = [TaskActions.Postpone.Name], OnlyAsks = true },
        new(TaskActions.CancelTask.Name, (scene, argument) => Which(scene, argument, "cancel_task", CancelTaskForm.Form, TaskLists.RunByMe(scene.Tx, alsoBegun: true), alwaysAsk: false))
        {
            For = Organisers,
            PointsTo = [TaskActions.WhoComes.Name, TaskActions.Postpone.Name, TaskActions.CancelTask.Name],
            OnlyAsks = true,
        },
    ];

    /// <param name="alwaysAsk">The word alone means none of them, even where there is only one.</param>
    private static Message Which(Scene scene, string argument, string intent, Form form, List<VolunteerTask> mine, bool alwaysAsk)
    {
        if (long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return form == PostponeTaskForm.Form && !mine.Exists(task => task.Id == id)
                ? scene.Answer(new Refusal(TaskRefusal.TaskOver))
                : FormFlow.Open(scene, form, "", (form.Subject, id));
        }

        var meant = Meant.Among(scene, argument, mine, task => task.Title, task => task.StartsAt);
        return mine.Count == 0 ? scene.Answer(intent + ".none")
            : meant.One is { } one && (!alwaysAsk || argument.Length > 0) ? FormFlow.Open(scene, form, "", (form.Subject, one.Id))
            : scene.Answer(intent + ".which") with
            {
                Choices = [.. meant.Among.Select(task => new Choice(
                    scene.Say("postpone.line", ("title", task.Title), ("when", task.StartsAt)), ActionName.Print(intent, task.Id)))],
            };
    }
}
