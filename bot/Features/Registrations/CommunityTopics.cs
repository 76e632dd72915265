using System.Globalization;
using ChatGov.Access;
using ChatGov.Conversations;
using ChatGov.Deadlines;
using ChatGov.Hours;
using ChatGov.Needs;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>名册 and 本月情况: who reports to one's own community, and what its month comes to.</summary>
internal static class CommunityTopics
{
    private const int PageSize = 10;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RegistrationActions.Members.Name, Members) { For = Can.SpeakForCommunity.Roles, OnlyShows = true },
        new(RegistrationActions.ThisMonth.Name, (scene, _) => Month(scene)) { For = [.. Can.RunCommunity.Roles, .. Can.SpeakForUnit.Roles], OnlyShows = true },
    ];

    /// <param name="argument">A community, and behind a dot the member after whom the page begins.</param>
    private static Message Members(Scene scene, string argument)
    {
        var own = Can.SpeakForCommunity.Communities(scene.Tx);
        var asked = argument.Split('.').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).ToList();
        if (own.Count == 1)
        {
            return Page(scene, own[0], asked.Count > 1 && asked[0] == own[0].Id ? asked[1] : null);
        }

        return own.Find(org => org.Id == asked[0]) is { } one
            ? Page(scene, one, asked.ElementAtOrDefault(1))
            : scene.Answer(own.Count == 0 ? "members.no_community" : "members.which") with { Choices = [.. own.Select(org => new Choice(org.Name, RegistrationActions.Members.On(org.Id)))] };
    }

    private static Message Page(Scene scene, OrgName org, long? before)
    {
        var found = CommunityMembers.Page(scene.Tx, org.Id, before, PageSize + 1);
        if (found.Count == 0)
        {
            return scene.Answer("members.none", ("community", org.Name));
        }

        var page = found.Take(PageSize).ToList();
        var all = CommunityMembers.Count(scene.Tx, org.Id, scene.Tx.Now).All;
        var lines = page.Select(each => Line(scene, each)).Prepend(scene.Say("members.head", ("community", org.Name), ("count", all)));
        return new Message(TaskPages.Lines(lines))
        {
            Choices = found.Count > PageSize ? [scene.Choice("list.next", string.Create(CultureInfo.InvariantCulture, $"{RegistrationActions.Members.Name}:{org.Id}.{page[^1].Id}"))] : [],
            Replaces = scene.PressedMessage,
        };
    }

    private static string Line(Scene scene, CommunityMember each) => scene.Say(
        "members.line",
        ("name", each.Kind is { } kind ? $"{each.Name}（{Catalog.Name(scene.Language, kind)}）" : each.Name),
        ("unit", each.Unit.Length > 0 ? " " + each.Unit : ""),
        ("since", each.ConfirmedAt is { } since ? Shanghai.Day(since) : ""));

    private static Message Month(Scene scene)
    {
        var own = Can.SpeakForCommunity.Communities(scene.Tx);
        if (own.Count > 0)
        {
            return new Message(string.Join("\n\n", own.Select(org => Of(scene, org)))) { Choices = [scene.Choice("menu.members", RegistrationActions.Members.Name)] };
        }

        // What somebody did is theirs to show: a unit learns who has reported, and no more.
        return scene.Roles.Contains(Role.UnitLiaison)
            ? scene.Answer("month.of_unit") with { Choices = [scene.Choice("menu.unit_report", RegistrationActions.UnitReport.Name)] }
            : scene.Answer("month.at_desk") with { Choices = [scene.Choice("menu.sign_in", AccessActions.SignIn.Name)] };
    }

    private static string Of(Scene scene, OrgName org)
    {
        var today = Shanghai.Day(scene.Tx.Now);
        var first = new DateOnly(today.Year, today.Month, 1);
        var since = Shanghai.At(first, TimeOnly.MinValue);
        var reporting = CommunityMembers.Count(scene.Tx, org.Id, since);
        var served = CommunityHours.Since(scene.Tx, org.Id, first);
        var needs = NeedLists.Count(scene.Tx, org.Id);
        return TaskPages.Lines(
            scene.Say("month.head", ("community", org.Name), ("month", first.Month)),
            scene.Say("month.reported", ("count", reporting.All), ("serving", reporting.InService), ("new", reporting.New)),
            scene.Say("month.tasks", ("held", TaskCounts.HeldSince(scene.Tx, org.Id, since)), ("ahead", TaskCounts.Ahead(scene.Tx, org.Id))),
            scene.Say("month.hours", ("hours", Show.Hours(served.Minutes)), ("people", served.People)),
            scene.Say("month.needs", ("listed", needs.Listed), ("asked", needs.ToAnswer)));
    }
}
