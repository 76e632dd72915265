using System.Collections.Concurrent;
using ChatGov.Tests.Fakes.BotApi;

namespace ChatGov.Tests.Storm;

/// <summary>The half of the storm that is on Telegram: what its people say and press, and what goes wrong on the way.</summary>
internal sealed class StormTelegram(FakeBotApi api, IReadOnlyList<StormMember> members)
{
    private readonly Dictionary<long, StormMember> _members = members.Where(member => !member.IsOnWeCom).ToDictionary(member => member.Account);
    private readonly ConcurrentDictionary<long, int> _steps = new();
    private int _seen;

    public void Say(StormMember member, Random random)
    {
        foreach (var words in member.Words)
        {
            api.UserSays(member.Account, "投诉 " + words);
        }

        if (member.TakesATask)
        {
            api.UserSays(member.Account, "任务");
        }

        if (member.IsGone)
        {
            api.UserBlocks(member.Account);
        }

        Disturb(random);
    }

    /// <summary>Presses what has come: the first task of a list, then its 认领; now and then twice.</summary>
    public void React(Random random)
    {
        var sends = api.AllSends;
        for (; _seen < sends.Count; _seen++)
        {
            var send = sends[_seen];
            var step = _steps.GetValueOrDefault(send.ChatId);
            if (!_members.TryGetValue(send.ChatId, out var member) || !member.TakesATask || member.IsGone || step > 1 || IndexOf(send, step) is not (>= 0 and var index))
            {
                continue;
            }

            _steps[send.ChatId] = step + 1;
            for (var times = random.Next(3) == 0 ? 2 : 1; times > 0; times--)
            {
                api.UserPresses(send.ChatId, send.MessageId, index);
            }
        }
    }

    private static int IndexOf(BotSend send, int step) => step == 0
        ? send.Text.Contains("现在可以领", StringComparison.Ordinal) && send.Buttons.Count > 0 ? 0 : -1
        : send.Buttons.ToList().FindIndex(button => button.Text.Contains("认领", StringComparison.Ordinal));

    /// <summary>Floods, faults that are said, faults of a proxy, answers that are lost after the work was done.</summary>
    private void Disturb(Random random)
    {
        switch (random.Next(60))
        {
            case 0:
                api.Faults.Flood(retryAfter: 1);
                break;
            case 1:
                api.Faults.Add(Moment.Received, "sendMessage", new Fault.Api(500, "Internal Server Error: restart"));
                break;
            case 2:
                api.Faults.Add(Moment.Received, "sendMessage", new Fault.Html(502));
                break;
            case 3:
                api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Drop());
                break;
            case 4:
                api.Faults.Add(Moment.BeforeAnswer, "sendMessage", new Fault.Delay(TimeSpan.FromSeconds(2)));
                break;
            default:
                break;
        }
    }
}
