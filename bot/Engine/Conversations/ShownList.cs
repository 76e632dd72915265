using ChatGov.Matching;

namespace ChatGov.Conversations;

/// <summary>
/// A list of tasks as it was when it was asked for. What is added, filled or cancelled afterwards changes no number: a
/// number stands for the same task until another list is asked for.
/// </summary>
/// <param name="Id">Of the message that asked for it: a button of an older list knows that it is one.</param>
/// <param name="Tasks">The first ones, in order.</param>
/// <param name="Total">How many there were in all.</param>
/// <param name="Page">The page shown last, from 0.</param>
public sealed record ShownList(long Id, ListFilter Filter, IReadOnlyList<long> Tasks, int Total, int Page)
{
    public const int PageSize = 5;

    /// <summary>There was one, and something else was shown since: no number stands for any task.</summary>
    public static readonly ShownList OutOfSight = new(0, ListFilter.Everything, [], 0, 0);

    public bool IsOutOfSight => Id == 0;

    public int Pages => (Tasks.Count + PageSize - 1) / PageSize;

    /// <summary>The furthest page that was shown.</summary>
    public int Seen { get; init; }

    /// <summary>The task behind a number, from 1; null when there is no such number, or when it was not shown: nobody means what they never saw.</summary>
    public long? TaskAt(int number) => number >= 1 && number <= Math.Min(Tasks.Count, (Math.Max(Seen, Page) + 1) * PageSize) ? Tasks[number - 1] : null;

    public ShownList At(int page) => this with { Page = page, Seen = Math.Max(Seen, page) };

    public IReadOnlyList<long> OnPage(int page) => [.. Tasks.Skip(page * PageSize).Take(PageSize)];
}
