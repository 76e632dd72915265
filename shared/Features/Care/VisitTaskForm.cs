using ChatGov.Forms;
using ChatGov.Tasks;

namespace ChatGov.Care;

/// <summary>A task for a visit that the pair cannot make: two go together, and the secretary says yes to each.</summary>
public static class VisitTaskForm
{
    private const int Two = 2;

    public static Form Form { get; } = PublishTaskForm.For("publish_for_visit", "visit", (run, draft) => CareHelpers.Ask(run.Tx, run.Id, draft));

    public static (string Name, object Value)[] About(long orgId, string title, long visitId) =>
    [
        (Form.Subject, visitId), (PublishTaskForm.OrgId, orgId), (PublishTaskForm.TitleName, title), (PublishTaskForm.SpecialName, PublishTaskForm.Visit), (PublishTaskForm.PlacesName, Two),
    ];
}
