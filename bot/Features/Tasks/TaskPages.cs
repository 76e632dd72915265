using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Matching;
using ChatGov.Outbox;

namespace ChatGov.Tasks;

/// <summary>How a list looks: five tasks a page, numbered through, with what it is narrowed to and how to undo that.</summary>
internal static class TaskPages
{
    /// <summary>Shows a page of the list and remembers that it is in sight.</summary>
    public static Message Show(Scene scene, ShownList list, int page, string lead, FoundTasks? found = null)
    {
        scene.Session = scene.Session with { List = list.At(page) };
        var first = (page * ShownList.PageSize) + 1;
        var tasks = OpenTasks.Show(scene.Tx, list.OnPage(page), scene.HasConsent, found);
        var isLast = page == list.Pages - 1;
        var text = Lines(
            lead,
            list.Filter.IsEmpty ? "" : scene.Say("list.filter", ("filter", list.Filter)),
            page == 0 ? "" : scene.Say("list.page", ("page", page + 1), ("pages", list.Pages)),
            isLast && list.Total > list.Tasks.Count ? scene.Say("list.beyond", ("count", list.Total - list.Tasks.Count)) : "",
            page == 0 ? scene.Say(tasks[0].Bar == Bar.None ? "list.head" : "list.head.barred", ("first", first)) : "");
        return new Message(text)
        {
            Choices =
            [
                .. tasks.Select((task, i) => new Choice(Line(scene, task), ClaimActions.TaskDetail.On(task.Task.Id)) { Number = first + i }),
                .. Ways(scene, list, page, isLast),
            ],
            ChoicesAreLines = true,
            Replaces = scene.PressedMessage,
        };
    }

    public static Message Empty(Scene scene, ListFilter filter, FoundTasks found, string lead) =>
        new(Lines(
            lead,
            filter.IsEmpty ? "" : scene.Say("list.filter", ("filter", filter)),
            scene.Say(filter.IsEmpty ? "list.empty" : "list.empty.filtered"),
            About(scene, found)))
        {
            Choices = filter.IsEmpty ? [] : [scene.Choice("list.all", TaskActions.AllTasks.Name)],
        };

    /// <summary>What there is to know of the list as a whole: said once, on its first page.</summary>
    public static string About(Scene scene, FoundTasks found) => Lines(
        found.AreaUnknown ? scene.Say("list.filter.area_unknown") : "",
        found.HoldsEnough ? scene.Say("list.holds_enough") : "",
        LeftOut(scene, "list.clashing", found.LeftOut.Clash),
        LeftOut(scene, "list.full", found.LeftOut.Full),
        LeftOut(scene, "list.unqualified", found.LeftOut.Paper),
        found.Total == 0 ? "" : found.Order switch
        {
            ListOrder.Ranked => scene.Say("list.order.ranked"),
            ListOrder.TimeByWish => scene.Say("list.order.by_wish"),
            ListOrder.Time => "",
        });

    /// <summary>What a rule kept out is said, with the rule's name and how to see it.</summary>
    private static string LeftOut(Scene scene, string key, int count) => count > 0 ? scene.Say(key, ("count", count)) : "";

    public static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));

    public static string Action(ShownList list, int page) => TaskActions.MoreTasks.With($"{list.Id}.{page}");

    private static IEnumerable<Choice> Ways(Scene scene, ShownList list, int page, bool isLast)
    {
        if (!isLast)
        {
            yield return scene.Choice("list.next", Action(list, page + 1)) with { Number = Choice.NoNumber };
        }

        if (page > 0)
        {
            yield return scene.Choice("list.previous", Action(list, page - 1)) with { Number = Choice.NoNumber };
        }

        if (!list.Filter.IsEmpty)
        {
            yield return scene.Choice("list.all", TaskActions.AllTasks.Name) with { Number = Choice.NoNumber };
        }
    }

    private static string Line(Scene scene, ListedTask listed)
    {
        var task = listed.Task;
        if (!OpenTasks.IsOpen(task, scene.Tx.Now))
        {
            return scene.Say("list.line.gone", ("title", task.Title), ("when", task.StartsAt), ("state", TaskList.GoneState(scene, task)));
        }

        if (listed.Bar != Bar.None)
        {
            var why = listed.Bar == Bar.Full && task.PendingClaims ? "full_by_yes" : listed.Bar.ToString();
            return scene.Say("list.line." + why, ("title", task.Title), ("when", task.StartsAt), ("org", task.OrgName));
        }

        var line = scene.Say("list.line", ("title", task.Title), ("when", task.StartsAt), ("org", task.OrgName), ("left", task.Left));
        return listed.Reasons.Count == 0
            ? line
            : scene.Say("list.line.reasons", ("line", line), ("reasons", string.Join(scene.Say("list.reason.separator"), listed.Reasons.Select(reason => reason.Show(scene.Language)))));
    }
}
