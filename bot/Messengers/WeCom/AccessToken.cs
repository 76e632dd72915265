
namespace ChatGov.Messengers.WeCom;

/// <summary>
/// The one token of the app. It is fetched once however many wait for it, and again only while it is still the one that
/// was refused: two that refresh at once would end each other's.
/// </summary>
internal sealed class AccessToken(Func<CancellationToken, Task<(string Token, TimeSpan Life)>> fetch, TimeProvider time)
{
    // Renewed a little early: a call begun with it has to end with it.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Task<Kept>? _current;

    public async Task<string> Get(CancellationToken cancel)
    {
        Task<Kept> current;
        lock (_gate)
        {
            if (_current is null or { IsFaulted: true } or { IsCanceled: true } || (_current is { IsCompletedSuccessfully: true } && Ended(_current)))
            {
                _current = Fetch();
            }

            current = _current;
        }

        return (await current.WaitAsync(cancel)).Token;
    }

    /// <summary>WeCom refused this one: the next call fetches another, unless somebody has done that.</summary>
    public void Refused(string token)
    {
        lock (_gate)
        {
            if (_current is { IsCompletedSuccessfully: true } && Token(_current) == token)
            {
                _current = null;
            }
        }
    }

    private bool Ended(Task<Kept> done) => done.GetAwaiter().GetResult().Until <= time.GetUtcNow();

    private static string Token(Task<Kept> done) => done.GetAwaiter().GetResult().Token;

    private async Task<Kept> Fetch()
    {
        var (token, life) = await fetch(CancellationToken.None);
        return new Kept(token, time.GetUtcNow() + (life > Early * 2 ? life - Early : life / 2));
    }

    private sealed class Kept(string token, DateTimeOffset until)
    {
        public string Token { get; } = token;

        public DateTimeOffset Until { get; } = until;
    }
}
