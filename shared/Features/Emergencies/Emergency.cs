namespace ChatGov.Emergencies;

/// <summary>What kind of help is needed; each has its own first words and its own number to call.</summary>
public enum EmergencyKind
{
    /// <summary>Somebody wishes to die or to harm themself.</summary>
    Life,

    Medical,

    /// <summary>Something eaten, drunk or swallowed that must not be.</summary>
    Poison,

    Fire,

    /// <summary>Gas, carbon monoxide: away first, call afterwards.</summary>
    Gas,

    /// <summary>In water, under ice, in a well or a pit.</summary>
    Water,

    /// <summary>In a lift, under what fell, locked in, stuck.</summary>
    Trapped,

    /// <summary>Flood, earthquake, landslide, a storm that takes people.</summary>
    Disaster,

    Traffic,

    Crime,

    Missing,

    /// <summary>Bitten, stung, kicked or trampled.</summary>
    Animal,

    /// <summary>A cry for help that does not say what happened.</summary>
    General,
}

/// <summary>How sure the words make us.</summary>
public enum Urgency
{
    None,

    /// <summary>It may be one: what was asked is done, the number is added.</summary>
    Maybe,

    /// <summary>The number comes first.</summary>
    Now,
}

/// <param name="Rule">The rule that decided, as it is called in <c>rules.txt</c>; empty for none.</param>
/// <param name="OfSelf">The speaker speaks of themself; told apart for <see cref="EmergencyKind.Life"/> alone.</param>
public sealed record Finding(Urgency Urgency, EmergencyKind Kind, string Rule, bool OfSelf = false)
{
    public static readonly Finding Nothing = new(Urgency.None, EmergencyKind.General, "");
}

/// <summary>Whether words tell of an emergency, by the rules of <c>rules.txt</c>: README.md beside it says how they read.</summary>
public static class EmergencyReader
{
    private static readonly RuleBook Book = RuleBook.Load();

    /// <summary>What the first of the strongest rules says.</summary>
    public static Finding Read(string text) => Book.Judge(text);

    internal static List<string> Units(string text) => Utterance.Units(text, Book.Spelling);
}
