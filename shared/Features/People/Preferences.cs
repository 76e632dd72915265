using ChatGov.Data;

namespace ChatGov.People;

public enum Skill
{
    PolicyOutreach,
    LegalAid,
    Mediation,
    HealthCare,
    Counselling,
    Tutoring,
    ElderDisabilityCare,
    HomeRepair,
    DigitalHelp,
    Environment,
    FireEmergency,
    CultureSports,
    BilingualInterpreting,
    AgriHerding,
    JobsFinance,
    DrivingLogistics,
}

public enum DayPart
{
    Morning,
    Afternoon,
    Evening,
}

/// <param name="Weekday">1 Monday … 7 Sunday.</param>
public readonly record struct FreeTime(int Weekday, DayPart Part);

/// <summary>What a person chose: language, skills, free times, whether and how much they are written to.</summary>
public static class Preferences
{
    public static void SetLanguage(Tx tx, long personId, string language)
    {
        tx.Run(
            "UPDATE person SET language = @language, row_version = row_version + 1 WHERE id = @personId",
            new { personId, language });
        tx.Audit("person", personId, "set_language");
    }

    public static Outcome<List<Skill>> SetSkills(Tx tx, IReadOnlyCollection<Skill> skills) => tx.UseCase<List<Skill>>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        tx.Run("DELETE FROM person_skill WHERE person_id = @personId", new { personId });
        foreach (var skill in skills.Distinct())
        {
            tx.Run("INSERT INTO person_skill (person_id, skill) VALUES (@personId, @skill)", new { personId, skill = skill.ToString() });
        }

        tx.Audit("person", personId, "set_skills");
        return SkillsOf(tx, personId);
    });

    public static List<Skill> SkillsOf(Tx tx, long personId) =>
        tx.All<string>("SELECT skill FROM person_skill WHERE person_id = @personId ORDER BY skill", new { personId }).ConvertAll(Enum.Parse<Skill>);

    public static Outcome<List<FreeTime>> SetFreeTimes(Tx tx, IReadOnlyCollection<FreeTime> times) => tx.UseCase<List<FreeTime>>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        tx.Run("DELETE FROM person_free_time WHERE person_id = @personId", new { personId });
        foreach (var time in times.Distinct())
        {
            tx.Run(
                "INSERT INTO person_free_time (person_id, weekday, day_part) VALUES (@personId, @Weekday, @part)",
                new { personId, time.Weekday, part = time.Part.ToString() });
        }

        tx.Audit("person", personId, "set_free_times");
        return FreeTimesOf(tx, personId);
    });

    public static List<FreeTime> FreeTimesOf(Tx tx, long personId) => tx
        .All<FreeTimeRow>("SELECT weekday, day_part FROM person_free_time WHERE person_id = @personId", new { personId })
        .ConvertAll(row => new FreeTime((int)row.Weekday, Enum.Parse<DayPart>(row.DayPart)))
        .OrderBy(time => time.Weekday).ThenBy(time => time.Part).ToList();

    /// <summary>暂停: no invitations until then; null ends it.</summary>
    public static void PauseUntil(Tx tx, long personId, DateTimeOffset? until)
    {
        tx.Run("UPDATE person SET paused_until = @until WHERE id = @personId", new { personId, until });
        tx.Audit("person", personId, until is null ? "end_pause" : "pause");
    }

    /// <summary>停: nothing but answers and what concerns one's own claims.</summary>
    public static Outcome<bool> Mute(Tx tx, bool muted) => tx.UseCase<bool>(() =>
    {
        tx.Run("UPDATE person SET muted = @muted WHERE id = @PersonId", new { tx.Actor.PersonId, muted });
        tx.Audit("person", tx.Actor.RequiredPersonId, muted ? "mute" : "unmute");
        return muted;
    });

    private sealed record FreeTimeRow
    {
        public long Weekday { get; init; }

        public string DayPart { get; init; } = "";
    }
}
