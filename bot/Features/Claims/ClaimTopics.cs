using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Claims;

/// <summary>看, 认领, 退领, 我的, 时长.</summary>
internal static class ClaimTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ClaimActions.TaskDetail.Name, Open) { WithoutConsent = true, PointsTo = [ClaimActions.TaskDetail.Name], OnlyShows = true },
        new(ClaimActions.Claim.Name, Claim) { PointsTo = [ClaimActions.TaskDetail.Name, ClaimActions.Claim.Name], Undo = new Undo.By(ClaimActions.Withdraw) },
        new(ClaimActions.Withdraw.Name, Withdraw) { PointsTo = [ClaimActions.Withdraw.Name], Undo = new Undo.By(ClaimActions.Claim, "undo.not.waiting") },
        new(ClaimActions.MyClaims.Name, (scene, _) => MyClaims(scene)) { OnlyShows = true },
    ];

    /// <summary>几点集合 with no task named is about the one that they are to come to.</summary>
    private static Message Open(Scene scene, string argument) =>
        TryId(argument, out var id) ? Open(scene, id)
        : argument.Length == 0 && Ahead(scene) is { Count: > 0 } own ? own is [var only] ? Open(scene, only.TaskId) : MyClaims(scene)
        : TaskList.Which(scene, argument, Open);

    private static List<Claim> Ahead(Scene scene) => scene.HasConsent && scene.Session.PersonId is not null
        ? ClaimLists.Mine(scene.Tx).FindAll(claim => claim.EndsAt > scene.Tx.Now && claim.State is ClaimState.Confirmed or ClaimState.CheckedIn)
        : [];

    internal static Message Open(Scene scene, long taskId) => TaskLists.Open(scene.Tx, taskId).Match(
        details => details.OwnClaim is null && !Matching.OpenTasks.IsOpen(details.Task, scene.Tx.Now)
            ? TaskList.Gone(scene, details.Task)
            : Details(scene, details),
        scene.Answer);

    private static Message Details(Scene scene, TaskDetails details)
    {
        var task = details.Task;
        var text = scene.Say(
            "task.details",
            ("title", task.Title),
            ("when", new Period(task.StartsAt, task.EndsAt)),
            ("place", task.Place),
            ("org", task.OrgName),
            ("left", task.Left),
            ("places", task.Places),
            ("bring", task.Bring),
            ("risk", task.Risk),
            ("contact", details.ContactName),
            ("phone", details.ContactPhone));
        return new Message(text)
        {
            Choices = [.. ChoicesFor(scene, task, details.OwnClaim)],
        };
    }

    private static IEnumerable<Choice> ChoicesFor(Scene scene, VolunteerTask task, Claim? own) => (own, task.State) switch
    {
        ({ State: ClaimState.Offered }, _) =>
            [scene.Choice("task.choice.accept", ClaimActions.AcceptOffer.On(own.Id)), scene.Choice("task.choice.decline", ClaimActions.Withdraw.On(own.Id))],
        ({ }, _) when task.StartsAt > scene.Tx.Now =>
            [scene.Choice("task.choice.withdraw", ClaimActions.Withdraw.On(own.Id)), scene.Choice("menu.my_claims", ClaimActions.MyClaims.Name)],
        ({ }, _) => [scene.Choice("menu.my_claims", ClaimActions.MyClaims.Name)],
        (null, TaskState.Filled) when !task.PendingClaims =>
            [scene.Choice("task.choice.wait", ClaimActions.Wait.On(task.Id)), TaskList.Back(scene)],
        _ => [scene.Choice("task.choice.claim", ClaimActions.Claim.On(task.Id)), TaskList.Back(scene)],
    };

    private static Message Claim(Scene scene, string argument)
    {
        if (!TryId(argument, out var id))
        {
            // 我来 alone is the answer to a place that is held.
            return argument.Length == 0 && ClaimLists.Mine(scene.Tx).Exists(claim => claim.State == ClaimState.Offered)
                ? WaitListTopics.Accept(scene, "")
                : TaskList.Which(scene, argument, Open);
        }

        return Claiming.Claim(scene.Tx, id).Match(
            claim =>
            {
                scene.DoneTo = claim.Id;
                return Claimed(scene, claim);
            },
            refusal => NotClaimed(scene, id, refusal));
    }

    /// <summary>What a claim came to: a place, a place in the line, or a request the secretary decides.</summary>
    internal static Message Claimed(Scene scene, Claim claim)
    {
        var text = claim.State switch
        {
            ClaimState.Pending => scene.Say("task.applied", ("title", claim.Title), ("when", new Period(claim.StartsAt, claim.EndsAt))),
            ClaimState.Waitlisted => scene.Say(
                "task.waiting", ("title", claim.Title), ("position", Claims.WaitingList.PositionOf(scene.Tx, claim))),
            _ => scene.Say(
                "task.claimed",
                ("title", claim.Title),
                ("when", new Period(claim.StartsAt, claim.EndsAt)),
                ("place", claim.Place),
                ("number", claim.Number),
                ("reminders", Reminders(scene, claim))),
        };
        return new Message(text) { Choices = [scene.Choice("menu.my_claims", ClaimActions.MyClaims.Name), scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)] };
    }

    /// <summary>Only what will come is promised.</summary>
    private static string Reminders(Scene scene, Claim claim)
    {
        var names = TaskReminders.Ahead(scene.Tx, claim.PersonId, claim.StartsAt).Select(time => Catalog.Name(scene.Language, time)).ToList();
        return names.Count == 0 ? "" : scene.Say(
            string.Create(CultureInfo.InvariantCulture, $"task.reminders.{names.Count}"), ("first", names[0]), ("second", names[^1]));
    }

    internal static Message NotClaimed(Scene scene, long taskId, Refusal refusal)
    {
        if (refusal.Code == ClaimRefusal.TaskNotOpen || refusal.Code == ClaimRefusal.TaskStarted)
        {
            return Open(scene, taskId);
        }

        var first = refusal.Code == ClaimRefusal.TaskFull ? scene.Choice("task.choice.wait", ClaimActions.Wait.On(taskId)) : null;
        return scene.Answer(refusal) with
        {
            Choices = first is null
                ? [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name), scene.Choice("menu.my_claims", ClaimActions.MyClaims.Name)]
                : [first, scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)],
        };
    }

    private static Message Withdraw(Scene scene, string argument)
    {
        if (TryId(argument, out var id))
        {
            return Withdraw(scene, id);
        }

        // What goes on now cannot be given back, but may well be what is meant.
        var own = ClaimLists.Mine(scene.Tx).FindAll(claim => claim.EndsAt > scene.Tx.Now);
        var meant = Meant.Among(scene, argument, own, claim => claim.Title, claim => claim.StartsAt);
        return meant.One is { } claim ? Withdraw(scene, claim.Id) : AskWhich(scene, meant.Among);
    }

    private static Message Withdraw(Scene scene, long claimId)
    {
        var before = ClaimLists.Mine(scene.Tx).Find(each => each.Id == claimId)?.State;
        return ClaimWithdrawals.Withdraw(scene.Tx, claimId).Match(
            claim =>
            {
                var when = ("when", (object)new Period(claim.StartsAt, claim.EndsAt));

                // A place may be free again for whoever gave it back; a place in a line is not.
                scene.DoneTo = before == ClaimState.Waitlisted ? null : claim.TaskId;
                return scene.Answer(before == ClaimState.Waitlisted ? "task.withdrawn_waiting" : "task.withdrawn", ("title", claim.Title), when);
            },
            scene.Answer);
    }

    /// <summary>Several could be meant: nothing is given up on a guess.</summary>
    private static Message AskWhich(Scene scene, IReadOnlyList<Claim> claims) => claims.Count == 0
        ? scene.Answer("task.mine.none") with { Choices = [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)] }
        : scene.Answer("task.withdraw_which") with
        {
            Choices = [.. claims.Select(claim => scene.Choice("task.choice.one", ClaimActions.Withdraw.On(claim.Id), ("title", claim.Title), ("when", claim.StartsAt)))],
        };

    private static Message MyClaims(Scene scene) => MyClaims(scene, ClaimLists.Mine(scene.Tx));

    private static Message MyClaims(Scene scene, List<Claim> own)
    {
        if (own.Count == 0)
        {
            return scene.Answer("task.mine.none") with { Choices = [scene.Choice("menu.list_tasks", TaskActions.ListTasks.Name)] };
        }

        return new Message(scene.Say("task.mine.head") + "\n" + string.Join('\n', own.Select(claim => MineLine(scene, claim))))
        {
            Choices = [.. own.SelectMany(claim => MineChoices(scene, claim))],
        };
    }

    private static string MineLine(Scene scene, Claim claim)
    {
        var when = new Period(claim.StartsAt, claim.EndsAt);
        return claim.State switch
        {
            ClaimState.Waitlisted => scene.Say(
                "task.mine.waiting", ("title", claim.Title), ("when", when), ("position", Claims.WaitingList.PositionOf(scene.Tx, claim))),
            ClaimState.Offered => scene.Say(
                "task.mine.offered", ("title", claim.Title), ("when", when), ("until", claim.OfferedUntil ?? claim.StartsAt)),
            ClaimState.Pending => scene.Say("task.mine.pending", ("title", claim.Title), ("when", when)),
            _ when claim.EndsAt <= scene.Tx.Now => scene.Say("task.mine.over", ("title", claim.Title), ("when", when)),
            _ => scene.Say("task.mine.line", ("title", claim.Title), ("when", when), ("place", claim.Place), ("number", claim.Number)),
        };
    }

    private static IEnumerable<Choice> MineChoices(Scene scene, Claim claim)
    {
        if (claim.State == ClaimState.Offered)
        {
            yield return scene.Choice("task.mine.accept", ClaimActions.AcceptOffer.On(claim.Id), ("title", claim.Title));
        }

        if (claim.StartsAt > scene.Tx.Now)
        {
            yield return scene.Choice("task.mine.withdraw", ClaimActions.Withdraw.On(claim.Id), ("title", claim.Title));
        }
    }

    private static bool TryId(string argument, out long id) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
