using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Tasks;

/// <summary>谁来, 通知大家, 交给同事, and asking one of those who come to lead.</summary>
internal static class OrganiserTopics
{
    private static readonly IReadOnlyList<Role> Organisers = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(TaskActions.WhoComes.Name, (scene, argument) => ForTask(scene, argument, "who_comes", WhoComes)) { PointsTo = [TaskActions.WhoComes.Name, TaskActions.Postpone.Name], OnlyShows = true },
        new(TaskActions.TellAll.Name, Tell) { PointsTo = [TaskActions.WhoComes.Name, TaskActions.TellAll.Name], OnlyAsks = true },
        new(TaskActions.HandOver.Name, (scene, argument) => ForTask(scene, argument, "hand_over", HandOver)) { For = Organisers, PointsTo = [TaskActions.WhoComes.Name, TaskActions.HandOver.Name], OnlyAsks = true },
        new(TaskActions.AskColleague.Name, AskColleague) { For = Organisers },
        new(TaskActions.AskToLead.Name, AskToLead) { For = Organisers },
        new(TaskActions.TakeBackLead.Name, (scene, argument) => ForTask(scene, argument, "take_back_lead", TakeBack, task => task.LeadId is not null || task.LeadAskedId is not null)) { For = Organisers, PointsTo = [TaskActions.WhoComes.Name, TaskActions.TakeBackLead.Name] },
        new(TaskActions.TakeBack.Name, TakeBackTask) { For = Organisers, Undo = new Undo.Not(Undo.Not.Again) },
        new(TaskActions.LeadYes.Name, (scene, argument) => Answer(scene, argument, "lead_yes", TaskLeads.Accept, Leads)),
        new(TaskActions.LeadNo.Name, (scene, argument) => Answer(scene, argument, "lead_no", TaskLeads.Decline, (each, _) => each.Answer("organise.you_do_not_lead"))),
        new(TaskActions.TakeOver.Name, (scene, argument) => ForTask(scene, argument, "take_over", TakeOver)) { For = Organisers },
    ];

    /// <param name="fits">What the word can be about at all.</param>
    private static Message ForTask(Scene scene, string argument, string intent, Func<Scene, long, Message> work, Predicate<VolunteerTask>? fits = null)
    {
        if (long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return work(scene, id);
        }

        var mine = OfMine(scene).FindAll(task => fits is null || fits(task));
        var meant = Meant.Among(scene, argument, mine, task => task.Title, task => task.StartsAt);
        return meant.One is { } one ? work(scene, one.Id)
            : mine.Count == 0 ? scene.Answer(fits is null ? "organise.none" : "organise.no_lead")
            : Which(scene, intent, meant.Among);
    }

    /// <summary>What names none of the tasks is what there is to tell; it is read back before it goes.</summary>
    private static Message Tell(Scene scene, string argument)
    {
        var (id, words) = Meant.Pressed(argument);
        var mine = OfMine(scene);
        var meant = Meant.Among(scene, words, mine, task => task.Title, task => task.StartsAt);
        var text = id is null && meant.One is not null ? "" : words;
        return (id ?? meant.One?.Id ?? (mine is [var only] ? only.Id : null)) is { } taskId ? FormFlow.Open(scene, TellAllForm.Form, text, (TellAllForm.Form.Subject, taskId))
            : Which(scene, "tell_all", meant.Among, text);
    }

    private static List<VolunteerTask> OfMine(Scene scene) => [.. TaskLeads.LedByMe(scene.Tx).UnionBy(TaskLists.RunByMe(scene.Tx), task => task.Id)];

    private static Message Which(Scene scene, string intent, IReadOnlyList<VolunteerTask> among, string words = "") =>
        OrganisedTaskTopics.Which(scene, intent, among, words, "organise");

    private static Message WhoComes(Scene scene, long taskId) => TaskOrganisers.WhoComes(scene.Tx, taskId).Match(
        found =>
        {
            var task = found.Roster.Task;
            var lines = found.Roster.Lines.Select(line => scene.Say(
                "organise.line", ("number", line.Number), ("name", line.Name), ("phone", line.Phone ?? ""), ("state", Catalog.Name(scene.Language, line.State))));
            var head = scene.Say(
                "organise.head", ("title", task.Title), ("when", new Period(task.StartsAt, task.EndsAt)), ("taken", task.Taken), ("places", task.Places), ("waiting", found.Waiting));
            return new Message(string.Join('\n', [head, .. lines, .. Unanswered(scene, found), .. Lead(scene, found)]))
            {
                Choices = [.. CanBeDone(scene, found)],
            };
        },
        scene.Answer);

    /// <summary>Who leads the task says something to all; moving and handing it over stays with the community.</summary>
    private static IEnumerable<Choice> CanBeDone(Scene scene, Attendance found)
    {
        var taskId = found.Roster.Task.Id;
        yield return scene.Choice("organise.tell", TaskActions.TellAll.On(taskId));
        if (!found.IsRunByMe)
        {
            yield break;
        }

        yield return scene.Choice("organise.postpone", TaskActions.Postpone.On(taskId));
        yield return scene.Choice("organise.amend", TaskActions.Amend.On(taskId));
        yield return scene.Choice("organise.hand_over", TaskActions.HandOver.On(taskId));
        if (found.Lead is not null || found.AskedToLead is not null)
        {
            yield return scene.Choice("organise.take_back", TaskActions.TakeBackLead.On(taskId));
        }
    }

    private static IEnumerable<string> Lead(Scene scene, Attendance found)
    {
        if (found.Lead is { } lead)
        {
            yield return scene.Say("organise.leads", ("number", lead.Number), ("name", lead.Name));
        }

        if (found.AskedToLead is { } asked)
        {
            yield return scene.Say("organise.asked_to_lead", ("number", asked.Number), ("name", asked.Name));
        }
    }

    /// <summary>After a change of time: by name where names may be named now, otherwise how many.</summary>
    private static IEnumerable<string> Unanswered(Scene scene, Attendance found)
    {
        if (found.Unanswered.Count == 0)
        {
            return [];
        }

        var who = found.Unanswered.Select(line => scene.Say("organise.person", ("number", line.Number), ("name", line.Name)));
        return found.NamesAreOpen
            ? [scene.Say("organise.unanswered_names", ("names", string.Join("、", who)))]
            : [scene.Say("organise.unanswered", ("count", found.Unanswered.Count))];
    }

    private static Message HandOver(Scene scene, long taskId)
    {
        var colleagues = TaskOrganisers.Colleagues(scene.Tx, taskId).Select(each =>
            new Choice(each.Name, TaskActions.AskColleague.On(string.Create(CultureInfo.InvariantCulture, $"{taskId}/{each.PersonId}"))));
        var members = TaskOrganisers.CanLead(scene.Tx, taskId).Select(each => scene.Choice(
            "organise.member", TaskActions.AskToLead.With($"{taskId}/{each.Number}"), ("number", each.Number), ("name", each.Name)));
        List<Choice> choices = [.. colleagues, .. members];
        return choices.Count == 0 ? scene.Answer("organise.no_colleague") : scene.Answer("organise.to_whom") with { Choices = choices };
    }

    private static Message AskToLead(Scene scene, string argument) => TwoIds(argument) is var (taskId, number)
        ? TaskLeads.Ask(scene.Tx, taskId, number).Match(_ => scene.Answer("organise.asked"), scene.Answer)
        : scene.Answer("organise.none");

    private static Message AskColleague(Scene scene, string argument) => TwoIds(argument) is var (taskId, colleague)
        ? TaskOrganisers.AskToTakeOver(scene.Tx, taskId, colleague).Match(_ => scene.Answer("organise.asked"), scene.Answer)
        : scene.Answer("organise.none");

    private static Message TakeBack(Scene scene, long taskId) => TaskLeads.TakeBack(scene.Tx, taskId).Match(
        task => scene.Answer("organise.taken_back", ("title", task.Title)),
        scene.Answer);

    private static Message TakeBackTask(Scene scene, string taskId) => TaskPublishing.TakeBack(scene.Tx, ActionName.Id(taskId)).Match(
        task => scene.Answer("publish.taken_back", ("title", task.Title)) with { Choices = [scene.Choice("menu.publish_task", TaskActions.PublishTask.Name)] },
        refusal => refusal.Code == TaskRefusal.TaskClaimed
            ? scene.Answer(refusal) with { Choices = [scene.Choice("organise.who_comes", TaskActions.WhoComes.On(ActionName.Id(taskId)))] }
            : scene.Answer(refusal));

    /// <summary>By the button, or in words where one question is open.</summary>
    private static Message Answer(
        Scene scene, string argument, string intent, Func<Tx, long, Outcome<VolunteerTask>> answer, Func<Scene, VolunteerTask, Message> said)
    {
        if (!long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            var asked = TaskLeads.AskedOfMe(scene.Tx);
            var meant = Meant.Among(scene, argument, asked, task => task.Title, task => task.StartsAt);
            if (meant.One is not { } one)
            {
                return asked.Count == 0 ? scene.Answer("organise.not_asked") : Which(scene, intent, meant.Among);
            }

            id = one.Id;
        }

        return answer(scene.Tx, id).Match(task => said(scene, task), scene.Answer);
    }

    private static Message Leads(Scene scene, VolunteerTask task) => scene.Answer("organise.you_lead", ("title", task.Title)) with
    {
        Choices = [scene.Choice("organise.who_comes", TaskActions.WhoComes.On(task.Id))],
    };

    private static (long TaskId, long Other)? TwoIds(string argument) => argument.Split('/') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var taskId)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? (taskId, other) : null;

    private static Message TakeOver(Scene scene, long taskId) => TaskOrganisers.TakeOver(scene.Tx, taskId).Match(
        task => scene.Answer("organise.taken_over", ("title", task.Title)),
        scene.Answer);
}
