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
        Before = Before,
        Note = Kept,
        IsAboutOneself = true,
    };

    public static Form Form { get; } = new()
    {
        Name = "skills",
        Undo = new Undo.Not(Undo.Not.Usual),
        Questions = [Skills],
        Do = run => run.Of(Skills) is not { SaysNothing: false } named
            ? new FormDone(new Message(run.Say("everyone.skipped")))
            : Preferences.SetSkills(run.Tx, named.After(Before(run))).Then(
                skills => new FormDone(new Message(skills.Count == 0 ? run.Say("skills.none") : run.Say("skills.done", ("skills", Skills.Listed(run, skills.Order()))) + NotKnown(run)))),
    };

    private static string NotKnown(FormRun run) => run.SaidTo(Skills) is { Code: null } said && SkillWords.Unknown(said.Words) is { Count: > 0 } unknown
        ? "\n" + run.Say("skills.unknown", ("words", string.Join(run.Say("form.enumeration"), unknown))) : "";

    private static List<Skill> Before(FormRun run) => run.Tx.Actor.PersonId is { } personId ? Preferences.SkillsOf(run.Tx, personId) : [];

    private static string Kept(FormRun run) => Before(run) is { Count: > 0 } skills ? run.Say("skills.kept", ("skills", Skills.Listed(run, skills.Order()))) : "";
}
