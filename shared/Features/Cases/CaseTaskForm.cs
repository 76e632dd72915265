using ChatGov.Forms;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>A task for a matter, as the community publishes any; what comes of it comes back to the matter.</summary>
public static class CaseTaskForm
{
    public static Form Form { get; } = PublishTaskForm.For("publish_for_case", "case", (run, draft) => CaseTasks.Schedule(run.Tx, run.Id, draft));

    public static (string Name, object Value)[] About(Case row) => [(Form.Subject, row.Id), (PublishTaskForm.OrgId, row.OrgId)];
}
