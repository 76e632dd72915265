namespace ChatGov.Matching;

public enum SkillFit
{
    NotNeeded,
    Has,
    Lacks,
}

public enum TimeFit
{
    /// <summary>They declared to be free then.</summary>
    Declared,

    /// <summary>They declared nothing; an evening or a weekend.</summary>
    Usual,

    /// <summary>They declared nothing; daytime of a weekday.</summary>
    Unusual,

    /// <summary>They declared other times.</summary>
    NotDeclared,
}

/// <summary>What is known of one member and one task, as far as the score looks at it.</summary>
/// <param name="Urgent">It starts within a day.</param>
/// <param name="Left">Places still free.</param>
public readonly record struct TaskFit(Cell Cell, SkillFit Skill, TimeFit Time, bool Urgent, long Left);

/// <summary>Why a task stands where it stands, as it may be said.</summary>
public enum ReasonKind
{
    Urgent,
    Served,
    Skill,
    Own,
    Time,
    Near,
}

/// <summary>How likely a member takes a task (MATCHING §1), and what the task gains by it. Pure.</summary>
public static class Score
{
    public const double Least = 0.001;
    public const double Most = 0.9;

    /// <summary>Less than this is no reason worth saying.</summary>
    public const double TellingLift = 1.2;

    public const int MostReasons = 2;

    private const double UrgentWeight = 3;

    /// <param name="accepts">How often the member came, fading.</param>
    /// <param name="expected">How often the cells expected them to, fading alike. Both 0 before anything is counted.</param>
    public static double Acceptance(CellTable cells, in TaskFit features, double accepts = 0, double expected = 0) =>
        Math.Clamp(cells[features.Cell] * Of(features.Skill) * Of(features.Time) * (accepts + 1) / (expected + 1), Least, Most);

    /// <summary>
    /// u · p · Pr(N &lt; h): how much a place that stays open matters, times the chance that this member fills it, times
    /// the chance that nobody invited before does. Nobody is invited yet, so the last is 1 while a place is free.
    /// </summary>
    public static double Gain(in TaskFit features, double acceptance) =>
        features.Left > 0 ? (features.Urgent ? UrgentWeight : 1) * acceptance : 0;

    /// <summary>
    /// What raised the score most, at most two, the strongest first: each beside the same task without it, by at least
    /// <see cref="TellingLift"/>.
    /// </summary>
    public static List<ReasonKind> Reasons(CellTable cells, TaskFit features, double accepts = 0, double expected = 0)
    {
        var with = Gain(features, Acceptance(cells, features, accepts, expected));
        return
        [
            .. Enum.GetValues<ReasonKind>()
                .Where(kind => Holds(features, kind))
                .Select(kind => (Kind: kind, Lift: with / Gain(Without(features, kind), Acceptance(cells, Without(features, kind), accepts, expected))))
                .Where(each => each.Lift >= TellingLift)
                .OrderByDescending(each => each.Lift).ThenBy(each => each.Kind)
                .Take(MostReasons)
                .Select(each => each.Kind),
        ];
    }

    private static bool Holds(in TaskFit features, ReasonKind kind) => features.Left > 0 && kind switch
    {
        ReasonKind.Urgent => features.Urgent,
        ReasonKind.Served => features.Cell.Served,
        ReasonKind.Skill => features.Skill == SkillFit.Has,
        ReasonKind.Own => features.Cell.Own,
        ReasonKind.Time => features.Time == TimeFit.Declared,
        ReasonKind.Near => features.Cell.Distance != Distance.Unknown,
    };

    private static TaskFit Without(in TaskFit features, ReasonKind kind) => kind switch
    {
        ReasonKind.Urgent => features with { Urgent = false },
        ReasonKind.Served => features with { Cell = features.Cell with { Served = false } },
        ReasonKind.Skill => features with { Skill = SkillFit.NotNeeded },
        ReasonKind.Own => features with { Cell = features.Cell with { Own = false } },
        ReasonKind.Time => features with { Time = TimeFit.Usual },
        ReasonKind.Near => features with { Cell = features.Cell with { Distance = Distance.Unknown } },
    };

    // Guesses of ours like the cells' prior. In a list nobody is kept from a task for want of a skill or a free hour.
    private static double Of(SkillFit fit) => fit switch
    {
        SkillFit.NotNeeded => 1.0,
        SkillFit.Has => 1.5,
        SkillFit.Lacks => 0.5,
    };

    private static double Of(TimeFit fit) => fit switch
    {
        TimeFit.Declared => 1.5,
        TimeFit.Usual => 1.0,
        TimeFit.Unusual => 0.7,
        TimeFit.NotDeclared => 0.5,
    };
}
