using System.Reflection;

namespace ChatGov.Emergencies;

/// <summary>A word of a class that was found: the units from <paramref name="Start"/> up to, but without, <paramref name="End"/>.</summary>
internal readonly record struct Hit(int Class, int Start, int End)
{
    public int Length => End - Start;

    public bool Holds(Hit other) => Start <= other.Start && End >= other.End;
}

/// <summary>One sign that a rule asks for.</summary>
/// <param name="Classes">A word of any of these.</param>
/// <param name="Gap">At most so many units after the one before.</param>
/// <param name="EitherOrder">It may stand before the one before as well.</param>
/// <param name="NotAcross">No word of these between the two.</param>
internal sealed record Step(int[] Classes, int Gap, bool EitherOrder, int[] NotAcross);

/// <param name="Without">Words of these anywhere in the sentence: the rule does not hold.</param>
/// <param name="With">Of each of these sets a word somewhere in what was said.</param>
/// <param name="Alone">Nothing else was said.</param>
/// <param name="MayRise">An uncertain sign that becomes certain where nothing else was the matter.</param>
internal sealed record Rule(string Name, EmergencyKind Kind, Urgency Urgency, Step[] Steps, int[] Without, int[][] With, bool Alone, bool MayRise);

internal enum Place
{
    /// <summary>Before one of the signs, at most so many units.</summary>
    Before,

    /// <summary>After the last of them, at most so many units.</summary>
    After,

    /// <summary>Right behind the last of them.</summary>
    Next,

    /// <summary>At its very end.</summary>
    Ends,

    /// <summary>In the same sentence.</summary>
    With,

    /// <summary>Anywhere behind the last of them.</summary>
    Later,

    /// <summary>As the first word of all.</summary>
    First,
}

internal sealed record Condition(Place Place, int Gap, int Class);

/// <summary>What makes signs mean less: a word of teaching behind them, a "not" before them.</summary>
internal sealed record Calm(Urgency Most, EmergencyKind[] Kinds, Condition When, Condition[] Unless);

/// <summary>The rules as <c>rules.txt</c> has them, ready to be looked up.</summary>
public sealed class RuleBook
{
    /// <summary>Words that only sound like a sign; what begins inside them is no hit.</summary>
    internal const string Blind = "blind";

    private RuleBook(RuleFile file)
    {
        Spelling = file.Spelling;
        Words = new WordTree();
        var numbers = file.Classes.Keys.Select((name, at) => (name, at)).ToDictionary(each => each.name, each => each.at, StringComparer.Ordinal);
        foreach (var (name, words) in file.Classes)
        {
            foreach (var word in words)
            {
                Words.Add(Utterance.Units(word, Spelling), numbers[name]);
            }
        }

        Rules = [.. file.Rules(numbers)];
        Calms = [.. file.Calms(numbers)];
        ClassCount = numbers.Count;
        BlindClass = numbers[Blind];
        IsSign = new bool[ClassCount];
        foreach (var each in Rules.SelectMany(rule => rule.Steps).SelectMany(step => step.Classes))
        {
            IsSign[each] = true;
        }

        CalmsOnly = new bool[ClassCount];
        foreach (var calm in Calms.Where(calm => !IsSign[calm.When.Class]))
        {
            CalmsOnly[calm.When.Class] = true;
        }

        Urgent = numbers["urgent"];
        Ordinary = numbers["ordinary"];
        Speaker = numbers["self"];
        OtherPerson = numbers["other"];
        Towards = numbers["towards"];
        Crowd = numbers["crowd"];
        Leaves = numbers["leaves"];
    }

    internal Spelling Spelling { get; }

    internal WordTree Words { get; }

    internal Rule[] Rules { get; }

    internal Calm[] Calms { get; }

    internal int ClassCount { get; }

    internal int BlindClass { get; }

    internal bool[] IsSign { get; }

    internal bool[] CalmsOnly { get; }

    /// <summary>快来, 怎么办: an uncertain sign becomes a certain one.</summary>
    internal int Urgent { get; }

    /// <summary>Words of everyday business: beside them an uncertain sign stays one.</summary>
    internal int Ordinary { get; }

    internal int Speaker { get; }

    internal int OtherPerson { get; }

    /// <summary>给, 替, 对: whoever stands behind is not the one who does.</summary>
    internal int Towards { get; }

    /// <summary>大家, 没人, 找个人: nobody in particular.</summary>
    internal int Crowd { get; }

    /// <summary>走了, 不管, 嫌: what others do to the one who speaks.</summary>
    internal int Leaves { get; }

    public static RuleBook Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("emergencies/rules.txt")!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <exception cref="FormatException">A line that is no rule; it is named.</exception>
    public static RuleBook Read(string text) => new(RuleFile.Read(text));

    /// <summary>What the first of the strongest rules says.</summary>
    public Finding Judge(string text) => new Reading(this, Utterance.Units(text, Spelling)).Judge();
}
