using System.Collections.Concurrent;
using ChatGov.Inbox;

namespace ChatGov.Tests.Inbox;

/// <summary>A lane keeps the order of the inbox, in whatever order its messages are added.</summary>
public sealed class LanesTests
{
    [Fact]
    public async Task What_is_added_late_and_belongs_before_is_done_before()
    {
        using var lanes = new Lanes(4);
        var done = new ConcurrentQueue<int>();
        lanes.Add("a", 2, () => Task.FromResult(Do(done, 2, isTurn: done.Contains(1))));
        await Task.Delay(30);
        lanes.Add("a", 1, () => Task.FromResult(Do(done, 1, isTurn: true)));
        lanes.Add("b", 9, () => Task.FromResult(Do(done, 9, isTurn: true)));
        await lanes.WhenIdle().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1, 2], done.Where(each => each < 9));
        Assert.Contains(9, done);
    }

    private static bool Do(ConcurrentQueue<int> done, int number, bool isTurn)
    {
        if (isTurn)
        {
            done.Enqueue(number);
        }

        return isTurn;
    }
}
