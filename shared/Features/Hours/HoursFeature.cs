using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Hours;

/// <summary>时长: who was there, and for how long.</summary>
public static class HoursFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Hours",
        Tables = ["service_record", "objection"],
        Refusals = [.. HoursRefusal.All],
        Machines = Nothing.Because("a row of hours is written once, and an objection is decided once"),
        Timers = Nothing.Because("the task closes the time in which one may object"),
        ToDo =
        [
            new(
                ToDoKind.Roster, Can.RunCommunity,
                $"""
                SELECT t.id, t.org_id, t.title, t.taken, t.lead_id, t.ends_at AS since, CAST(NULL AS BIGINT) AS due_at
                FROM task t WHERE t.state IN ({TaskMachine.Open}) AND t.ends_at <= @Now AND t.taken > 0
                  AND (t.organiser_id = @acting_person OR t.lead_id = @acting_person OR {Offices.IsMineToAnswer("t.org_id")})
                """) { Quantity = "s.taken", OrOwn = "(@acting_role IS NULL AND s.lead_id = @acting_person)" },
            new(
                ToDoKind.Objection, Can.RunCommunity,
                """
                SELECT b.id, t.org_id, t.title, p.name, b.raised_at AS since, CAST(NULL AS BIGINT) AS due_at
                FROM objection b JOIN claim c ON c.id = b.claim_id JOIN task t ON t.id = c.task_id JOIN person p ON p.id = c.person_id
                WHERE b.decided_at IS NULL AND c.person_id <> @acting_person AND (b.first_by IS NULL OR b.first_by <> @acting_person)
                """) { Person = "s.name" },
        ],
        MissesOffice = Nothing.Because("its task is missed"),
        KeepsOpen = Nothing.Because("what was done stays where it was done"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.NotShown("their sum stands in the first lines of what they are shown, and each row in 时长", "service_record.person_id"),
            PersonPlace.Shown(Objections.ToMember),
            PersonPlace.OfRoster("service_record.confirmed_by", "objection.decided_by"),
            PersonPlace.OfOffice("objection.first_by"),
        ],
        Leaves = Nothing.Because("what was served stays theirs, and what they said about it is decided"),
        Forgets = [Objections.ForgetWords],
        Keeps =
        [
            new("service_record.day", "the time served, without a name"),
            new("service_record.minutes", "the time served, without a name"),
        ],
        Retention = Nothing.Because("hours are kept for the community's totals; the words of an objection go when it is decided"),
        Merges = Nothing.Because("it goes with its task"),
    };
}
