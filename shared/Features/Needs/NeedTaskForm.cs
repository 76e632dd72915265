using ChatGov.Forms;
using ChatGov.Offers;
using ChatGov.Tasks;

namespace ChatGov.Needs;

/// <summary>A task for a need, as the community publishes any; what comes of it comes back to the need.</summary>
public static class NeedTaskForm
{
    private const string Covers = "covers";

    public static Form Form { get; } = PublishTaskForm.For("publish_for_need", "need", (run, draft) => NeedTasks.Schedule(run.Tx, run.Id, run.Number(Covers), draft));

    public static (string Name, object Value)[] About(Need need) =>
    [
        (Form.Subject, need.Id), (Covers, need.Kind == ResourceKind.People ? need.Open : 1), (PublishTaskForm.OrgId, need.OrgId), (PublishTaskForm.TitleName, need.Title),
    ];
}
