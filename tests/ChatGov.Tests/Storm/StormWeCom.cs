using System.Collections.Concurrent;
using ChatGov.Tests.Fakes.WeCom;

namespace ChatGov.Tests.Storm;

/// <summary>
/// The half of the storm that is on WeCom: callbacks that are late, doubled and overtaken, each tried as often as WeCom does and then given up;
/// tokens that end in the middle, limits and faults at every code that passes.
/// </summary>
internal sealed class StormWeCom(FakeWeCom fake, IReadOnlyList<StormMember> members, Func<Uri?> route)
{
    private static readonly TimeSpan LongerThanTheBotWaits = TimeSpan.FromSeconds(17);
    private readonly Dictionary<string, StormMember> _members = members.Where(member => member.IsOnWeCom).ToDictionary(member => member.UserId);
    private readonly ConcurrentDictionary<string, int> _steps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _under = new();
    private int _seen;

    /// <summary>How many callbacks are not at their end yet.</summary>
    public int Delivering => _under.Count;

    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>What was called, and whether any call of it was answered with 200.</summary>
    public ConcurrentDictionary<string, bool> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether WeCom gave up these words of a member: what they cause may then be there, or not.</summary>
    public bool IsGivenUp(string words) => Taken.Any(call => !call.Value && call.Key.Contains($" {words}]", StringComparison.Ordinal));

    public void Say(StormMember member, Random random, CancellationToken cancel)
    {
        if (member.IsGone)
        {
            fake.Unreachable.Add(member.UserId);
        }

        foreach (var words in member.Words)
        {
            Deliver(FakeWeCom.Text(member.UserId, "投诉 " + words), random, cancel);
        }

        if (member.TakesATask)
        {
            Deliver(FakeWeCom.Text(member.UserId, "任务"), random, cancel);
        }

        Disturb(random);
    }

    public void React(Random random, CancellationToken cancel)
    {
        foreach (var send in fake.SendsFrom(_seen))
        {
            _seen++;
            var step = _steps.GetValueOrDefault(send.User);
            if (send.Kind != "template_card" || !_members.TryGetValue(send.User, out var member) || !member.TakesATask || member.IsGone || step > 1 || IndexOf(send, step) is not (>= 0 and var index))
            {
                continue;
            }

            _steps[send.User] = step + 1;
            for (var times = random.Next(3) == 0 ? 2 : 1; times > 0; times--)
            {
                Deliver(fake.Choice(send.User, send, index, isSpeltAsInTheSample: random.Next(2) == 0), random, cancel);
            }
        }
    }

    private static int IndexOf(WeComSend card, int step)
    {
        var labels = card.Content.TryGetProperty("button_list", out var buttons) ? buttons.EnumerateArray().Select(each => each.GetProperty("text").GetString()!).ToList() : [];
        var claim = labels.FindIndex(label => label.Contains("认领", StringComparison.Ordinal));
        return step == 0 ? (claim < 0 ? 0 : -1) : claim;
    }

    /// <summary>Sometimes late, sometimes twice, sometimes both at once: nothing keeps the order.</summary>
    private void Deliver(string inner, Random random, CancellationToken cancel)
    {
        var times = random.Next(5) == 0 ? 2 : 1;
        for (var i = 0; i < times; i++)
        {
            var late = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(2_000) : 0);
            var call = Task.Run(
                async () =>
                {
                    try
                    {
                        await Task.Delay(late, cancel);
                        var outcome = await fake.DeliverThrough(inner, route, cancel);
                        Taken.AddOrUpdate(inner, outcome.IsTaken, (_, before) => before || outcome.IsTaken);
                    }
                    catch (Exception exception) when (exception is not OperationCanceledException)
                    {
                        Faults.Enqueue(exception.Message);
                    }
                },
                cancel);
            _under[call] = true;
            _ = call.ContinueWith(done => _under.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private void Disturb(Random random)
    {
        switch (random.Next(60))
        {
            case 0:
                fake.EndToken();
                break;
            case 1:
                fake.Fail(-1);
                break;
            case 2:
                fake.Fail(45033);
                break;
            case 3 when random.Next(8) == 0:
                fake.Fail(45009);
                break;
            case 4 when random.Next(8) == 0:
                fake.AnswerLate(LongerThanTheBotWaits);
                break;
            default:
                break;
        }
    }
}
