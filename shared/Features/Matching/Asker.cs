using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;

namespace ChatGov.Matching;

/// <summary>
/// Who asks for the list, as far as it is ordered by them: what they declared, where they are registered, what they have
/// taken on. Read when asked and kept nowhere.
/// </summary>
public sealed record Asker
{
    private const long Day = 24 * 3_600_000;
    private static readonly long Grace = (long)Eligibility.Grace.TotalMilliseconds;

    /// <summary>One bit for each skill.</summary>
    public int Skills { get; init; }

    /// <summary>Declared free times as <see cref="Slots"/>; 0 for none.</summary>
    public int FreeTimes { get; init; }

    /// <summary>The communities they are registered with.</summary>
    public long[] OwnOrgs { get; init; } = [];

    /// <summary>From the centre of the community where they live, in metres, to other communities whose centre is known.</summary>
    public Dictionary<long, double> Metres { get; init; } = [];

    /// <summary>When they are taken by tasks of theirs, in unix milliseconds.</summary>
    public (long From, long To)[] Busy { get; init; } = [];

    /// <summary>Checked papers: of a skill, or the clearance for contact with minors (null), and until when they are good.</summary>
    public (Skill? Skill, long Until)[] Checked { get; init; } = [];

    /// <summary>Care plans they have made a visit for, and series of home visits they have been on.</summary>
    public HashSet<long> CarePlans { get; init; } = [];

    public HashSet<long> VisitSeries { get; init; } = [];

    /// <summary>不要推荐: plain time order, please.</summary>
    public bool PlainOrder { get; init; }

    /// <summary>How often they came when invited, and how often the cells expected them to; both fade. Not counted yet.</summary>
    public double Accepts { get; init; }

    public double Expected { get; init; }

    /// <summary>Tasks they have an open claim on: theirs already.</summary>
    public HashSet<long> OwnTasks { get; init; } = [];

    /// <summary>They hold as many tasks as one may at a time.</summary>
    public bool HoldsEnough { get; init; }

    public bool IsOwn(long orgId) => Array.IndexOf(OwnOrgs, orgId) >= 0;

    public bool IsBusy(in OpenTask task)
    {
        foreach (var (from, to) in Busy)
        {
            if (from < task.EndsAt + Grace && task.StartsAt < to + Grace)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every paper the task asks for has been seen and is still good on its day.</summary>
    public bool IsQualified(in OpenTask task) =>
        (!task.NeedsClearance || HasChecked(null, task.EndsAt)) && (task.Credential is not { } skill || HasChecked(skill, task.EndsAt));

    /// <summary>Why the task is no use to them now; the first reason that stands.</summary>
    public Bar BarTo(in OpenTask task) =>
        OwnTasks.Contains(task.Id) ? Bar.Own
        : IsBusy(task) ? Bar.Clash
        : task.IsFull ? Bar.Full
        : !IsQualified(task) ? Bar.Paper
        : Bar.None;

    public TaskFit FitOf(in OpenTask task, long now)
    {
        var served = CarePlans.Contains(task.CarePlanId) || VisitSeries.Contains(task.VisitSeriesId);
        var cell = new Cell(task.Kind, DistanceTo(task.OrgId), IsOwn(task.OrgId), served, Pushes.Few);
        var skill = task.Skill is not { } needed ? SkillFit.NotNeeded : (Skills & 1 << (int)needed) != 0 ? SkillFit.Has : SkillFit.Lacks;
        return new TaskFit(cell, skill, TimeOf(task), task.StartsAt - now <= Day, task.Left);
    }

    private Distance DistanceTo(long orgId) => !Metres.TryGetValue(orgId, out var metres) ? Distance.Unknown : metres switch
    {
        <= 500 => Distance.HalfKilometre,
        <= 1_000 => Distance.OneKilometre,
        <= 2_000 => Distance.TwoKilometres,
        <= 3_000 => Distance.ThreeKilometres,
        _ => Distance.Farther,
    };

    private TimeFit TimeOf(in OpenTask task)
    {
        var slots = Slots.Of(task.StartsAt, task.EndsAt);
        return FreeTimes == 0
            ? (slots & ~Slots.Usual) == 0 ? TimeFit.Usual : TimeFit.Unusual
            : (slots & ~FreeTimes) == 0 ? TimeFit.Declared : TimeFit.NotDeclared;
    }

    private bool HasChecked(Skill? skill, long on)
    {
        foreach (var (of, until) in Checked)
        {
            if (of == skill && until >= on)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is known of the person, in one read.</summary>
    internal static Asker Load(Tx tx, long personId, OpenTaskEdition open)
    {
        var facts = tx.All<Fact>(
            $"""
            SELECT 'skill' AS what, skill AS code, 0 AS number, 0 AS until FROM person_skill WHERE person_id = @personId
            UNION ALL SELECT 'free', day_part, weekday, 0 FROM person_free_time WHERE person_id = @personId
            UNION ALL SELECT 'own', kind, org_id, 0 FROM registration r
                WHERE r.person_id = @personId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Reported})
            UNION ALL SELECT 'busy', '', t.starts_at, t.ends_at FROM claim c JOIN task t ON t.id = c.task_id
                WHERE c.person_id = @personId AND c.state IN ({ClaimMachine.Upcoming})
            UNION ALL SELECT 'claimed', CASE WHEN t.ends_at > @Now THEN 'ahead' END, t.id, 0 FROM claim c JOIN task t ON t.id = c.task_id
                WHERE c.person_id = @personId AND c.state IN ({ClaimMachine.Open})
            UNION ALL SELECT 'checked', CASE kind WHEN 'Credential' THEN skill END, 0, valid_until FROM qualification
                WHERE person_id = @personId AND valid_until > @Now
            UNION ALL SELECT 'served', CASE WHEN t.source_kind = 'Care' THEN 'plan' ELSE 'series' END,
                             CASE WHEN t.source_kind = 'Care' THEN t.source_id ELSE t.series_id END, 0
                FROM claim c JOIN task t ON t.id = c.task_id
                WHERE c.person_id = @personId AND c.state IN ({ClaimMachine.Came})
                  AND (t.source_kind = 'Care' OR (t.series_id IS NOT NULL AND t.two_people))
            UNION ALL SELECT 'plain', '', 0, 0 FROM person WHERE id = @personId AND plain_order
            """,
            new { personId, tx.Now });
        var own = facts.Where(fact => fact.What == "own").ToList();
        var home = own.Find(fact => fact.Code == nameof(RegistrationKind.Home))?.Number;
        return new Asker
        {
            Skills = facts.Where(fact => fact.What == "skill").Aggregate(0, (bits, fact) => bits | 1 << (int)Enum.Parse<Skill>(fact.Code!)),
            FreeTimes = Slots.Of(facts.Where(fact => fact.What == "free").Select(fact => new FreeTime((int)fact.Number, Enum.Parse<DayPart>(fact.Code!)))),
            OwnOrgs = [.. own.Select(fact => fact.Number)],
            Metres = home is { } orgId ? open.MetresFrom(orgId) : [],
            Busy = [.. facts.Where(fact => fact.What == "busy").Select(fact => (fact.Number, fact.Until))],
            Checked = [.. facts.Where(fact => fact.What == "checked").Select(fact => (fact.Code is { } skill ? Enum.Parse<Skill>(skill) : (Skill?)null, fact.Until))],
            OwnTasks = facts.Where(fact => fact.What == "claimed").Select(fact => fact.Number).ToHashSet(),
            HoldsEnough = facts.Count(fact => fact is { What: "claimed", Code: not null }) >= Eligibility.MostOpen,
            CarePlans = facts.Where(fact => fact is { What: "served", Code: "plan" }).Select(fact => fact.Number).ToHashSet(),
            VisitSeries = facts.Where(fact => fact is { What: "served", Code: "series" }).Select(fact => fact.Number).ToHashSet(),
            PlainOrder = facts.Exists(fact => fact.What == "plain"),
        };
    }

    private sealed record Fact
    {
        public string What { get; init; } = "";

        public string? Code { get; init; }

        public long Number { get; init; }

        public long Until { get; init; }
    }
}
