using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>本单位报到情况: who has reported and who has not, and nothing more.</summary>
internal static class UnitReport
{
    private const int MostNames = 60;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.UnitReport.Name, (scene, _) => Report(scene)) { For = Can.SpeakForUnit.Roles, OnlyShows = true },
    ];

    private static Message Report(Scene scene)
    {
        var texts = Organisations.Staff.OrgsOf(scene.Tx, Role.UnitLiaison).Select(unit => RegistrationLists.OfUnit(scene.Tx, unit.Id).Match(
            rows => Text(scene, unit.Name, rows),
            scene.Say));
        return new Message(string.Join("\n\n", texts));
    }

    private static string Text(Scene scene, string unit, List<RosterReport> rows)
    {
        var missing = rows.FindAll(row => !row.HasReported && !row.ReportsAsOther);
        var others = rows.Count(row => row.ReportsAsOther);
        var names = string.Join('、', missing.Take(MostNames).Select(row => row.Name));
        var more = missing.Count > MostNames ? scene.Say("unit_report.more", ("count", missing.Count - MostNames)) : "";
        var text = scene.Say(
            missing.Count == 0 ? "unit_report.all" : "unit_report.some",
            ("unit", unit), ("reported", rows.Count(row => row.HasReported)), ("all", rows.Count - others), ("names", names + more));
        return others == 0 ? text : text + scene.Say("unit_report.others", ("count", others));
    }
}
