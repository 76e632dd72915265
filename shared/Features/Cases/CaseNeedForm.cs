using ChatGov.Forms;
using ChatGov.Needs;

namespace ChatGov.Cases;

/// <summary>What a matter takes, as the community puts any need on its list.</summary>
public static class CaseNeedForm
{
    public static Form Form { get; } = AcceptNeedForm.For("need_for_case", "case", (run, details) => CaseNeeds.Publish(run.Tx, run.Id, details));

    public static (string Name, object Value)[] About(Case row) => [(Form.Subject, row.Id), (AcceptNeedForm.OrgId, row.OrgId)];
}
