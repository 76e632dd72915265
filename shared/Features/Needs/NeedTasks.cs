using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;

namespace ChatGov.Needs;

/// <summary>
/// A need that members meet by themselves becomes a task of the ordinary list: a wish is claimed there like anything else,
/// each claim waits for the secretary's yes, and nobody's name stands in it.
/// </summary>
public static class NeedTasks
{
    /// <param name="covers">How much of the need the task is for; it is kept back until the task is over.</param>
    public static Outcome<VolunteerTask> Schedule(Tx tx, long needId, long covers, TaskDraft draft) => tx.UseCase<VolunteerTask>(() =>
    {
        if (NeedMachine.Table.Take(tx, needId) is not { } need)
        {
            return RefusalCode.NotFound;
        }

        if (Can.AnswerNeeds.Against(tx, need.OrgId) is { } no)
        {
            return no;
        }

        if (need.State != NeedState.Accepted)
        {
            return RefusalCode.WrongState;
        }

        if (covers < 1 || covers > need.Open)
        {
            return new Refusal(OfferRefusal.StockTooSmall, ("left", need.Open));
        }

        // Who helps a person with a wish is somebody whom the secretary said yes to.
        var published = TaskPublishing.Publish(tx, need.OrgId, draft with { PendingClaims = draft.PendingClaims || need.Form == NeedForm.Wish });
        if (published.Ok)
        {
            TaskSources.Mark(tx, published.Value.Id, TaskSource.Need, needId);
            Hold(tx, needId, published.Value.Id, covers);
        }

        return published;
    });

    /// <summary>The task is over: what came of it is received, and the rest is needed as before.</summary>
    internal static void Settle(Tx tx, long needId, long taskId, int attended)
    {
        var need = NeedMachine.Table.Take(tx, needId)!;
        var held = tx.First<long?>("SELECT held FROM need_task WHERE task_id = @taskId AND settled_at IS NULL", new { taskId });
        if (held is not { } kept)
        {
            return;
        }

        // Hands are counted one by one; a talk or a lamp was there for all or not at all.
        var received = attended == 0 ? 0 : need.Kind == ResourceKind.People ? Math.Min(attended, kept) : kept;
        tx.Run("UPDATE need_task SET received = @received, settled_at = @Now WHERE task_id = @taskId", new { taskId, received, tx.Now });
        tx.Run("UPDATE need SET held = held - @kept, received = received + @received, row_version = row_version + 1 WHERE id = @needId", new { needId, kept, received });
        tx.Audit("need", needId, "settle_task");
        if (received < kept && need.State == NeedState.Accepted)
        {
            Tell(tx, need, kept - received);
        }

        NeedDecisions.MeetIfAll(tx, needId);
    }

    private static void Hold(Tx tx, long needId, long taskId, long covers)
    {
        tx.Insert("INSERT INTO need_task (need_id, task_id, held) VALUES (@needId, @taskId, @covers) RETURNING id", new { needId, taskId, covers });
        tx.Run("UPDATE need SET held = held + @covers, row_version = row_version + 1 WHERE id = @needId", new { needId, covers });
        tx.Audit("need", needId, "schedule_task");
    }

    private static void Tell(Tx tx, Need need, long missing)
    {
        foreach (var secretary in Staff.SecretariesOf(tx, need.OrgId))
        {
            tx.Send(
                secretary, OutboxKind.Choice, "need.notice.still_open", [("title", need.Title), ("missing", missing), ("measure", need.Measure)],
                new SendOptions { Choices = [new LabelledChoice("need.choice.open", NeedActions.Open.On(need.Id))] });
        }
    }
}
