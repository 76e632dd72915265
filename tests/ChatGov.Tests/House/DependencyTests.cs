using System.Text.RegularExpressions;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>
/// Who may know whom: bot → shared ← admin; the rules know neither chat nor HTTP; the engine no feature; features in circles only where it says
/// why. Read from the sources: a namespace is what its folder is called.
/// </summary>
public sealed partial class DependencyTests
{
    private const string Engine = "Engine";

    /// <summary>What the engine knows of a feature all the same.</summary>
    private static readonly Dictionary<string, string> EngineKnows = new(StringComparer.Ordinal)
    {
        ["Data → Access"] = "a key that goes for good ends the codes and tokens that it hashed, which only Access knows to be open",
        ["Forms → Photos"] = "photos travel with the answers to a question, so a form says what they go with",
        ["Retention → People"] = "who outlived every reason to be kept is erased, which is a person's own act",
    };

    /// <summary>The same of the engine of the chat.</summary>
    private static readonly Dictionary<string, string> ChatEngineKnows = new(StringComparer.Ordinal)
    {
        ["Conversations → Access"] = "whose account a messenger says is gone, or back",
        ["Conversations → Claims"] = "the numbers of a list in sight stand for tasks to look at and to claim",
        ["Conversations → Emergencies"] = "who needs help now is told where to call before anything else",
        ["Conversations → HelpRequests"] = "a human is the way out of whatever was not understood",
        ["Conversations → Matching"] = "a list of tasks is narrowed, and which one is meant found, by the same words",
        ["Conversations → Needs"] = "whoever speaks Mongolian is offered somebody who does as well",
        ["Conversations → Organisations"] = "what somebody may ask for goes by the offices they hold",
        ["Conversations → People"] = "who speaks, and whether they agreed to be listened to",
        ["Conversations → Photos"] = "a photo may come with any message",
        ["Conversations → Registrations"] = "a link with an invite code opens the chat, and 待办 says when no deadline can be told",
        ["Conversations → Tasks"] = "the numbers of a list in sight stand for tasks",
        ["Inbox → HelpRequests"] = "what cannot be handled goes to a human",
        ["Media → Photos"] = "what is fetched is cleaned before it is kept",
        ["Sentences → Emergencies"] = "the command that prints what a sentence is understood as says so of emergencies too",
        ["Sentences → People"] = "skills are values of a sentence",
        ["Timers → People"] = "how long a no to the notice is remembered",
    };

    /// <summary>Features that know each other in a circle, and why they are still several.</summary>
    private static readonly Dictionary<string, string> Circles = new(StringComparer.Ordinal)
    {
        ["Access, Claims, Emergencies, HelpRequests, Hours, Matching, Organisations, Papers, People, Photos, Registrations, Tasks"] =
            "who somebody is, where they serve and what they took on: a task knows who claimed it and a claim its task, hours end both, a rest and a move "
            + "ask what is still held, an office is somebody's, and a copy of one's data shows what was asked. What stands on them stands outside",
    };

    private static readonly IReadOnlyList<Source> Sources =
    [
        .. Project.Sources().Select(file => (Path: System.IO.Path.GetRelativePath(Project.Root, file.Path).Replace('\\', '/'), file.Text))
            .Where(file => file.Path.Split('/').Length > 3)
            .Select(file => new Source(file.Path.Split('/')[0], file.Path.Split('/')[1], file.Path.Split('/')[2], file.Text)),
    ];

    /// <summary>Its settings count only before its first use: whoever opened a file by another way would take them from all who come after.</summary>
    [Fact]
    public void SQLite_is_reached_by_one_way() => Assert.Equal(
        ["shared/Engine/Data/Sqlite.cs"],
        Project.Sources().Where(file => file.Text.Contains("new SqliteConnection(", StringComparison.Ordinal)).Select(file => System.IO.Path.GetRelativePath(Project.Root, file.Path)));

    [Theory]
    [InlineData("shared", "bot")]
    [InlineData("shared", "admin")]
    [InlineData("bot", "admin")]
    [InlineData("admin", "bot")]
    public void A_project_knows_no_other_than_shared(string project, string other)
    {
        var file = Assert.Single(Directory.GetFiles(Project.File(project), "*.csproj"));
        Assert.DoesNotContain($"../{other}/", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_know_neither_chat_nor_http() => Assert.Empty(
        Sources.Where(source => source.Project == "shared" && Surface().IsMatch(source.Text)).Select(source => $"{source.Folder}/{source.Part}").Distinct());

    [Theory]
    [InlineData("shared")]
    [InlineData("bot")]
    public void The_engine_knows_no_feature_but_where_it_says_why(string project)
    {
        var features = Parts("Features");
        Assert.NotEmpty(features);
        var known = Sources.Where(source => source.Project == project && source.Folder == Engine)
            .SelectMany(source => Named(source.Text, features).Select(name => $"{source.Part} → {name}")).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal((project == "bot" ? ChatEngineKnows : EngineKnows).Keys.Order(StringComparer.Ordinal), known);
    }

    [Fact]
    public void Features_know_each_other_in_circles_only_where_it_says_why()
    {
        var features = Parts("Features");
        var knows = features.ToDictionary(
            feature => feature,
            feature => Sources.Where(source => source is { Project: "shared", Folder: "Features" } && source.Part == feature)
                .SelectMany(source => Named(source.Text, features)).Where(name => name != feature).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

        Assert.Equal(Circles.Keys.Order(StringComparer.Ordinal), CirclesIn(knows).Order(StringComparer.Ordinal));
        Assert.All(Circles.Values, Assert.NotEmpty);
    }

    [Fact]
    public void A_circle_is_found() => Assert.Equal(
        ["A, B, C"],
        CirclesIn(new Dictionary<string, HashSet<string>>(StringComparer.Ordinal) { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A", "D"], ["D"] = [] }));

    [Theory]
    [InlineData("using ChatGov.Needs;\n", "Needs")]
    [InlineData("Needs.NeedTasks.Settle(tx);", "Needs")]
    [InlineData("ChatGov.Needs.NeedTasks.Settle(tx);", "Needs")]
    [InlineData("/// <see cref=\"Needs.NeedTasks\"/>", null)]
    [InlineData("view.Needs.Count", null)]
    [InlineData("\"Needs.None\"", null)]
    public void What_names_a_feature_is_found(string text, string? feature) => Assert.Equal(feature, Named(text, ["Needs"]).FirstOrDefault());

    private static IReadOnlyList<string> Parts(string folder) =>
        [.. Sources.Where(source => source.Project == "shared" && source.Folder == folder).Select(source => source.Part).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Named(string text, IReadOnlyList<string> features)
    {
        var code = Aside().Replace(text, "");
        return features.Where(feature => Regex.IsMatch(code, $@"using (static )?ChatGov\.{feature}\b|(?<![\w.])(ChatGov\.)?{feature}\.[A-Z]\w", RegexOptions.None, TimeSpan.FromSeconds(2)));
    }

    // Those that reach each other, as one line each.
    private static IEnumerable<string> CirclesIn(IReadOnlyDictionary<string, HashSet<string>> knows)
    {
        var reach = knows.Keys.ToDictionary(each => each, each => Reach(knows, each), StringComparer.Ordinal);
        return knows.Keys.Where(each => reach[each].Contains(each))
            .Select(each => string.Join(", ", knows.Keys.Where(other => reach[each].Contains(other) && reach[other].Contains(each)).Order(StringComparer.Ordinal))).Distinct();
    }

    private static HashSet<string> Reach(IReadOnlyDictionary<string, HashSet<string>> knows, string from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var open = new Queue<string>(knows[from]); open.TryDequeue(out var next);)
        {
            if (seen.Add(next))
            {
                foreach (var further in knows[next])
                {
                    open.Enqueue(further);
                }
            }
        }

        return seen;
    }

    private sealed record Source(string Project, string Folder, string Part, string Text);

    [GeneratedRegex(@"///.*|//.*|""(?:[^""\\\n]|\\.)*""", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Aside();

    [GeneratedRegex(@"using (Microsoft\.AspNetCore|Telegram\.Bot|ChatGov\.(Conversations|Http|Api)\b)", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Surface();
}
