using System.Globalization;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Matching;
using ChatGov.Outbox;

namespace ChatGov.Tasks;

/// <summary>任务: the list, page by page, narrowed by words, in the order of the score or of time.</summary>
internal static class TaskList
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(TaskActions.ListTasks.Name, List) { WithoutConsent = true, OnlyShows = true },
        new(TaskActions.MoreTasks.Name, TurnTo) { WithoutConsent = true },
        new(TaskActions.NextPage.Name, (scene, _) => Turn(scene, 1)) { WithoutConsent = true, OnlyShows = true },
        new(TaskActions.PreviousPage.Name, (scene, _) => Turn(scene, -1)) { WithoutConsent = true, OnlyShows = true },
        new(TaskActions.AllTasks.Name, (scene, _) => Begin(scene, ListFilter.Everything)) { WithoutConsent = true, OnlyShows = true },
        new(TaskActions.PlainOrder.Name, (scene, _) => Order(scene, plain: true)),
        new(TaskActions.RankedOrder.Name, (scene, _) => Order(scene, plain: false)),
    ];

    /// <summary>The list anew, under a sentence that says why.</summary>
    public static Message Anew(Scene scene, string why) => Begin(scene, scene.Session.List?.Filter ?? ListFilter.Everything, why);

    /// <summary>The same with the task that was meant and is open no more.</summary>
    public static Message Gone(Scene scene, VolunteerTask task) =>
        Anew(scene, scene.Say("list.gone.notice", ("title", task.Title), ("state", GoneState(scene, task))));

    /// <summary>
    /// Which task is meant by words: the only one they fit, or a list of those. By a number that is not in the list, or by nothing:
    /// the page they are on once more.
    /// </summary>
    public static Message Which(Scene scene, string argument, Func<Scene, long, Message> one)
    {
        if (FilterWords.Read(argument, scene.Tx.Now) is { IsEmpty: false } filter && !argument.StartsWith(Numbers.Unknown))
        {
            var found = OpenTasks.Find(scene.Tx, filter, scene.HasConsent);
            return found.Total == 1 ? one(scene, found.Ids[0]) : Show(scene, filter, found, "");
        }

        return scene.Session.List is { Tasks.Count: > 0 } list
            ? TaskPages.Show(scene, list, list.Page, argument.Length > 0 ? scene.Say("list.which") : "")
            : Begin(scene, ListFilter.Everything);
    }

    /// <summary>What is full and can be waited for.</summary>
    public static Message FullOnes(Scene scene, string lead)
    {
        var filter = new ListFilter { FullOnes = true };
        var found = OpenTasks.Find(scene.Tx, filter, scene.HasConsent);
        return found.Total > 0
            ? Show(scene, filter, found, lead)
            : scene.Answer("task.wait_none") with { Choices = [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)] };
    }

    /// <summary>Back to where they were in the list.</summary>
    public static Choice Back(Scene scene) => scene.Choice(
        "task.choice.back", scene.Session.List is { Tasks.Count: > 0 } list ? TaskPages.Action(list, list.Page) : TaskActions.ListTasks.Name);

    public static string GoneState(Scene scene, VolunteerTask task) => scene.Say("list.gone." + task.State switch
    {
        TaskState.Cancelled => "Cancelled",
        TaskState.AwaitingConfirm or TaskState.Done or TaskState.Closed => "Over",
        TaskState.Expired or TaskState.Withdrawn or TaskState.Draft => "Expired",
        TaskState.Published or TaskState.Filled or TaskState.InProgress => "Started",
    });

    /// <summary>
    /// Words that name no topic, but when or where or what a list could be narrowed to: 周末, 有没有陪老人的. Null when they are
    /// something else.
    /// </summary>
    public static Message? Guess(Scene scene, string text)
    {
        var filter = FilterWords.Read(text, scene.Tx.Now);
        if (filter.IsEmpty)
        {
            return null;
        }

        var inSight = Numbers.ListInSight(scene.Session);
        if (filter.Words.Count > 0 && inSight is null && !FilterWords.AsksForTasks(text))
        {
            return null;
        }

        // A question for tasks begins anew; what a list could be narrowed to goes on with the one in sight.
        var narrowed = FilterWords.AsksForTasks(text) ? filter : inSight?.Filter.And(filter) ?? filter;
        var found = OpenTasks.Find(scene.Tx, narrowed, scene.HasConsent);
        return found.Total > 0 || filter.Words.All(FilterWords.IsKnown) ? Show(scene, narrowed, found, "") : null;
    }

    /// <summary>The same where a list is in sight and nothing else is said than what it can be narrowed to.</summary>
    public static Message? Narrow(Scene scene, string text) =>
        Numbers.ListInSight(scene.Session) is not null && FilterWords.Read(text, scene.Tx.Now).Words.All(FilterWords.IsPlain) ? Guess(scene, text) : null;

    private static Message List(Scene scene, string words)
    {
        if (!int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Begin(scene, FilterWords.Read(words, scene.Tx.Now));
        }

        // A button with a number turned the pages of lists that counted no further than a page.
        return scene.Incoming.Kind != Messengers.IncomingKind.Button && scene.Session.List?.TaskAt(number) is { } taskId
            ? ClaimTopics.Open(scene, taskId)
            : Begin(scene, ListFilter.Everything);
    }

    private static Message Begin(Scene scene, ListFilter filter, string lead = "") =>
        Show(scene, filter, OpenTasks.Find(scene.Tx, filter, scene.HasConsent), lead);

    private static Message Show(Scene scene, ListFilter filter, FoundTasks found, string lead)
    {
        if (found.Total == 0)
        {
            return TaskPages.Empty(scene, filter, found, lead);
        }

        var list = new ShownList(scene.Tx.Actor.InboxId ?? 0, filter, found.Ids, found.Total, Page: 0);
        return TaskPages.Show(scene, list, 0, TaskPages.Lines(lead, TaskPages.About(scene, found)), found);
    }

    private static Message TurnTo(Scene scene, string argument)
    {
        var numbers = argument.Split('.');
        return scene.Session.List is { Tasks.Count: > 0 } list && numbers.Length == 2
            && numbers[0] == list.Id.ToString(CultureInfo.InvariantCulture)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page < list.Pages
            ? TaskPages.Show(scene, list, page, "")
            : Anew(scene, scene.Say("list.anew"));
    }

    private static Message Turn(Scene scene, int by)
    {
        if (scene.Session.List is not { Tasks.Count: > 0 } list)
        {
            return Begin(scene, ListFilter.Everything);
        }

        var page = list.Page + by;
        return page >= 0 && page < list.Pages
            ? TaskPages.Show(scene, list, page, "")
            : TaskPages.Show(scene, list, list.Page, scene.Say(by > 0 ? "list.end" : "list.begin"));
    }

    private static Message Order(Scene scene, bool plain) => OpenTasks.SetPlainOrder(scene.Tx, plain).Match(
        _ => Anew(scene, scene.Say(plain ? "list.order.off" : "list.order.on")),
        scene.Answer);
}
