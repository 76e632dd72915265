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

    public int Pages => (Tasks.Count + PageSize - 1) / PageSize;

    /// <summary>The task behind a number, from 1; null when there is no such number.</summary>
    public long? TaskAt(int number) => number >= 1 && number <= Tasks.Count ? Tasks[number - 1] : null;

    public IReadOnlyList<long> OnPage(int page) => [.. Tasks.Skip(page * PageSize).Take(PageSize)];
}
