using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.ToDo;

namespace ChatGov.HelpRequests;

/// <summary>转人工, 投诉平台, and emergencies of which somebody was told: a human answers.</summary>
public static class HelpRequestsFeature
{
    [Limit("helpYears")]
    private const int YearsKept = 2;

    public static readonly Feature Feature = new()
    {
        Name = "HelpRequests",
        Tables = ["help_request", "help_request_kind"],
        Refusals = [.. HelpRefusal.All],
        Machines = Nothing.Because("it is open until it is answered, once"),
        Timers = Nothing.Because("whoever waits for a human is told of no deadline; it stays in 待办 until it is answered"),
        ToDo =
        [
            new(ToDoKind.HelpRequest, Can.RunCommunity, "SELECT h.id, h.org_id, '' AS title, h.created_at AS since, CAST(NULL AS BIGINT) AS due_at, h.kind, h.text FROM help_request h WHERE h.answered_at IS NULL")
            {
                OrOwn = $"(s.org_id IS NULL AND {Can.Operate.OnTheWhole})",
                Variant = "s.kind",
                Words = ("s.text", HelpRequestActs.SealedText),
            },
        ],
        MissesOffice = ["SELECT org_id FROM help_request WHERE answered_at IS NULL"],
        KeepsOpen = ["SELECT org_id FROM help_request WHERE answered_at IS NULL"],
        Follows = [Follower.On<ChatForgotten>(HelpRequestActs.ForgetChat)],
        PhotosOf = [new(PhotoSubject.HelpRequest, HelpRequestActs.Answers, HelpRequestActs.IsOpenOf)],
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.ShownAs(nameof(People.OwnDataCopy.Requests), "help_request.person_id")],
        Leaves = Nothing.Because("what was asked is still answered"),
        Forgets = [HelpRequestActs.ForgetAsker],
        Keeps = [new("help_request.text", "of which kind an emergency was, a word of the program's, until 2 years after it")],
        Retention =
        [
            new("help_request", RetentionRule.Years(YearsKept), "created_at < @before AND (text IS NOT NULL OR person_id IS NOT NULL OR chat_id <> '')", Set: "text = NULL, person_id = NULL, chat_id = ''"),
        ],
        Merges = [HelpRequestActs.GoOver],
    };
}
