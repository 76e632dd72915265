using ChatGov.Organisations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Registrations;

/// <summary>报到: a member reports to a community.</summary>
public static class RegistrationsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Registrations",
        Tables = ["registration", "registration_state", "registration_kind"],
        Refusals = [.. RegistrationRefusal.All],
        Machines = [RegistrationMachine.Table],
        Timers =
        [
            new(RegistrationMachine.AnswerDue, RegistrationTimers.RemindSecretaries),
            new(RegistrationMachine.Lapse, RegistrationTimers.LapseUnanswered),
            new(RegistrationMachine.InviteExpires, RegistrationTimers.LapseInvitation),
            new(RegistrationMachine.TransferFallsBack, RegistrationTimers.GiveUpTransfer),
            new(RegistrationMachine.SuspensionEnds, RegistrationTimers.WakeUp),
            new(RegistrationMachine.CalendarMissing, RegistrationTimers.ArmOnceCalendarIsThere),
        ],
        ToDo =
        [
            new(ToDoKind.Registration, Can.RunCommunity, Waiting("r.org_id", RegistrationMachine.Submitted)) { Person = "s.name", Unit = "s.unit", Variant = "s.kind" },
            new(ToDoKind.Transfer, Can.RunCommunity, Waiting("r.target_org_id", RegistrationMachine.Transferring)) { Person = "s.name", Unit = "s.unit", Variant = "s.kind" },
        ],
        MissesOffice =
        [
            $"SELECT org_id FROM registration WHERE state = {RegistrationMachine.Submitted}",
            $"SELECT target_org_id AS org_id FROM registration WHERE state = {RegistrationMachine.Transferring}",
        ],
        KeepsOpen = [
            $"SELECT org_id FROM registration WHERE state IN ({RegistrationMachine.Open})",
            $"SELECT target_org_id AS org_id FROM registration WHERE state = {RegistrationMachine.Transferring}",
        ],
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.Shown(RegistrationLists.ToMember, "registration.person_id")],
        Leaves = [RegistrationEndings.EndAllOf],
        Forgets = [RegistrationEndings.Forget],
        Keeps = Nothing.Because("the row stays, for the totals, without its words and its unit's row"),
        Retention =
        [
            new("registration", RetentionRule.Years(1), "ended_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
            new(
                "registration", RetentionRule.AfterService,
                """
                ended_at < @before
                AND NOT EXISTS (SELECT 1 FROM access_code i WHERE i.registration_id = registration.id)
                AND (person_id IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.id = registration.person_id AND p.erased_at IS NOT NULL)
                     OR EXISTS (SELECT 1 FROM registration r WHERE r.person_id = registration.person_id AND (r.ended_at IS NULL OR r.ended_at >= @before)))
                """),
        ],
        Merges = [CommunityTransfers.GoOver],
    };

    private static string Waiting(string org, string state) =>
        $"""
        SELECT r.id, {org} AS org_id, '' AS title, p.name, COALESCE(u.name, '') AS unit, COALESCE(p.kind, '') AS kind, r.submitted_at AS since, r.due_at
        FROM registration r JOIN person p ON p.id = r.person_id LEFT JOIN roster m ON m.id = r.roster_id LEFT JOIN org u ON u.id = m.unit_id
        WHERE r.state = {state} AND {Offices.IsMineToAnswer(org)}
        """;
}
