using ChatGov.Needs;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Matches;

/// <summary>对接: what a unit and a community agree on.</summary>
public static class MatchesFeature
{
    private static readonly Nothing OfTwoPlaces = Nothing.Because("a match is of a unit and a community: nobody is named in it");

    public static readonly Feature Feature = new()
    {
        Name = "Matches",
        Tables = ["list_match", "list_match_state"],
        Refusals = [.. MatchRefusal.All],
        Machines = [MatchMachine.Table],
        Timers = [new(MatchMachine.AnswerDue, Handshake.Remind), new(MatchMachine.Lapse, Handshake.LapseUnanswered), new(MatchMachine.Close, Handshake.CloseDelivered)],
        ToDo =
        [
            new(ToDoKind.Match, Can.SpeakForCommunity, ProposedBy(MatchSide.Unit, "n.org_id")) { AskedBy = "s.unit" },
            new(ToDoKind.Match, Can.SpeakForUnit, ProposedBy(MatchSide.Community, "f.unit_id")) { AskedBy = "s.unit" },
        ],
        MissesOffice = Nothing.Because("its offer and its need are missed"),
        KeepsOpen = Nothing.Because("what it matches keeps it open"),
        Follows = [Follower.On<NeedWithdrawn>((tx, withdrawn) => Handshake.CancelAllOf(tx, withdrawn.Need))],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = [new(TaskSource.Match, Handshake.TaskOver)],
        Holds = OfTwoPlaces,
        Leaves = OfTwoPlaces,
        Forgets = OfTwoPlaces,
        Keeps =
        [
            new("list_match.reason_cipher", "why it came to nothing, a year"),
        ],
        Retention =
        [
            new("list_match", RetentionRule.Years(1), $"created_at < @before AND state IN ({MatchMachine.Over}) AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
        ],
        Merges = Nothing.Because("it goes with its offer and its need"),
    };

    private static string ProposedBy(MatchSide side, string asked) =>
        $"""
        SELECT m.id, {asked} AS org_id, f.title, u.name AS unit, m.created_at AS since, m.due_at
        FROM list_match m JOIN offer f ON f.id = m.offer_id JOIN org u ON u.id = f.unit_id JOIN need n ON n.id = m.need_id
        WHERE m.state = {MatchMachine.Proposed} AND m.proposed_by = '{side}'
        """;
}
