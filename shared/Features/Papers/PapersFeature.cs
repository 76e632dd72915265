using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Papers;

/// <summary>证明 and 单位信: what is made of the hours, and of nothing that is typed.</summary>
public static class PapersFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Papers",
        Tables = ["paper", "paper_state", "paper_kind", "paper_line"],
        Refusals = [.. PaperRefusal.All],
        Machines = [PaperMachine.Table],
        Timers = [new(PaperMachine.PreviewEnds, PaperTimers.EndPreview), new(PaperMachine.CalendarMissing, PaperTimers.ArmOnceCalendarIsThere)],
        ToDo =
        [
            new(
                ToDoKind.Letter, Can.RunCommunity,
                $"""
                SELECT p.id, p.org_id, '' AS title, h.name, p.requested_at AS since, CAST(NULL AS BIGINT) AS due_at
                FROM paper p JOIN person h ON h.id = p.person_id
                WHERE p.kind = '{nameof(PaperKind.UnitLetter)}' AND p.state = {PaperMachine.ToSign} AND {PaperRows.IsSignedByMe}
                """) { Person = "s.name" },
        ],
        MissesOffice = [$"SELECT org_id FROM paper WHERE state = {PaperMachine.ToSign}"],
        KeepsOpen = [
            $"SELECT org_id FROM paper WHERE state IN ({PaperMachine.Unsigned})",
            $"SELECT unit_id AS org_id FROM paper WHERE state IN ({PaperMachine.Unsigned})",
        ],
        Follows = [Follower.On<UnitLeft>((tx, left) => PaperRevoking.EndLettersTo(tx, left.PersonId, left.UnitId)), Follower.On<KindChanged>(PaperRevoking.EndLettersOfVolunteer)],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.Shown(PaperIssuing.ToHolder, "paper.person_id"), PersonPlace.OfOffice("paper.issued_by")],
        Leaves = [PaperRevoking.EndUnderWay],
        Forgets = [PaperRevoking.EndAll],
        Keeps = Nothing.Because("the row stays, without what was printed"),
        Retention = [new("paper", RetentionRule.Years(1), "requested_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL")],
        Merges = [(tx, from, _) => PaperRevoking.EndOfMerged(tx, from)],
    };
}
