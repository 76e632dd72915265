using System.Text.RegularExpressions;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>
/// Whoever waited for a row on PostgreSQL looks at it anew, but not at what NOT EXISTS had joined it with: a guard that compares its own
/// row with others counts them instead (shared/Engine/Data/README.md).
/// </summary>
public sealed partial class GuardTests
{
    // What they compare never changes in a row that is there, or it changes by a transaction that moves all of them together.
    private static readonly IReadOnlyDictionary<string, string> Unchanging = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CarePlanning.cs care_visit"] = "who visited stays who visited; erased once is erased for ever",
        ["ChatsOf.cs session"] = "a session keeps its account and its chat",
        ["OutboxStore.cs outbox"] = "to whom and where a message goes; a chat that moves takes all of its messages along",
        ["Cleaning.cs session"] = "a session keeps its id",
    };

    [Fact]
    public void No_guard_compares_its_own_row_with_others_by_NOT_EXISTS() =>
        Assert.Equal(
            Unchanging.Keys.Order(StringComparer.Ordinal),
            Project.Sources().SelectMany(source => Sinners(source.Text).Select(table => $"{Path.GetFileName(source.Path)} {table}")).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void One_that_does_is_found() => Assert.Equal(
        ["task"],
        Sinners("""
            tx.Run("UPDATE task SET taken = taken + 1 WHERE id = @id AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.until > task.starts_at)");
            tx.Run("UPDATE org SET closed_at = 1 WHERE id = @id AND NOT EXISTS (SELECT 1 FROM org c WHERE c.parent_id = @id)");
            """));

    private static IEnumerable<string> Sinners(string code) => Change().Matches(code)
        .Where(change => Part(change.Value).Any(guard => guard.Contains(change.Groups["table"].Value + ".", StringComparison.Ordinal)))
        .Select(change => change.Groups["table"].Value);

    private static IEnumerable<string> Part(string statement) => statement.Split("NOT EXISTS").Skip(1);

    // Up to the end of the text.
    [GeneratedRegex("""\b(?:UPDATE|DELETE FROM) (?<table>[a-z_]+)\b[^";]*""", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Change();
}
