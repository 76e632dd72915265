namespace ChatGov.Emergencies;

/// <summary>
/// Reads what the rules see nothing in: words that are like the written emergencies get the line with the numbers, never more. It knows the
/// sentences of the folder and nothing that anybody wrote to the bot.
/// </summary>
public static class SecondReader
{
    /// <summary>How a finding of this reader is called where one of the rules names the rule.</summary>
    public const string Name = "resemblance";

    /// <summary>
    /// From here on words are taken for an emergency. Of the harmless sentences that are written down, and that were mostly written to
    /// look like emergencies, less than one in ten lies above it when it has not been learned: README.md.
    /// </summary>
    public const double Least = 0.6;

    // There are few of these among all emergencies, so that they lie low; hardly any of another kind lies above.
    private const double LeastOfLife = -0.8;

    // One sign alone tells of nothing that the rules would not know.
    private const int FewestUnits = 2;

    private static readonly Lazy<(Resemblance Emergency, Resemblance Life)> Learned = new(Learn);

    /// <summary>Learns now, in the background, so that nobody waits for it.</summary>
    public static Task Prepare() => Task.Run(() => Learned.Value);

    /// <summary>A line or nothing.</summary>
    public static Finding Read(string text)
    {
        var units = EmergencyReader.Units(text);
        if (units.Count(unit => unit is not (Utterance.Pause or Utterance.Stop)) < FewestUnits || Learned.Value.Emergency.Of(units) < Least)
        {
            return Finding.Nothing;
        }

        var kind = Learned.Value.Life.Of(units) < LeastOfLife ? EmergencyKind.General : EmergencyKind.Life;
        return new Finding(Urgency.Maybe, kind, Name);
    }

    /// <summary>Which of the words weighed most.</summary>
    public static IReadOnlyList<Sign> Why(string text) => Learned.Value.Emergency.Why(text);

    /// <summary>Whether words tell of an emergency, as far as some sentences show.</summary>
    public static Resemblance Emergencies(IEnumerable<Sentence> sentences) => Resemblance.Learn(sentences, each => each.Expected != Urgency.None);

    private static (Resemblance Emergency, Resemblance Life) Learn()
    {
        var sentences = Sentence.Files.SelectMany(Sentence.Of).ToList();
        return (
            Emergencies(sentences),
            Resemblance.Learn(sentences.Where(each => each.Expected != Urgency.None), each => each.Kinds.Contains(EmergencyKind.Life)));
    }
}
