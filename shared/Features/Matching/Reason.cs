using System.Globalization;
using ChatGov.Deadlines;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Matching;

/// <summary>A reason in words, from a fixed template of the catalogs.</summary>
public abstract record Reason : IShown
{
    public abstract string Show(string language);

    internal static Reason Of(ReasonKind kind, in OpenTask task, Asker asker, DateTimeOffset now) => kind switch
    {
        ReasonKind.Urgent => new Needed(WhenNeeded(DateTimeOffset.FromUnixTimeMilliseconds(task.StartsAt), now), task.Left),
        ReasonKind.Skill => new YourSkill(task.Skill!.Value),
        ReasonKind.Time => new YourTime(Slots.TimeAt(task.StartsAt)),
        ReasonKind.Near => new Near(asker.Metres[task.OrgId]),
        ReasonKind.Served => new Plain("list.reason.served"),
        ReasonKind.Own => new Plain("list.reason.own"),
    };

    private static string WhenNeeded(DateTimeOffset startsAt, DateTimeOffset now) => Shanghai.Day(startsAt) != Shanghai.Day(now)
        ? "tomorrow"
        : Shanghai.Local(startsAt).Hour >= 18 ? "tonight" : "today";

    private sealed record Plain(string Key) : Reason
    {
        public override string Show(string language) => Catalog.Say(language, Key);
    }

    private sealed record Needed(string When, long Left) : Reason
    {
        public override string Show(string language) => Catalog.Say(language, "list.reason.needed_" + When, ("left", Left));
    }

    private sealed record YourSkill(Skill Skill) : Reason
    {
        public override string Show(string language) => Catalog.Say(language, "list.reason.skill", ("skill", Catalog.Name(language, Skill)));
    }

    private sealed record YourTime(FreeTime Time) : Reason
    {
        public override string Show(string language) => Catalog.Say(language, "list.reason.time", ("time", FreeTimeWords.Show(language, Time)));
    }

    /// <summary>By the hundred metres: the centres of places are no finer.</summary>
    private sealed record Near(double Metres) : Reason
    {
        private const double Step = 100;

        public override string Show(string language)
        {
            var rounded = Math.Max(Step, Math.Round(Metres / Step, MidpointRounding.AwayFromZero) * Step);
            return rounded < 1_000
                ? Catalog.Say(language, "list.reason.metres", ("metres", rounded))
                : Catalog.Say(language, "list.reason.kilometres", ("kilometres", (rounded / 1_000).ToString("0.#", CultureInfo.InvariantCulture)));
        }
    }
}
