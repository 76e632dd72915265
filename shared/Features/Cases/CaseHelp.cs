using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>What a matter waits for from others: hands of a task, things of the list of needs. Once all of it came, whoever reported it is asked.</summary>
internal static class CaseHelp
{
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
