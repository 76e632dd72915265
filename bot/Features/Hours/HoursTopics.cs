using System.Globalization;
using ChatGov.Actions;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Outbox;
using ChatGov.Values;
using ChatGov.Papers;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>时长, 签到, 签退, and 有误 or 补录.</summary>
internal static class HoursTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(HoursActions.CheckIn.Name, (scene, argument) => Check(scene, argument, "check_in", CheckIns.Arriving(scene.Tx), CheckIns.In, "hours.checked_in")) { PointsTo = [HoursActions.CheckIn.Name] },
        new(HoursActions.CheckOut.Name, (scene, argument) => Check(scene, argument, "check_out", CheckIns.Leaving(scene.Tx), CheckIns.Out, "hours.checked_out")) { PointsTo = [HoursActions.CheckOut.Name] },
        new(HoursActions.MyHours.Name, MyHours) { OnlyShows = true },
        new(HoursActions.ObjectHours.Name, (scene, _) => Begin(scene)) { OnlyAsks = true },
    ];

    private static Message Check(Scene scene, string argument, string intent, List<Claim> open, Func<Tx, long?, Outcome<Claim>> check, string said)
    {
        long? id = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        var meant = Meant.Among(scene, id is null ? argument : "", open, claim => claim.Title, claim => claim.StartsAt);
        return id is null && meant.One is null && open.Count > 1
            ? scene.Answer("hours.check_which") with
            {
                Choices = [.. meant.Among.Select(claim => scene.Choice(
                    "task.choice.one", ActionName.Print(intent, claim.Id), ("title", claim.Title), ("when", claim.StartsAt)))],
            }
            : check(scene.Tx, id ?? meant.One?.Id).Match(claim => scene.Answer(said, ("title", claim.Title)), scene.Answer);
    }

    private static Message Begin(Scene scene) => Objections.Mine(scene.Tx).Count == 0
        ? scene.Answer("hours.nothing_to_object")
        : FormFlow.Open(scene, ObjectionForms.Raising);

    private static Message MyHours(Scene scene, string words)
    {
        var hours = OwnHours.Of(scene.Tx);
        var text = InPeriod(scene, words) + scene.Say("task.hours", ("year", Show.Hours(hours.ThisYear)), ("all", Show.Hours(hours.InAll)));
        var lines = hours.Latest.Select(each => scene.Say(
            each.Minutes < 0 ? "task.hours.taken_back" : each.IsCancelled ? "task.hours.cancelled" : "task.hours.line",
            ("day", each.Day), ("title", each.Title), ("hours", Show.Hours(Math.Abs(each.Minutes)))));
        return new Message(string.Join('\n', lines.Prepend(text)))
        {
            Choices = hours.InAll > 0 ? [scene.Choice("menu.certificate", PaperActions.Certificate.Name)] : [],
        };
    }

    /// <summary>我上个月干了几个小时: of those days, before the whole.</summary>
    private static string InPeriod(Scene scene, string words)
    {
        if (TimeMentions.Find(Numerals.HalfWidth(words).ToLowerInvariant(), scene.Tx.Now, looksBack: true).FirstOrDefault(time => !time.IsWrong && time.Shape is TimeShape.Day or TimeShape.Period) is not { } time)
        {
            return "";
        }

        var (from, last) = (Shanghai.Day(time.From), Shanghai.Day(time.To.AddTicks(-1)));
        return scene.Say("task.hours.period", ("from", from), ("to", last), ("hours", Show.Hours(OwnHours.Between(scene.Tx, from, last)))) + "\n";
    }
}
