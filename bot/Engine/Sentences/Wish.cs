namespace ChatGov.Sentences;

/// <summary>What of a sentence goes to what was asked for.</summary>
internal enum Carries
{
    /// <summary>Nothing: the wish says all.</summary>
    Nothing,

    /// <summary>The numbers of a list.</summary>
    Numbers,

    /// <summary>The times, skills, places and areas that it names.</summary>
    Values,

    /// <summary>The first place that it names.</summary>
    Place,

    /// <summary>All but the words of asking.</summary>
    Rest,

    /// <summary>The sentence as it was typed.</summary>
    All,
}

/// <summary>Something that can be wanted, and what the chat does for it.</summary>
/// <param name="Name">As the vocabulary of wishes calls it.</param>
/// <param name="Topic">What answers it.</param>
/// <param name="For">Whose wish it is: member, resident, liaison, secretary; empty for anybody's.</param>
/// <param name="Asking">The kinds of words that only ask for it.</param>
internal sealed record Wish(string Name, string Topic, Carries Carries, IReadOnlyList<string> For, IReadOnlyList<int> Asking)
{
    /// <summary>What the vocabulary calls it, where one wish of it is two here: a yes to all that waits is its own topic.</summary>
    public string Called { get; init; } = Name;

    /// <summary>It looks back: 周四干完了 was the last Thursday.</summary>
    public bool LooksBack { get; init; }

    /// <summary>Nobody asks for it in an emergency.</summary>
    public bool IsEveryday { get; init; }

    /// <summary>It gives back, ends or refuses: 第二个不去了 is about the second.</summary>
    public bool Refuses { get; init; }

    /// <summary>As one would say it; what can be said is told by them.</summary>
    public List<string> Examples { get; } = [];
}
