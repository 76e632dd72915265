using ChatGov.Emergencies;
using ChatGov.Rights;
using ChatGov.Sentences;
using Xunit.Abstractions;

namespace ChatGov.Tests.Emergencies;

/// <summary>
/// The sentences that the project has written down, under the rules as a chat would weigh them: <c>written.tsv</c>, from which the rules
/// were made; the files that another hand wrote, measured first and mended by kind afterwards; and the newest of these, measured only.
/// </summary>
public sealed class EmergencyCorpusTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Written = "written.tsv";

    // A number added to an answer is no false alarm; an answer that is lost is one.
    private const double MostFalseAlarms = 0.03;

    public static TheoryData<string> Files => [.. Sentence.Files];

    /// <summary>As the chat weighs them once it is up: an everyday wish outweighs what only sounds like an emergency.</summary>
    public Task InitializeAsync() => KnownSentences.Prepare();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, MemberData(nameof(Files))]
    public void No_emergency_is_missed_and_what_only_sounds_like_one_keeps_its_way(string file)
    {
        var measured = Measured.Of(Sentence.Of(file), ByRules);
        var most = file == Written ? 0 : measured.Harmless * MostFalseAlarms;

        output.WriteLine($"{file}: {measured}");
        Assert.True(measured.Missed.Count == 0, "missed:\n" + Shown(measured.Missed));
        Assert.True(measured.Alarms.Count <= most, "false alarms:\n" + Shown(measured.Alarms));
    }

    /// <summary>Nothing was mended for it and nothing is learned from it: what it shows may get better and never worse.</summary>
    [Fact]
    public void What_is_only_measured_does_not_get_worse()
    {
        using var file = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Emergencies", "measured-d.tsv"));
        var sentences = Sentence.Read(file);
        var (rules, both) = (Measured.Of(sentences, ByRules), Measured.Of(sentences, Weigh));

        output.WriteLine($"rules: {rules}");
        output.WriteLine($"both: {both}");
        Assert.True(both.Missed.Count <= 17, "missed:\n" + Shown(both.Missed));
        Assert.True(both.Signless.Count <= 1, "without any sign:\n" + Shown(both.Signless));
        Assert.True(both.Alarms.Count <= 10, "false alarms:\n" + Shown(both.Alarms));
        Assert.True(both.Lines.Count <= 28, "lines:\n" + Shown(both.Lines));
    }

    [Fact]
    public void The_written_half_is_large_on_both_sides_and_of_every_kind()
    {
        var sentences = Sentence.Of(Written);
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
        var wrong = Sentence.Of(Written).Where(each => each.Expected == Urgency.Now && each.Kinds.Length > 0 && !each.Kinds.Contains(Weigh(each).Kind)).ToList();

        Assert.True(wrong.Count == 0, Shown(wrong));
    }

    private static Finding Weigh(Sentence sentence) => CallFirst.Weigh(sentence.Text, RolesOf(sentence.Role), isAnswering: false);

    private static Finding ByRules(Sentence sentence) => Weigh(sentence) is var found && found.Rule == SecondReader.Name ? Finding.Nothing : found;

    private static string Shown(IEnumerable<Sentence> sentences) => string.Join('\n', sentences.Select(each => $"  {each.Text} → {Weigh(each)}"));

    private static HashSet<Role> RolesOf(string name) => name.ToLowerInvariant() switch
    {
        "secretary" => [Role.Secretary],
        "liaison" => [Role.UnitLiaison],
        _ => [],
    };

    /// <param name="Missed">Emergencies that got less than they should.</param>
    /// <param name="Signless">Emergencies that got nothing at all.</param>
    /// <param name="Alarms">Harmless words that lost their way.</param>
    /// <param name="Lines">Harmless words that got the line.</param>
    private sealed record Measured(int Emergencies, List<Sentence> Missed, List<Sentence> Signless, int Harmless, List<Sentence> Alarms, List<Sentence> Lines)
    {
        public static Measured Of(IReadOnlyList<Sentence> sentences, Func<Sentence, Finding> weigh)
        {
            var weighed = sentences.ToLookup(each => each.Expected != Urgency.None, each => (Sentence: each, weigh(each).Urgency));
            List<Sentence> Those(bool emergency, Func<Sentence, Urgency, bool> which) =>
                [.. weighed[emergency].Where(each => which(each.Sentence, each.Urgency)).Select(each => each.Sentence)];

            return new Measured(
                weighed[true].Count(),
                Those(true, (sentence, found) => found < sentence.Expected),
                Those(true, (_, found) => found == Urgency.None),
                weighed[false].Count(),
                Those(false, (_, found) => found == Urgency.Now),
                Those(false, (_, found) => found == Urgency.Maybe));
        }

        public override string ToString() =>
            $"{Emergencies} emergencies, {Missed.Count} missed, {Signless.Count} without any sign; {Harmless} harmless, {Alarms.Count} false alarms, {Lines.Count} lines";
    }
}
