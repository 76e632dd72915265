using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>特长: what somebody can do, several at once; saying nothing is fine.</summary>
public static class SkillsForm
{
    private static readonly SeveralQuestion<Skill> Skills = new("skills")
    {
        Ask = "skills.ask",
        Unclear = new("skills.unclear"),
        Among = run => [.. Enum.GetValues<Skill>().Select(skill => new Option(skill.ToString(), Catalog.Name(run.Language, skill)))],
        OfCode = code => Enum.TryParse<Skill>(code, out var skill) ? [skill] : [],
        InWords = SkillWords.Read,
        ShowOne = Catalog.Name,
        SkipText = "everyone.skip",
    };

    public static Form Form { get; } = new()
    {
        Name = "skills",
        Undo = new Undo.Not(Undo.Not.Usual),
        Questions = [Skills],
        Do = run => run.Of(Skills) is not { Count: > 0 } skills
            ? new FormDone(new Message(run.Say("everyone.skipped")))
            : Preferences.SetSkills(run.Tx, [.. skills]).Then(
                _ => new FormDone(new Message(run.Say("skills.done", ("skills", string.Join("、", skills.Select(skill => Catalog.Name(run.Language, skill)))))))),
    };
}
