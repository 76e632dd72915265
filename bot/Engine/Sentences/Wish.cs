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
    /// <summary>As one would say it; what can be said is told by them.</summary>
    public List<string> Examples { get; } = [];
}
