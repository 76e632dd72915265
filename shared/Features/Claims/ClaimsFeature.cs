using ChatGov.Organisations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Claims;

/// <summary>认领: a person's place in a task.</summary>
public static class ClaimsFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Claims",
        Tables = ["claim", "claim_state", "qualification", "qualification_kind", "step_in_request"],
        Refusals = [.. ClaimRefusal.All],
        Machines = [ClaimMachine.Table],
        Timers =
        [
            new(ClaimMachine.AskAgain, ClaimApplications.AskAgain),
            new(ClaimMachine.NoAnswer, ClaimApplications.DeclineUnanswered),
            new(ClaimMachine.RunsOut, PlaceOffers.Lapse),
            new(ClaimMachine.Delivered, PlaceOffers.StartClock),
            new(ClaimMachine.ForgottenCheckOut, CheckIns.CheckOutByItself),
        ],
        ToDo =
        [
            new(
                ToDoKind.Claim, Can.RunCommunity,
                $"""
                SELECT c.id, t.org_id, t.title, p.name, c.claimed_at AS since, t.starts_at AS due_at
                FROM claim c JOIN task t ON t.id = c.task_id JOIN person p ON p.id = c.person_id
                WHERE c.state = {ClaimMachine.WaitsForAYes} AND {Offices.IsMineToAnswer("t.org_id")}
                """) { Person = "s.name" },
        ],
        MissesOffice = Nothing.Because("its task is missed"),
        KeepsOpen = Nothing.Because("its task keeps it open"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.NotShown("how many they claimed stands in the first lines of what they are shown", "claim.person_id"),
            PersonPlace.Shown(Qualifications.ToHolder, "qualification.person_id"),
            PersonPlace.Shown(StepInRequests.ToAsked, "step_in_request.person_id"),
            PersonPlace.OfRoster("claim.confirmed_by"),
            PersonPlace.OfOffice("qualification.checked_by"),
        ],
        Leaves = [ClaimWithdrawals.ReleaseAllOf],
        Forgets = [Qualifications.Forget, StepInRequests.Forget],
        Keeps = [new("claim.minutes", "the time served, without a name")],
        Retention =
        [
            new("step_in_request", TimeSpan.FromDays(7), "asked_at < @before"),
            new("qualification", RetentionRule.Years(1), "valid_until < @before"),
        ],
        Merges = Nothing.Because("it goes with its task"),
    };
}
