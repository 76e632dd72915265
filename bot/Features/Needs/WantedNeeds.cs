using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>需求, as a unit's liaison reads them: what communities lack. What of it their own offers may meet is proposed from the offer.</summary>
internal static class WantedNeeds
{
    private const int PageSize = 10;

    public static Message Show(Scene scene, string before)
    {
        var found = NeedLists.Wanted(scene.Tx, long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, PageSize + 1);
        var page = found.Take(PageSize).ToList();
        List<Choice> choices = [scene.Choice("menu.offers", OfferActions.List.Name)];
        if (found.Count > PageSize)
        {
            choices.Insert(0, scene.Choice("list.next", NeedActions.List.On(page[^1].Id)));
        }

        return new Message(string.Join('\n', page.Select(need => Line(scene, need)).Prepend(scene.Say(page.Count == 0 ? "needs.wanted.none" : "needs.wanted.head"))))
        {
            Choices = choices,
            Replaces = scene.PressedMessage,
        };
    }

    private static string Line(Scene scene, Need need) => scene.Say(
        "needs.wanted.line",
        ("community", need.OrgName), ("title", need.Title), ("kind", new Named<ResourceKind>(need.Kind)), ("open", need.Open), ("measure", need.Measure));
}
