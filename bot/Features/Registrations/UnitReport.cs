using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Rosters;

namespace ChatGov.Registrations;

/// <summary>本单位报到情况: who has reported and who has not, and nothing more.</summary>
internal static class UnitReport
{
    private const int PageSize = 20;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.UnitReport.Name, Report) { For = Can.SpeakForUnit.Roles, OnlyShows = true },
    ];

    /// <param name="argument">A unit, and behind a dot the row of its roster after which the page begins.</param>
    private static Message Report(Scene scene, string argument)
    {
        var units = Staff.OrgsOf(scene.Tx, Role.UnitLiaison);
        var asked = argument.Split('.').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToList();
        if (asked.Count > 1 && units.Find(unit => unit.Id == asked[0]) is { } one)
        {
            return Of(scene, one, asked[1]) with { Replaces = scene.PressedMessage };
        }

        var reports = units.ConvertAll(unit => Of(scene, unit, after: 0));
        var isMissing = units.Exists(unit => Inviting.CountWaiting(scene.Tx, unit.Id) > 0);
        return new Message(string.Join("\n\n", reports.Select(report => report.Text)))
        {
            Choices = [.. reports.SelectMany(report => report.Choices), .. isMissing ? [scene.Choice("menu.invite_codes", RosterActions.InviteCodes.Name)] : Array.Empty<Choice>()],
        };
    }

    private static Message Of(Scene scene, OrgName unit, long after) => RegistrationLists.OfUnit(scene.Tx, unit.Id).Match(
        rows => Page(scene, unit, rows, after),
        scene.Answer);

    private static Message Page(Scene scene, OrgName unit, List<RosterReport> rows, long after)
    {
        var missing = rows.FindAll(row => !row.HasReported && !row.ReportsAsOther);
        var others = rows.Count(row => row.ReportsAsOther);
        var left = missing.FindAll(row => row.RosterId > after);
        var page = left.Take(PageSize).ToList();
        var text = scene.Say(
            missing.Count == 0 ? "unit_report.all" : after > 0 ? "unit_report.page" : "unit_report.some",
            ("unit", unit.Name), ("reported", rows.Count(row => row.HasReported)), ("all", rows.Count - others), ("names", string.Join('、', page.Select(row => row.Name))));
        var more = left.Count > page.Count ? scene.Say("unit_report.more", ("count", left.Count - page.Count)) : "";
        return new Message(Lines(
            others == 0 || after > 0 ? text + more : text + more + scene.Say("unit_report.others", ("count", others)),
            missing.Count > 0 && after == 0 ? scene.Say("unit_report.remind") : ""))
        {
            Choices = more.Length == 0 ? []
                : [scene.Choice("unit_report.next", string.Create(CultureInfo.InvariantCulture, $"{RegistrationActions.UnitReport.Name}:{unit.Id}.{page[^1].RosterId}"), ("unit", unit.Name))],
        };
    }

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
