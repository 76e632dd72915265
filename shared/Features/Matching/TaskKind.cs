using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tasks;
using ChatGov.Values;

namespace ChatGov.Matching;

/// <summary>What a task is like to whoever takes it; one of the things that acceptance depends on.</summary>
public enum TaskKind
{
    Care,
    Public,
    Lecture,
    Repair,
    Tutoring,
    Medical,
}

/// <summary>
/// The kind of a task: its skill tells it, else the words of its title, else it is public work. The words are in the
/// catalogs (<c>kind.words.…</c>), in all languages together. A secretary can correct it.
/// </summary>
public static class TaskKinds
{
    // Read in this order: what needs most of a person comes first (陪老人看病 is medical, 给老人修灯 is repair).
    private static readonly (TaskKind Kind, string[] Words)[] Rules =
    [
        .. new[] { TaskKind.Medical, TaskKind.Tutoring, TaskKind.Lecture, TaskKind.Repair, TaskKind.Care, TaskKind.Public }
            .Select(kind => (kind, WordList.Of("kind.words." + kind))),
    ];

    public static TaskKind Of(Skill? skill, string title)
    {
        if (skill is { } needed && OfSkill(needed) is { } kind)
        {
            return kind;
        }

        foreach (var (each, words) in Rules)
        {
            if (WordList.IsIn(title, words))
            {
                return each;
            }
        }

        return TaskKind.Public;
    }

    /// <summary>The kinds that a word names: 维修, or a word by which kinds are known.</summary>
    public static List<TaskKind> Named(string word) => [.. Rules.Where(rule => WordList.IsIn(word, rule.Words)).Select(rule => rule.Kind)];

    /// <summary>It is a word by which a kind is known, not one that only holds such a word.</summary>
    public static bool IsWord(string word) => Array.Exists(Rules, rule => rule.Words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>The kind of a task that the actor runs.</summary>
    public static Outcome<TaskKind> Find(Tx tx, long taskId) => TaskRows.FindRun(tx, taskId) is { } task
        ? Kept(tx, task)
        : RefusalCode.NotFound;

    /// <summary>Corrects what the rules made of it.</summary>
    public static Outcome<TaskKind> Correct(Tx tx, long taskId, TaskKind kind) => tx.UseCase<TaskKind>(() =>
    {
        if (TaskRows.FindRun(tx, taskId) is null)
        {
            return RefusalCode.NotFound;
        }

        tx.Run("UPDATE task SET kind = @kind, row_version = row_version + 1 WHERE id = @taskId", new { taskId, kind = kind.ToString() });
        tx.Audit("task", taskId, "set_kind", reason: kind.ToString());
        return kind;
    });

    private static TaskKind Kept(Tx tx, VolunteerTask task)
    {
        var row = tx.First<Row>("SELECT kind, skill FROM task WHERE id = @Id", new { task.Id })!;
        return row.Kind ?? Of(row.Skill, task.Title);
    }

    // The others are known by more than one kind of task: there the title tells.
    private static TaskKind? OfSkill(Skill skill) => skill switch
    {
        Skill.HealthCare => TaskKind.Medical,
        Skill.Tutoring => TaskKind.Tutoring,
        Skill.PolicyOutreach or Skill.LegalAid or Skill.DigitalHelp or Skill.JobsFinance => TaskKind.Lecture,
        Skill.HomeRepair => TaskKind.Repair,
        Skill.ElderDisabilityCare or Skill.Counselling => TaskKind.Care,
        Skill.Environment or Skill.CultureSports => TaskKind.Public,
        Skill.Mediation or Skill.FireEmergency or Skill.BilingualInterpreting or Skill.AgriHerding or Skill.DrivingLogistics => null,
    };

    private sealed record Row
    {
        public TaskKind? Kind { get; init; }

        public Skill? Skill { get; init; }
    }
}
