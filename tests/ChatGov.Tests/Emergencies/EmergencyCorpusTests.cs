using ChatGov.Conversations.Everyone;
using ChatGov.Emergencies;
using ChatGov.Organisations;
using Xunit.Abstractions;

namespace ChatGov.Tests.Emergencies;

/// <summary>
/// The sentences of the folder under the rules, as a chat would weigh them: <c>written.tsv</c>, from which the rules were made, and every
/// other file, from which they were not. A line is the words, <c>now</c>, <c>maybe</c> or <c>none</c>, the kind of emergency, the role.
/// </summary>
public sealed class EmergencyCorpusTests(ITestOutputHelper output)
{
    private const string Written = "written.tsv";

    // A number added to an answer is no false alarm; an answer that is lost is one.
    private const double MostFalseAlarms = 0.03;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Emergencies");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.tsv").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void No_emergency_is_missed_and_what_only_sounds_like_one_keeps_its_way(string file)
    {
        var sentences = Read(file);
        var missed = sentences.FindAll(each => each.Expected != Urgency.None && Weigh(each).Urgency < each.Expected);
        var harmless = sentences.FindAll(each => each.Expected == Urgency.None);
        var alarms = harmless.FindAll(each => Weigh(each).Urgency == Urgency.Now);

        output.WriteLine($"{file}: {sentences.Count - harmless.Count} emergencies, {missed.Count} missed; {harmless.Count} harmless, {alarms.Count} false alarms");
        Assert.True(missed.Count == 0, "missed:\n" + Shown(missed));
        Assert.True(alarms.Count <= (file == Written ? 0 : harmless.Count * MostFalseAlarms), "false alarms:\n" + Shown(alarms));
    }

    [Fact]
    public void The_written_half_is_large_on_both_sides_and_of_every_kind()
    {
        var sentences = Read(Written);
        var harmless = sentences.Count(each => each.Expected == Urgency.None);

        Assert.True(sentences.Count >= 640, $"{sentences.Count} sentences");
        Assert.InRange(harmless, 320, sentences.Count - 320);
        Assert.Equal(sentences.Count, sentences.Select(each => each.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Enum.GetValues<EmergencyKind>(), kind =>
            Assert.True(sentences.Count(each => each.Expected == Urgency.Now && each.Kinds.Contains(kind)) >= 8, $"too few of {kind}"));
    }

    [Fact]
    public void The_number_called_is_that_of_the_kind()
    {
        var wrong = Read(Written).FindAll(each => each.Expected == Urgency.Now && each.Kinds.Length > 0 && !each.Kinds.Contains(Weigh(each).Kind));

        Assert.True(wrong.Count == 0, Shown(wrong));
    }

    private static Finding Weigh(Sentence sentence) => CallFirst.Weigh(sentence.Text, sentence.Roles, isAnswering: false);

    private static string Shown(List<Sentence> sentences) => string.Join('\n', sentences.Select(each => $"  {each.Text} → {Weigh(each)}"));

    private static List<Sentence> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(Folder, file))
            .Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("text\t", StringComparison.Ordinal))
            .Select(line => Sentence.Of(line.Split('\t'))),
    ];

    private sealed record Sentence(string Text, Urgency Expected, EmergencyKind[] Kinds, HashSet<Role> Roles)
    {
        public static Sentence Of(string[] columns) => new(
            columns[0],
            Enum.Parse<Urgency>(columns[1], ignoreCase: true),
            [.. (columns.ElementAtOrDefault(2) ?? "").Split('|').Select(Kind).OfType<EmergencyKind>()],
            [.. RolesOf(columns.ElementAtOrDefault(3) ?? "")]);

        private static EmergencyKind? Kind(string name) => Enum.TryParse<EmergencyKind>(name, ignoreCase: true, out var kind) ? kind : null;

        private static IEnumerable<Role> RolesOf(string name) => name.ToLowerInvariant() switch
        {
            "secretary" => [Role.Secretary],
            "liaison" => [Role.UnitLiaison],
            _ => [],
        };
    }
}
