using ChatGov.Messengers.WeCom;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Messengers.WeCom;

/// <summary>One token however many want it, and a new one only for the one that was refused.</summary>
public sealed class AccessTokenTests
{
    private int _fetched;

    [Fact]
    public async Task Many_at_once_wait_for_one_fetch()
    {
        var token = new AccessToken(Fetch, TimeProvider.System);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => token.Get(CancellationToken.None))));
        Assert.All(all, each => Assert.Equal("token 1", each));
        Assert.Equal(1, _fetched);
    }

    [Fact]
    public async Task Many_that_were_refused_at_once_fetch_one_more_and_a_late_one_ends_nobodys()
    {
        var token = new AccessToken(Fetch, TimeProvider.System);
        await token.Get(CancellationToken.None);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() =>
        {
            token.Refused("token 1");
            return token.Get(CancellationToken.None);
        })));
        Assert.All(all, each => Assert.Equal("token 2", each));
        token.Refused("token 1");
        Assert.Equal("token 2", await token.Get(CancellationToken.None));
    }

    [Fact]
    public async Task It_is_renewed_before_it_ends_and_a_fetch_that_failed_is_no_token()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var fails = true;
        var token = new AccessToken(async cancel => fails ? throw new WeComFault(-1, "busy") : await Fetch(cancel), clock);
        await Assert.ThrowsAsync<WeComFault>(() => token.Get(CancellationToken.None));
        fails = false;
        Assert.Equal("token 1", await token.Get(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(114));
        Assert.Equal("token 1", await token.Get(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("token 2", await token.Get(CancellationToken.None));
    }

    private async Task<(string Token, TimeSpan Life)> Fetch(CancellationToken cancel)
    {
        var number = Interlocked.Increment(ref _fetched);
        await Task.Delay(20, cancel);
        return ($"token {number}", TimeSpan.FromSeconds(7_200));
    }
}
