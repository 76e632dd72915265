using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Matches;

/// <summary>对接: what a unit and a community agree on.</summary>
public static class MatchesFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Matches",
        Tables = ["list_match", "list_match_state"],
        Machines = [MatchMachine.Table],
        Timers = new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            [MatchMachine.AnswerDue] = Handshake.Remind,
            [MatchMachine.Lapse] = Handshake.LapseUnanswered,
            [MatchMachine.Close] = Handshake.CloseDelivered,
        },
        ToDo =
        [
            new(
                ToDoKind.Match, Can.RunCommunity,
                $"""
                SELECT m.id, n.org_id, f.title, m.created_at AS since, m.due_at
                FROM list_match m JOIN offer f ON f.id = m.offer_id JOIN need n ON n.id = m.need_id
                WHERE m.state IN ({MatchMachine.Proposed}) AND m.proposed_by = '{nameof(MatchSide.Unit)}'
                """),
        ],

        // A match is of a unit and a community: nobody is named in it.
        Leaves = (_, _) => { },
        Forgets = (_, _) => { },
    };
}
