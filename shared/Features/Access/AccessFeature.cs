using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Access;

/// <summary>Who somebody is: accounts of messengers, codes, tokens, and how each ends.</summary>
public static class AccessFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Access",
        Tables = ["chat_identity", "access_code", "access_code_kind", "api_token", "api_token_kind", "departure", "departure_row", "departure_state", "wrong_try"],
        Refusals = [.. AccessRefusal.All],
        Machines = [DepartureMachine.Table],
        Timers = Nothing.Because("a code and a token end by the clock, whoever looks"),
        ToDo =
        [
            new(
                ToDoKind.Departures, Can.Operate,
                $"SELECT MIN(d.id) AS id, CAST(NULL AS BIGINT) AS org_id, '' AS title, MIN(d.noted_at) AS since, CAST(NULL AS BIGINT) AS due_at FROM departure d WHERE d.state = {DepartureMachine.Asked} GROUP BY d.state")
            {
                OrOwn = Can.Operate.OnTheWhole,
            },
        ],
        MissesOffice = Nothing.Because("the operator's office is nobody's below"),
        KeepsOpen = Nothing.Because("codes and tokens end with the office that they are for"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.ShownAs(nameof(People.OwnDataCopy.Messengers), "chat_identity.person_id"),
            PersonPlace.ShownAs(nameof(People.OwnDataCopy.OpenDoors), "api_token.person_id"),
            PersonPlace.NotShown("a code ends within weeks, and what came of it is shown: an account, an office, a report, a place", "access_code.issued_by", "access_code.used_by"),
            PersonPlace.OfOffice("departure.decided_by"),
        ],
        Leaves = Nothing.Because("whoever left still asks what is kept of them"),
        Forgets = [ApiTokens.ForgetHolder, Codes.Forget],
        Keeps =
        [
            new("api_token.secret_hash", "of a revoked secret that nobody can make anew, a year"),
            new("access_code.locator", "of a code that an office gave out, until a month after its end"),
            new("access_code.secret_hash", "of a code that an office gave out, until a month after its end"),
            new("departure.user_id", "an account of the company's that left and is nobody's here, 30 days"),
        ],
        Retention =
        [
            new("access_code", TimeSpan.FromDays(1), "kind = 'LinkChat' AND expires_at < @before"),
            new("access_code", TimeSpan.FromDays(30), "COALESCE(used_at, ended_at, expires_at) < @before"),
            new("api_token", RetentionRule.Years(1), "(expires_at < @before OR revoked_at < @before) AND NOT EXISTS (SELECT 1 FROM idempotency i WHERE i.token_id = api_token.id) AND NOT EXISTS (SELECT 1 FROM api_token c WHERE c.parent_id = api_token.id)"),
            new("departure", TimeSpan.FromDays(30), $"noted_at < @before AND state <> {DepartureMachine.Asked}"),
        ],
        Merges = Nothing.Because("codes and tokens end with the office that they are for"),
    };
}
