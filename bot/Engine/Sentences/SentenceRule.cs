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

    /// <summary>All that is not the wish itself.</summary>
    Rest,

    /// <summary>The sentence as it was typed.</summary>
    All,
}

/// <summary>Something that can be wanted, and what the chat does for it.</summary>
/// <param name="Name">As the vocabulary of intents calls it.</param>
/// <param name="Topic">What answers it.</param>
/// <param name="Tells">It comes with a story of its own: words that nobody knows are no sign against it.</param>
internal sealed record Wish(string Name, string Topic, Carries Carries, IReadOnlyList<string> For, bool Tells)
{
    public List<string> Examples { get; } = [];
}

/// <summary>One thing that has to be said: words of these kinds, one right behind the other, or with something between.</summary>
/// <param name="Kinds">For each word in turn the kinds that do.</param>
/// <param name="Gap">How many letters may lie between two of them.</param>
internal sealed record Element(int[][] Kinds, int Gap)
{
    public bool IsFirst { get; init; }

    public bool IsLast { get; init; }
}

/// <param name="Needs">All of these have to be said.</param>
/// <param name="May">What makes it likelier.</param>
/// <param name="Without">What must not be said.</param>
/// <param name="Alone">Nothing else is said that means anything.</param>
/// <param name="Bonus">For what is surer, or less sure, than its words show.</param>
internal sealed record SentenceRule(Wish Wish, string Line, Element[] Needs, Element[] May, Element[] Without, bool Alone, double Bonus);
