using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Privacy;

/// <summary>Whatever words somebody else reads: a phone or an ID number in them is refused by each door, where no reason is given here.</summary>
public sealed class WordsForOthersTests
{
    private const string WithPhone = "请打13900001234";
    private const string WithId = "请找152921199001010011";

    /// <summary>Questions of forms to which a phone may be the answer.</summary>
    private static readonly Dictionary<string, string> PhonesInChat = new(StringComparer.Ordinal)
    {
        ["ask_need words"] = "who asks may say where to call them; the secretary alone reads it",
        ["ask_again words"] = "the same, said once more",
        ["ask_reporter words"] = "a number to call is often what the community has to give; one person alone reads it",
        ["answer_community words"] = "and what it asked for; the secretary alone reads it",
        ["speak_up words"] = "of whoever speaks up: a number is taken out as it is kept",
        ["add_to_case words"] = "the same",
        ["case_not_solved words"] = "the same",
        ["speak_up contact"] = "whom to call",
        ["write_down_case contact"] = "whom to call",
        ["write_down_case words"] = "of whoever called: a number is taken out as it is kept, and is whom to call",
        ["refer_case words"] = "the right door is often a number to call",
        ["answer_case words"] = "further doors are often numbers to call",
        ["ask_about_case words"] = "a number to call back; one person alone reads it",
        ["need_refer words"] = "the right door is often a number to call",
        ["help_request text"] = "who asks for a human may say where to call them",
        ["answer_help text"] = "an answer is often whom to call",
    };

    /// <summary>Fields of the desk in which a phone may stand. An ID number may not.</summary>
    private static readonly Dictionary<string, string> PhonesAtTheDesk = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/cases contact"] = "whom to call",
        ["POST /api/v1/cases words"] = "of whoever called: a number is taken out as it is kept",
        ["POST /api/v1/cases/{id:long}/refer reason"] = "the right door is often a number to call",
        ["POST /api/v1/cases/{id:long}/answer reason"] = "further doors are often numbers to call",
        ["POST /api/v1/cases/{id:long}/ask-reporter reason"] = "a number to call back",
        ["POST /api/v1/needs/{id:long}/refer reason"] = "the right door is often a number to call",
        ["POST /api/v1/help-requests/{id:long}/answer text"] = "an answer is often whom to call",
    };

    /// <summary>Fields that are no words: numbers and codes, or too short for a number.</summary>
    private static readonly string[] NoWords = ["phone", "contactPhone", "uscc", "number", "code", "weComUserId", "measure", "divisionCode"];

    /// <summary>Endpoints whose words are an office's own labels on the tree, which everybody reads as a name.</summary>
    private static readonly string[] Labels = ["POST /api/v1/role-tags/define"];

    private const string CaseWorkedOn = "UPDATE ledger_case SET state = 'InProgress', reach = 'Chat', sent_back = FALSE, handler_id = lead_id";

    /// <summary>What gets to its words only in another state than the one it was made in.</summary>
    private static readonly Dictionary<string, string> Reached = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/cases/{id:long}/refer"] = "UPDATE ledger_case SET state = 'Received'",
        ["POST /api/v1/cases/{id:long}/answer"] = "UPDATE ledger_case SET state = 'Escalated', handler_id = NULL",
        ["POST /api/v1/cases/{id:long}/give-back"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/ask-reporter"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/park"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/extend"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/escalate"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/resolve"] = CaseWorkedOn,
        ["POST /api/v1/cases/{id:long}/tasks"] = CaseWorkedOn,
        ["POST /api/v1/papers/void"] = "UPDATE paper SET state = 'Delivered', number = 'ZM-7K3M-Q4TX-9B2L'",
        ["POST /api/v1/matches/{id:long}/tasks"] = "UPDATE list_match SET state = 'Accepted'",
        ["PUT /api/v1/agreements/{id:long}"] = "UPDATE agreement SET state = 'Draft'",
        ["POST /api/v1/agreements/{id:long}/review"] = "UPDATE agreement SET state = 'UnderReview'",
        ["POST /api/v1/meetings/{id:long}/points/{itemId:long}/decide"] = "UPDATE meeting SET state = 'Open'",
        ["POST /api/v1/care-visits/{id:long}/explain"] = "UPDATE care_visit SET state = 'Missed'",
        ["POST /api/v1/care-visits/{id:long}/tasks"] = "UPDATE care_visit SET state = 'Due'",
    };

    private static readonly string[] Answering = ["/api/v1/needs/{id:long}/accept", "/api/v1/needs/{id:long}/return", "/api/v1/needs/{id:long}/refer"];

    [Fact]
    public void Every_question_for_words_refuses_a_phone_or_says_here_why_not()
    {
        var asked = Flows.Forms.SelectMany(form => form.Questions.OfType<TextQuestion>().Select(question => (Name: $"{form.Name} {question.Name}", Question: question))).ToList();

        Assert.True(asked.Count > 20, "no questions found");
        Assert.Equal(
            PhonesInChat.Keys.Order(StringComparer.Ordinal),
            asked.Where(each => each.Question.Check(WithPhone)?.Key != "refusal.PersonalDataInText").Select(each => each.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_else_looks_for_numbers_in_words() => Assert.Equal(
        ["Redaction.cs", "WordsForOthers.cs"],
        Project.Sources().Where(file => file.Text.Contains("NamesPhoneOrId(", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Path)).Order(StringComparer.Ordinal));

    [Theory, Databases]
    public async Task Every_field_of_words_at_the_desk_refuses_a_phone_and_an_id(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        string[] tokens = [await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.Liaison), await site.TokenOf(site.World.BannerOffice)];
        var asked = await AskedNeed(site);
        var missed = new List<string>();
        var tried = 0;
        foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.BodyType is not null && !Labels.Contains(call.ToString(), StringComparer.Ordinal)))
        {
            if (Reached.TryGetValue(call.ToString(), out var sql))
            {
                await site.Database.Db.Write(tx => tx.Run(sql));
            }

            foreach (var field in Words(call.BodyType!))
            {
                var mayCall = PhonesAtTheDesk.ContainsKey($"{call} {field}");
                var answers = new List<string>();
                foreach (var token in tokens)
                {
                    var answer = await site.Send(call.Method, PathOf(things, call, asked), token, With(things.Body(call)!, field, mayCall ? WithId : WithPhone), ("If-Match", "\"1\""));
                    answers.Add(Refused(answer, mayCall ? "IdInText" : "PersonalDataInText", field) ? "refused" : $"{(int)answer.Status} {answer.Text}");
                }

                tried++;
                missed.AddRange(answers.Contains("refused") ? [] : [$"{call} {field}: {string.Join(" | ", answers)}"]);
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.True(tried > 40, "no fields found");
    }

    private static bool Refused(DeskSite.Answer answer, string code, string field) =>
        answer.Status == HttpStatusCode.UnprocessableEntity && (string?)answer.Json["code"] == code
        && answer.Json["fields"]!.AsArray().Any(each => (string?)each!["field"] == field);

    private static IEnumerable<string> Words(Type body) => body.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.PropertyType == typeof(string) && property.CanWrite && !property.Name.EndsWith("Name", StringComparison.Ordinal))
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Except(NoWords);

    private static string With(object body, string field, string words)
    {
        var changed = JsonNode.Parse(JsonSerializer.Serialize(body))!.AsObject();
        changed[field] = words;
        return changed.ToJsonString();
    }

    /// <summary>What is answered has to wait for an answer; the other needs are on the list.</summary>
    private static string PathOf(Things things, Call call, long asked) => Answering.Contains(call.Route, StringComparer.Ordinal) ? things.Path(call, "id", asked) : things.Path(call);

    private static async Task<long> AskedNeed(DeskSite site)
    {
        var member = await site.World.Member("想要的人");
        return (await site.World.As(member, tx => NeedRequests.Ask(tx, site.World.Helan, ResourceKind.Goods, "想要一个收音机", NeedForm.Need, forAnother: false).Value)).Id;
    }
}
