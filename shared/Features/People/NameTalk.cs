using ChatGov.Forms;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// The talk about a person's own name: the last answer, and what is in doubt about it. What looks like a sentence or a nickname is asked
/// about once and kept on a yes, or when it is said again; who does not want to say it hears what it is for and how to leave.
/// </summary>
public sealed record NameTalk(string Name, NameDoubt Doubt)
{
    public const string Yes = "name_yes";
    public const string No = "name_no";

    public static readonly NameTalk Open = new("", NameDoubt.None);

    // Longer ones are plainly no name.
    private const int LongestInDoubt = 4;

    // Who types 任务 here has lost the thread; nobody is called so.
    private static readonly HashSet<string> Commands = new(
        Language.All.SelectMany(Catalog.Of).Where(text => text.Key.StartsWith("words.", StringComparison.Ordinal)).SelectMany(text => text.Value.Split('|')).Select(word => word.Trim(' ', '*')),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The last answer itself is asked about: yes and no answer that.</summary>
    public bool IsAsked => Doubt is NameDoubt.Nickname or NameDoubt.Unusual;

    /// <param name="chosen">What was chosen instead of typing, if anything was.</param>
    /// <returns>The name; null where the talk goes on.</returns>
    public (NameTalk Next, string? Name) Hear(string words, string? chosen = null)
    {
        var assent = chosen is null ? Assent.Read(words) : chosen == Yes;
        if (IsAsked && assent is { } isIt)
        {
            return (Open, isIt ? Name : null);
        }

        if (assent == false)
        {
            return (new NameTalk("", NameDoubt.Refusal), null);
        }

        var read = NameWords.Read(words);
        var doubt = Commands.Contains(read.Name) ? NameDoubt.NoName : read.Doubt;
        var isSaidTwice = IsAsked && doubt is NameDoubt.Nickname or NameDoubt.Unusual && PersonName.AreSame(Name, read.Name);
        return doubt == NameDoubt.None || isSaidTwice ? (Open, read.Name) : (new NameTalk(read.Name, doubt), null);
    }

    /// <summary>What is said about the last answer, with the question or instead of it.</summary>
    public string Say(string language, string question)
    {
        if (Doubt == NameDoubt.None)
        {
            return question;
        }

        var about = Catalog.Say(language, "name.doubt." + Doubt, ("name", Name), ("limit", PersonName.Longest));
        return IsAsked ? about
            : Doubt != NameDoubt.Refusal ? about + "\n" + question
            : CouldBeOne ? about + "\n" + Catalog.Say(language, "name.doubt.Refusal.short", ("name", Name))
            : about;
    }

    private bool CouldBeOne => Name.Letters() <= LongestInDoubt && PersonName.IsOne(Name);
}
