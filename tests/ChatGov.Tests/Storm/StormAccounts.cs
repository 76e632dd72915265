using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Storm;

/// <summary>What has to be true after a storm.</summary>
/// <param name="textsOf">What arrived at a member, in order.</param>
/// <param name="isGivenUp">Whether the messenger gave up these words of a member: what they cause may then be there, or not.</param>
internal sealed partial class StormAccounts(Db db, IReadOnlyList<StormMember> members, Func<StormMember, IEnumerable<string>> textsOf, Func<string, bool> isGivenUp)
{
    public void Check()
    {
        Effects();
        Replies();
        Order();
    }

    /// <summary>What was answered is there once; what a messenger gave up at most once, for it may have been stored and the answer lost.</summary>
    private void Effects() => db.Read(tx =>
    {
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled' OR payload IS NOT NULL"));
        var kept = HelpTexts.All(tx);
        var said = members.SelectMany(member => member.Words).ToList();
        Assert.Equal(kept.Distinct(StringComparer.Ordinal).Count(), kept.Count);
        Assert.Empty(kept.Except(said));
        Assert.Empty(said.Where(words => !isGivenUp(words)).Except(kept));
        Assert.Equal(kept.Count, tx.Count("SELECT COUNT(*) FROM audit WHERE entity = 'help_request' AND action IN ('open', 'join')"));
        Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM (SELECT person_id FROM claim GROUP BY person_id HAVING COUNT(*) > 1) AS twice"));
        Assert.True(tx.Exists("SELECT COUNT(*) FROM claim WHERE state = 'Confirmed'"), "nobody took a task");
        return true;
    });

    /// <summary>Each reply was sent, or its end has a name; what was sent arrived, twice only where its fate was unknown.</summary>
    private void Replies() => db.Read(tx =>
    {
        var rows = tx.All<Row>("SELECT sent_channel, sent_chat_id, state, uncertain FROM outbox WHERE kind = 'Reply' AND sent_chat_id IS NOT NULL");
        var ends = tx.All<string>("SELECT DISTINCT state FROM outbox WHERE kind = 'Reply'");
        Assert.All(ends, end => Assert.Contains(end, new[] { "Sent", "Uncertain", "Unreachable" }));
        var doubts = rows.ToLookup(row => (row.SentChannel, row.SentChatId));
        foreach (var member in members.Where(member => !member.IsGone))
        {
            var own = doubts[(member.Channel, member.UserId)].ToList();
            var arrived = Arrived(member).Count;
            var (most, least) = (member.Words.Count(), member.Words.Count(words => !isGivenUp(words)));
            Assert.InRange(arrived, least - own.Count(row => row.State == "Uncertain"), most + (int)own.Sum(row => row.Uncertain));
        }

        return true;
    });

    /// <summary>
    /// The numbers of the replies ascend in each chat; one that came again stands where it came first. They are handled as
    /// they came too; WeCom says nothing of the order of calls that overlap, so there it counts only beyond their retries.
    /// </summary>
    private void Order()
    {
        foreach (var member in members.Where(member => member.IsTalkative && !member.IsGone))
        {
            var numbers = Arrived(member).Distinct().ToList();
            Assert.Equal(numbers.Order(), numbers);
        }

        var behind = db.Read(tx => tx.Count(
            """
            SELECT COUNT(*) FROM help_request h JOIN inbox i ON i.id = h.inbox_id
            JOIN help_request l ON l.id > h.id JOIN inbox j ON j.id = l.inbox_id AND j.channel = i.channel AND j.lane = i.lane AND j.id < i.id
            WHERE h.person_id = l.person_id AND (i.channel = 'telegram' OR i.received_at > j.received_at + 10000)
            """));
        Assert.Equal(0, behind);
    }

    private List<int> Arrived(StormMember member) =>
    [
        .. textsOf(member)
            .Select(text => text.Contains("已交给平台运营方", StringComparison.Ordinal) ? 1
                : Line().Match(text) is { Success: true } line ? int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : 0)
            .Where(line => line > 0),
    ];

    [GeneratedRegex("这是第 ([0-9]+) 句", RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    private sealed record Row
    {
        public string SentChannel { get; init; } = "";

        public string SentChatId { get; init; } = "";

        public string State { get; init; } = "";

        public long Uncertain { get; init; }
    }
}
