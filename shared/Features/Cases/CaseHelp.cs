using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>What a matter waits for from others: hands of a task, things of the list of needs. Once all of it came, whoever reported it is asked.</summary>
internal static class CaseHelp
{
    /// <summary>Asks for something that a matter takes, by whoever has it while it is worked on.</summary>
    /// <param name="verb">As the audit says it.</param>
    /// <param name="publish">Asks for it in that community, and gives what came of it.</param>
    /// <param name="tie">Remembers for which matter it is.</param>
    public static Outcome<T> Ask<T>(Tx tx, long id, string verb, Func<long, Outcome<T>> publish, Action<T> tie) => tx.UseCase<T>(() =>
    {
        if (CaseMachine.Table.Take(tx, id) is not { } row || !CaseLists.IsWorkedOn(tx, row))
        {
            return RefusalCode.NotFound;
        }

        if (row.State != CaseState.InProgress)
        {
            return RefusalCode.WrongState;
        }

        var published = publish(row.OrgId);
        if (published.Ok)
        {
            tie(published.Value);
            tx.Audit(CaseMachine.Table.Entity, id, verb);
        }

        return published;
    });

    /// <param name="failed">Told to who works on it where it did not come.</param>
    public static void Settle(Tx tx, Case row, bool came, string failed)
    {
        if (!came)
        {
            CaseNotices.ToHandlerOrLeads(tx, row, failed);
        }
        else if (row.State == CaseState.InProgress && !IsMoreAwaited(tx, row.Id))
        {
            CaseWork.ResolveByHelp(tx, row);
        }
        else
        {
            CaseNotices.ToHandlerOrLeads(tx, row, "case.notice.help_came");
        }
    }

    private static bool IsMoreAwaited(Tx tx, long id) => tx.Exists(
        $"SELECT COUNT(*) FROM case_need c JOIN need n ON n.id = c.need_id WHERE c.case_id = @id AND n.state IN ({NeedMachine.Open})", new { id })
        || TaskSources.AnyOpen(tx, TaskSource.Case, id);
}
