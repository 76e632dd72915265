using System.Reflection;
using ChatGov.Data;
using ChatGov.Settings;
using ChatGov.Texts;

namespace ChatGov.HelpRequests;

/// <summary>
/// Answers to questions about the programme: those that hold everywhere, and those of the operator's file (<c>Answers:File</c>), which come
/// first and may differ by community. Told to the bot, they are kept in the database.
/// </summary>
public static class ProgramAnswers
{
    public const string Setting = "Answers:File";
    private const string Name = "program_answers";
    private const int Longest = 200_000;

    // Below that, likeness is chance: the community knows better.
    private const double Least = 0.3;

    private static readonly Lazy<IReadOnlyList<ProgramAnswer>> Everywhere = new(() => AnswerFile.Read(BuiltIn()));

    /// <exception cref="ConfigurationFault">There is no such file, or a line of it is none; it is named.</exception>
    public static async Task Keep(Db db, SettingValues settings)
    {
        if (settings.Find(Setting) is not { Length: > 0 } path)
        {
            return;
        }

        if (!File.Exists(path) || new FileInfo(path).Length > Longest)
        {
            throw new ConfigurationFault($"{Setting} has to be a text file of at most {Longest / 1000} KB");
        }

        var text = await File.ReadAllTextAsync(path);
        try
        {
            AnswerFile.Read(text);
        }
        catch (FormatException e)
        {
            throw new ConfigurationFault($"{Setting}: {e.Message}", e);
        }

        await db.Write(tx => SettingRows.Put(tx, Name, text));
    }

    /// <returns>The answer to the question that is most like it, or null.</returns>
    /// <param name="community">Whose answer is asked for, where it has one of its own.</param>
    public static string? Find(Tx tx, string question, string language, string? community)
    {
        var own = SettingRows.Read(tx, Name) is { } kept ? AnswerFile.Read(kept) : [];
        return Likest(own, question)?.In(language, community) ?? Likest(Everywhere.Value, question)?.In(language, community);
    }

    private static ProgramAnswer? Likest(IReadOnlyList<ProgramAnswer> answers, string question)
    {
        if (answers.Count == 0)
        {
            return null;
        }

        var questions = new Likenesses(answers.SelectMany((answer, at) => answer.Questions.Select(each => (at.ToString(System.Globalization.CultureInfo.InvariantCulture), each))));
        var (likest, likeness) = questions.Of(question).FirstOrDefault();
        return likeness >= Least ? answers[int.Parse(likest, System.Globalization.CultureInfo.InvariantCulture)] : null;
    }

    private static string BuiltIn()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("answers.txt")!);
        return reader.ReadToEnd();
    }
}

/// <param name="Questions">As people ask it, in any language.</param>
/// <param name="Texts">By language, or by the name of a community for its own.</param>
public sealed record ProgramAnswer(IReadOnlyList<string> Questions, IReadOnlyDictionary<string, string> Texts)
{
    public string? In(string language, string? community) =>
        community is not null && Texts.TryGetValue(community, out var own) ? own
        : Texts.GetValueOrDefault(language == Language.Chinese ? AnswerFile.Chinese : AnswerFile.English) ?? Texts.GetValueOrDefault(AnswerFile.Chinese);
}

/// <summary>Reads a file of answers: a line of questions after <c>?</c>, and below it a line for each language or community.</summary>
public static class AnswerFile
{
    internal const string Chinese = "zh";
    internal const string English = "en";

    /// <exception cref="FormatException">A line that is neither; its number is named, its words are not.</exception>
    public static IReadOnlyList<ProgramAnswer> Read(string text)
    {
        var answers = new List<(string[] Questions, Dictionary<string, string> Texts)>();
        foreach (var (at, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (line.StartsWith('?') || line.StartsWith('？'))
            {
                answers.Add((line[1..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), new(StringComparer.Ordinal)));
            }
            else if (answers.Count > 0 && line.IndexOfAny([':', '：']) is > 0 and var colon && answers[^1].Texts.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
            {
                continue;
            }
            else
            {
                throw new FormatException($"line {at + 1} is neither a question (? …) nor an answer to one (zh: …, en: …, or the name of a community)");
            }
        }

        return [.. answers.Where(answer => answer.Texts.Count > 0).Select(answer => new ProgramAnswer(answer.Questions, answer.Texts))];
    }
}
