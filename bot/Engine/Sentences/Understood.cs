using System.Text.Json.Serialization;

namespace ChatGov.Sentences;

/// <summary>What a sentence asks for.</summary>
/// <param name="Wish">Null where nothing is known that it could be.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Why">What of the sentence spoke for it most: letters, pairs of letters, kinds of words.</param>
/// <param name="Argument">What of the sentence goes to it.</param>
internal sealed record Understood(Wish? Wish, double Confidence, IReadOnlyList<string> Why, string Argument, Slots Slots)
{
    public static readonly Understood Nothing = new(null, 0, [], "", new Slots());

    /// <summary>It says no, asks, or speaks of somebody else: what it names is not to be kept without a question.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>It supposes, or tells of what has been or nearly was.</summary>
    public bool IsHedged { get; init; }

    /// <summary>A second wish in the same message.</summary>
    public Wish? Also { get; init; }

    /// <summary>Whatever else comes close, the likeliest first.</summary>
    public IReadOnlyList<Wish> Others { get; init; } = [];
}

/// <summary>The values that a sentence names.</summary>
internal sealed record Slots
{
    public IReadOnlyList<SaidTime> When { get; init; } = [];

    public int? Minutes { get; init; }

    /// <summary>Numbers of a list.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> N { get; init; } = [];

    /// <summary>Everything in the list.</summary>
    [JsonIgnore]
    public bool All { get; init; }

    [JsonPropertyName("n")]
    public object Numbers => All ? "all" : N;

    public long? Quantity { get; init; }

    public string? Place { get; init; }

    public string? Org { get; init; }

    public IReadOnlyList<string> Skill { get; init; } = [];

    public string? Code { get; init; }

    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>What is said no to.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];
}

/// <param name="From">ISO 8601, with the offset of Shanghai.</param>
/// <param name="To">The same.</param>
internal sealed record SaidTime(DateTimeOffset From, DateTimeOffset To, string Text)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OrInAWeek { get; init; }

    /// <summary><c>ask</c>: which calendar is not said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Calendar { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Again { get; init; }
}
