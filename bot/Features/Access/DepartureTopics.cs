using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Access;

/// <summary>离开的账号: many left at once, and the banner's office says whether people left or the app's scope was changed.</summary>
internal static class DepartureTopics
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(AccessActions.Departures.Name, Departed) { For = Can.Operate.Roles }];

    private static Message Departed(Scene scene, string answer)
    {
        if (answer.Split('/') is [("yes" or "no") and var word, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wave))
        {
            return Departures.Decide(scene.Tx, wave, suspend: word == "yes").Match(
                count => scene.Answer("departures.done." + word, ("count", count)),
                _ => scene.Answer("departures.none"));
        }

        return Departures.Wave(scene.Tx) is { } open
            ? scene.Answer("departures.ask", ("count", Departures.MostAtOnce)) with
            {
                Choices = [scene.Choice("departures.yes", Action("yes", open)), scene.Choice("departures.no", Action("no", open))],
            }
            : scene.Answer("departures.none");
    }

    private static string Action(string word, long wave) => AccessActions.Departures.With($"{word}/{wave}");
}
