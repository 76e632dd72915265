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
        ["task_state Withdrawn"] = "only what was published by mistake and taken back within ten minutes",
        ["task_source Event"] = "there are no events yet",
        ["claim_state Attended"] = "goes on to Recorded in the same transaction",
        ["claim_state Adjusted"] = "goes on to Recorded in the same transaction",
        ["paper_state Requested"] = "goes on to Drafted in the same transaction",
    };

    /// <summary>What people can only say: no button stands for it.</summary>
    private static readonly string[] OnlySaid =
    [
        "help", "greet", "thanks", "undo", "take_back_task", "take_back_roster", "take_back_approval", "approve_all", "this_month", "export", "invite_one", "complain_platform", "sign_out", "be_serving", "rename", "pause", "resume", "leave", "delete_me", "next_page", "previous_page",
        "plain_order", "ranked_order", "check_in", "check_out", "object_hours", "come_along", "notices", "unmute", "my_data", "link", "feedback_letter",
        "verify", "void_paper", "confirm_roster", "bind", "ask_wish", "my_needs", "meetings", "my_visits", "care_readings", "ask_program", "what_to_say", "suggest", "my_cases",
    ];

    // Opened only from the button of somebody who took their own wish back meanwhile.
    private static readonly string[] HardlyOpened = ["agreement_waive"];

    /// <summary>The words of each conversation that name an answer or a choice and no question.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["register"] = "register code phone on_roster not_me query org kind given_name name_known said_kind kind_known skip keep_name wrong_codes",
        ["roster"] = "roster task chosen said several left_out unseen",
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
        // Forms share questions, and all of them the reading back: each is left open once somewhere.
        var asked = manifest.Questions.Select(question => (question.Flow, question.Step)).ToHashSet();
        var open = Flows.Forms.SelectMany(form => form.Questions.Where(question => asked.Contains((form.Name, question.Name)))).ToHashSet();
        foreach (var form in Flows.Forms)
        {
            foreach (var question in form.Questions.Where(question => !open.Contains(question) && !HardlyOpened.Contains(form.Name)))
            {
                yield return $"question {form.Name}.{question.Name}";
            }
        }

        foreach (var step in FormFlow.OwnSteps.Except(manifest.Questions.Select(question => question.Step!)))
        {
            yield return "step of forms " + step;
        }

        foreach (var flow in Flows.All.Where(flow => flow is not FormFlow))
        {
            var steps = manifest.Questions.Where(question => question.Flow == flow.Name).Select(question => question.Step!).ToHashSet(StringComparer.Ordinal);
            var answers = Answers.GetValueOrDefault(flow.Name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var named = flow.GetType().GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);
            if (steps.Count == 0)
            {
                yield return "flow " + flow.Name;
            }

            foreach (var step in named.Except(steps).Except(answers))
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
