using System.Collections.Concurrent;
using ChatGov.Claims;
using ChatGov.Machines;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using Xunit.Abstractions;

namespace ChatGov.Tests.Conversations;

/// <summary>
/// Every transition of tasks and claims as a conversation at the front door, read with
/// <c>dotnet test --filter TransitionTests --logger "console;verbosity=detailed"</c>. The tables of the two machines say
/// which there are; one that no transcript takes fails here.
/// </summary>
public sealed class TransitionTests(TransitionTests.Walks walks, ITestOutputHelper output) : IClassFixture<TransitionTests.Walks>
{
    /// <summary>Steps that no conversation can take, and why.</summary>
    private static readonly Dictionary<string, string> OutOfReach = new(StringComparer.Ordinal)
    {
        ["task: Draft → Cancelled"] = "a draft is the open conversation; 取消 puts it away before there is a task",
        ["task: Draft → Withdrawn"] = "a draft is the open conversation; 取消 puts it away before there is a task",
        ["claim: CheckedIn → Unconfirmed"] = "the check-out two hours after the end comes first; the row is the net under it",
        ["claim: Attended → Disputed"] = "Attended goes on to Recorded in the same transaction; an objection starts there",
    };

    public static IEnumerable<object[]> Each() => TransitionTranscripts.All.Keys.SelectMany(
        _ => new DatabasesAttribute().GetData(null!), (name, provider) => (object[])[name, provider[0]]);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task It_goes_as_written(string transcript, Provider provider)
    {
        output.WriteLine((await walks.Of(transcript, provider)).Told);
    }

    [Fact]
    public async Task Every_transition_of_the_two_tables_has_a_transcript()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in TransitionTranscripts.All.Keys)
        {
            seen.UnionWith((await walks.Of(name, Provider.Sqlite)).Steps);
        }

        var known = Steps(TaskMachine.Table).Concat(Steps(ClaimMachine.Table)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(seen.Except(known));
        Assert.Empty(OutOfReach.Keys.Except(known));
        Assert.Empty(OutOfReach.Keys.Intersect(seen));
        Assert.Empty(known.Except(seen).Except(OutOfReach.Keys));
    }

    private static IEnumerable<string> Steps<TState>(Machine<TState> machine)
        where TState : struct, Enum => machine.Transitions.Select(row => new AuditStep
        {
            Entity = machine.Entity,
            FromState = row.From?.ToString(),
            ToState = row.To.ToString(),
        }.ToString());

    /// <summary>Each conversation is held once on each database, whichever test asks first.</summary>
    public sealed class Walks
    {
        private readonly ConcurrentDictionary<(string, Provider), Lazy<Task<(string Told, IReadOnlyList<string> Steps)>>> _held = new();

        public Task<(string Told, IReadOnlyList<string> Steps)> Of(string name, Provider provider) =>
            _held.GetOrAdd((name, provider), _ => new(() => Hold(name, provider))).Value;

        private static async Task<(string Told, IReadOnlyList<string> Steps)> Hold(string name, Provider provider)
        {
            await using var transcript = await Transcript.Begin(provider, "甲", "乙", "丙");
            await TransitionTranscripts.All[name](transcript);
            return (transcript.ToString(), [.. transcript.End().Select(step => step.ToString())]);
        }
    }
}
