using ChatGov.People;

namespace ChatGov.Matching;

/// <summary>
/// A word that a list is narrowed by: it is in the title, or names the skill or the kind (修灯 finds home repair), or is in
/// the name of the community.
/// </summary>
internal sealed record WordMatch(string Word, IReadOnlyList<Skill> Skills, IReadOnlyList<TaskKind> Kinds, IReadOnlySet<long> Orgs)
{
    public static List<WordMatch> All(IReadOnlyList<Community> communities, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return [];
        }

        return
        [
            .. words.Select(word => new WordMatch(
                word,
                SkillWords.Named(word),
                TaskKinds.Named(word),
                communities.Where(org => org.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(org => org.Id).ToHashSet())),
        ];
    }

    /// <summary>More than a word for a skill or a kind: when tasks are called so, these are meant and not all of that kind.</summary>
    public bool IsName => !SkillWords.IsWord(Word) && !TaskKinds.IsWord(Word);

    public bool Names(in OpenTask task, string title) => title.Contains(Word, StringComparison.OrdinalIgnoreCase) || Orgs.Contains(task.OrgId);

    public bool Takes(in OpenTask task, string title) =>
        Names(task, title)
        || (task.Skill is { } skill && Skills.Contains(skill))
        || (task.Credential is { } credential && Skills.Contains(credential))
        || Kinds.Contains(task.Kind);
}
