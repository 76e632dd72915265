using System.Reflection;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Tests.Support;
using ChatGov.Tests.Upgrades.Story;
using ChatGov.Timers;

namespace ChatGov.Tests.Upgrades;

/// <summary>
/// The story that a later version has to go on with leaves nothing out: whoever adds a table, a column, a state, a timer, a
/// question or a button adds it to the story, so that the next recorded database holds it. With
/// <c>CHATGOV_RECORD_EVERYTHING</c> the databases are recorded: see <c>Recorded/README.md</c>.
/// </summary>
public sealed class EverythingTests
{
    /// <summary>Codes that no row can have, and why.</summary>
    private static readonly Dictionary<string, string> NeverKept = new(StringComparer.Ordinal)
    {
        ["timer_state Failed"] = "only a fault in the program makes a timer fail",
        ["task_state Draft"] = "a draft is the open conversation",
        ["task_state Withdrawn"] = "a draft is the open conversation",
        ["task_source Case"] = "there are no cases yet",
        ["task_source Event"] = "there are no events yet",
        ["claim_state Attended"] = "goes on to Recorded in the same transaction",
        ["claim_state Adjusted"] = "goes on to Recorded in the same transaction",
        ["paper_state Requested"] = "goes on to Drafted in the same transaction",
    };

    /// <summary>What people can only say: no button stands for it.</summary>
    private static readonly string[] OnlySaid =
    [
        "help", "greet", "complain_platform", "sign_out", "be_serving", "rename", "pause", "resume", "leave", "delete_me", "next_page", "previous_page",
        "plain_order", "ranked_order", "check_in", "check_out", "object_hours", "come_along", "notices", "unmute", "my_data", "link", "feedback_letter",
        "verify", "void_paper", "confirm_roster", "bind", "ask_wish", "my_needs", "meetings", "my_visits", "care_readings",
    ];

    /// <summary>The words of each conversation that name an answer or a choice and no question.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["help_request"] = "kind subject",
        ["sign_out"] = "sign_out",
        ["register"] = "register code phone on_roster not_me query org kind given_name name_known said_kind kind_known skip keep_name",
        ["rename"] = "rename before given",
        ["leave"] = "what",
        ["return"] = "registration",
        ["answer_help"] = "request",
        ["publish_task"] = "publish_task from to now source source_id covers need match visit",
        ["roster"] = "task chosen said several",
        ["decline_claim"] = "claim",
        ["paper"] = "kind steps year yes no",
        ["letter_return"] = "letter",
        ["void_paper"] = "number",
        ["postpone"] = "task from to minutes",
        ["cancel_task"] = "task this all",
        ["adjust_hours"] = "objection",
        ["tell_all"] = "task",
        ["add_offer"] = "add_offer",
        ["list_reason"] = "list_reason act id need_return need_refer need_let_go ask_again match_cancel",
        ["agreement_reason"] = "agreement_reason act id change end refuse waive",
        ["agreement_review"] = "agreement_review id",
        ["say_delivery"] = "say_delivery id",
        ["add_point"] = "add_point id",
        ["care_reason"] = "care_reason act id pause end",
        ["visit_note"] = "visit_note id",
    };

    [Theory, Databases]
    public async Task The_story_fills_every_table_and_leaves_everything_under_way(Provider provider)
    {
        await using var town = await Everything.Tell(provider);
        var missing = town.Db.Read(tx => Tables(tx, provider)
            .Concat(Codes(tx, provider))
            .Concat(TimerHandlers.All.Keys.Except(tx.All<string>("SELECT DISTINCT kind FROM timer WHERE state = 'Waiting'")).Select(kind => "timer " + kind))
            .Concat(Enum.GetNames<OutboxKind>().Except(tx.All<string>("SELECT DISTINCT kind FROM outbox WHERE state = 'Waiting'")).Select(kind => "waiting " + kind))
            .ToList());
        missing.AddRange(QuestionsLeftOut(town.Manifest));
        missing.AddRange(ButtonsLeftOut(town.Manifest));
        Assert.True(missing.Count == 0, "the story leaves out, or is said to leave out: " + string.Join(", ", missing));
        await Recording.WriteIfAsked(town, provider);
    }

    /// <summary>Tables without a row and columns without a value.</summary>
    private static IEnumerable<string> Tables(Tx tx, Provider provider) => Schema.Columns(tx, provider)
        .Where(column => column.Table != "migration" && !tx.Exists($"SELECT COUNT(*) FROM (SELECT 1 FROM {column.Table} WHERE {column.Name} IS NOT NULL LIMIT 1) t"))
        .Select(column => $"column {column.Table}.{column.Name}");

    /// <summary>Codes of the look-up tables that no row has.</summary>
    private static IEnumerable<string> Codes(Tx tx, Provider provider)
    {
        var unused = Schema.CodeColumns(tx, provider).GroupBy(column => column.Codes).SelectMany(columns =>
        {
            var used = columns.SelectMany(column => tx.All<string>($"SELECT DISTINCT {column.Name} FROM {column.Table} WHERE {column.Name} IS NOT NULL"));
            return tx.All<string>($"SELECT code FROM {columns.Key}").Except(used).Select(code => $"{columns.Key} {code}");
        }).ToList();
        return unused.Except(NeverKept.Keys).Concat(NeverKept.Keys.Except(unused));
    }

    /// <summary>What a conversation names by itself is a question that was left open, or an answer.</summary>
    private static IEnumerable<string> QuestionsLeftOut(Manifest manifest)
    {
        foreach (var flow in Flows.All)
        {
            var asked = manifest.Questions.Where(question => question.Flow == flow.Name).Select(question => question.Step!).ToHashSet(StringComparer.Ordinal);
            var answers = Answers.GetValueOrDefault(flow.Name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var named = flow is FormFlow form ? form.Steps : flow.GetType().GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);
            if (asked.Count == 0)
            {
                yield return "flow " + flow.Name;
            }

            foreach (var step in named.Except(asked).Except(answers))
            {
                yield return $"step {flow.Name}.{step}";
            }
        }
    }

    private static IEnumerable<string> ButtonsLeftOut(Manifest manifest)
    {
        var pressed = manifest.Buttons.Select(button => Intent.Of(button.Action).Name).ToHashSet(StringComparer.Ordinal);
        return Topics.All.Select(topic => topic.Intent).Except(pressed).Except(OnlySaid).Concat(OnlySaid.Intersect(pressed)).Select(intent => "button " + intent);
    }
}
