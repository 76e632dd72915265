using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Messengers.Telegram;
using ChatGov.Tests.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.Promises;

/// <summary>What messengers are promised to keep, told as stories of people who know nothing of how it is done.</summary>
public sealed partial class MessengerPromiseTests
{
    internal const string WebhookSecret = "webhook-SECRET-0123456789";
    private const string Phone = "19900007788";
    private const long Group = -4_000_000_001;
    private const string Bot = "@" + FakeBotApi.BotUsername;
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly HttpClient Http = new();

    private static IEnumerable<string> LabelsOf(JsonElement card)
    {
        IEnumerable<JsonElement> options = card.List("button_list");
        options = options.Concat(card.Part("checkbox").List("option_list")).Concat(card.Part("button_selection").List("option_list"));
        return options.Select(option => option.Text("text"));
    }

    private static List<string> Clusters(string text)
    {
        var clusters = new List<string>();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            clusters.Add(elements.GetTextElement());
        }

        return clusters;
    }

    /// <summary>A confirmed member and a secretary who are on this messenger and nowhere else; the member has spoken.</summary>
    private static async Task<long> Join(IMessengerStage stage)
    {
        var member = await stage.World.Member("王小明");
        await stage.Database.Db.Write(tx =>
        {
            tx.Run("DELETE FROM outbox");
            tx.Run("DELETE FROM chat_identity WHERE person_id IN (@member, @Secretary)", new { member, stage.World.Secretary });
            World.Bind(tx, stage.Channel, stage.Member, member);
            World.Bind(tx, stage.Channel, stage.Secretary, stage.World.Secretary);
        });
        await stage.Says(stage.Member, "帮助", "可以回数字");
        await Settle(stage);
        return member;
    }

    /// <summary>All that was said has been answered, so far as the clock allows.</summary>
    private static async Task Settle(IMessengerStage stage)
    {
        if (stage is WebhookBotStage telegram)
        {
            await telegram.Api.WaitUntil(api => api.PendingUpdates == 0);
        }

        await stage.Bot.Quiet().WaitAsync(Patience);
    }

    private static async Task OpenTheTask(IMessengerStage stage, string user)
    {
        await stage.Says(user, "任务", "清扫公园沙尘");
        await stage.Presses(user, 0, "手套");
        await Settle(stage);
    }

    /// <summary>The newest buttons of a person, to be pressed later and by anybody.</summary>
    private static Func<string, int, Task> Button(IMessengerStage stage, string owner)
    {
        if (stage is WeComStage wecom)
        {
            var card = wecom.Fake.Sends.Last(send => send.Kind == "template_card" && send.User == owner);
            return async (user, index) => Assert.Equal(HttpStatusCode.OK, await wecom.Fake.Chooses(user, card, index));
        }

        var api = ((WebhookBotStage)stage).Api;
        var message = api.AllSends.Last(send => send.ChatId == Id(owner) && send.Buttons.Count > 0);
        return (user, index) =>
        {
            Assert.NotNull(user == owner
                ? api.UserPresses(Id(user), message.MessageId, index)
                : api.UserForgesPress(Id(user), api.AllSends.Last(send => send.ChatId == Id(user)).MessageId, message.Buttons[index].Data!));
            return Task.CompletedTask;
        };
    }

    /// <summary>One and the same message, as often as it is asked for.</summary>
    private static Func<Task<HttpStatusCode>> Delivery(IMessengerStage stage, string user, string text)
    {
        if (stage is WeComStage wecom)
        {
            var inner = FakeWeCom.Text(user, text);
            return () => wecom.Fake.Deliver(inner);
        }

        return () => Post((WebhookBotStage)stage, Update(900_000_000, Id(user), text));
    }

    private static void Repeat(IMessengerStage stage, int oneIn)
    {
        if (stage is WeComStage wecom)
        {
            wecom.Fake.DuplicateOneIn = oneIn;
        }
        else
        {
            ((WebhookBotStage)stage).Api.Webhook.DuplicateOneIn = oneIn;
        }
    }

    private static async Task Leave(IMessengerStage stage)
    {
        if (stage is WeComStage wecom)
        {
            wecom.Fake.Unreachable.Add(stage.Member);
            await wecom.Fake.Event(stage.Member, "unsubscribe");
        }
        else
        {
            ((WebhookBotStage)stage).Api.UserBlocks(Id(stage.Member));
        }
    }

    /// <summary>Whoever left WeCom may be somebody else when the account comes back: the unit says that it is not.</summary>
    private static async Task ProveAnew(IMessengerStage stage, long member)
    {
        if (stage is not WeComStage)
        {
            return;
        }

        var code = await stage.Database.Db.Write(tx =>
        {
            var row = Roster.Add(tx, stage.World.Unit, "王小明", phone: null);
            Roster.Bind(tx, row, member);
            return InviteCodes.Issue(tx, row, RegistrationKind.UnitPartner).Value;
        });
        await stage.Says(stage.Member, code, "认出你了");
        await Settle(stage);
    }

    private static async Task ComeBack(IMessengerStage stage)
    {
        if (stage is WeComStage wecom)
        {
            wecom.Fake.Unreachable.Remove(stage.Member);
            await wecom.Fake.Event(stage.Member, "subscribe");
        }
        else
        {
            ((WebhookBotStage)stage).Api.UserUnblocks(Id(stage.Member));
        }
    }

    private static Task Tell(IMessengerStage stage, long person, string words) =>
        stage.Database.Db.Write(tx => tx.Send(person, OutboxKind.Receipt, "help_request.answered", [("number", 1), ("text", words)]));

    private static long Count(IMessengerStage stage, string sql, object? args = null) => stage.Database.Db.Read(tx => tx.Count(sql, args));

    private static long Id(string user) => long.Parse(user, CultureInfo.InvariantCulture);

    private static string Update(long number, long user, string text) =>
        $$"""{"update_id":{{number}},"message":{"message_id":1,"date":1,"chat":{"id":{{user}},"type":"private"},"from":{"id":{{user}},"is_bot":false,"first_name":"x"},"text":"{{text}}"} }""";

    private static string Membership(long number, string before, string after) =>
        $$$"""{"update_id":{{{number}}},"my_chat_member":{"chat":{"id":501,"type":"private"},"from":{"id":501,"is_bot":false,"first_name":"x"},"date":1,"old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"b"},"status":"{{{before}}}"},"new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"b"},"status":"{{{after}}}"} } }""";

    private static async Task<HttpStatusCode> Post(WebhookBotStage stage, string update, string? secret = WebhookSecret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, stage.Api.Webhook.Route!()) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(update)) };
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{6}", RegexOptions.NonBacktracking)]
    internal static partial Regex LinkCode();

    [GeneratedRegex("这是第 ([0-9]+) 句", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
