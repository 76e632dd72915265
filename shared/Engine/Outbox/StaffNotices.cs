using System.Globalization;
using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Outbox;

/// <summary>
/// Tells people in office what waits for them. Anybody can cause such a notice, so it has a budget: the first few from one
/// person a day, and the first few of an hour, come one by one; what follows is collected into one message an hour. Nothing
/// is lost by that: what waits stands in their 待办.
/// </summary>
public static class StaffNotices
{
    private const int FromOneADay = 20;
    private const int OneByOneAnHour = 10;

    /// <summary>Like <see cref="Outgoing.Send"/>; what is urgent goes at once however many came before.</summary>
    public static void Notify(this Tx tx, long officer, OutboxKind kind, string key, (string Name, object Value)[] args, SendOptions? options = null)
    {
        if (options is { Urgent: true } || IsWithinBudget(tx, officer))
        {
            tx.Send(officer, kind, key, args, options);
        }
        else
        {
            Collect(tx, officer);
        }
    }

    private static bool IsWithinBudget(Tx tx, long officer)
    {
        if (Budgets.SubjectOf(tx) is not { } sender)
        {
            return true;
        }

        var to = officer.ToString(CultureInfo.InvariantCulture);
        return Budgets.Spend(tx, $"{sender} tells {to}", Budgets.Day(tx.Now), FromOneADay)
            && Budgets.Spend(tx, "told " + to, Budgets.Hour(tx.Now), OneByOneAnHour);
    }

    private static void Collect(Tx tx, long officer)
    {
        var local = Shanghai.Local(tx.Now);
        tx.Send(officer, OutboxKind.Choice, "staff.notice.collected", [], new SendOptions
        {
            NotBefore = tx.Now.AddMinutes(60 - local.Minute),
            DedupeKey = string.Create(CultureInfo.InvariantCulture, $"collected {officer} {Budgets.Hour(tx.Now)}"),
            Choices = [new LabelledChoice("staff.choice.todo", ChatActions.Todo.Name)],
        });
    }
}
