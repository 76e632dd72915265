using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The app's one access token: who asks again while it lives is given the same. Not locked: whoever holds it does that.</summary>
internal sealed class AccessTokens(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7_200);
    private string _token = "";
    private DateTimeOffset? _endsAt;

    /// <summary>How often it was asked for.</summary>
    public int Given { get; private set; }

    public JsonObject Give()
    {
        Given++;
        if (_endsAt is null || _endsAt <= time.GetUtcNow())
        {
            (_token, _endsAt) = (FakeWeCom.NewToken(), time.GetUtcNow() + Life);
        }

        return new JsonObject { ["access_token"] = _token, ["expires_in"] = (int)(_endsAt.Value - time.GetUtcNow()).TotalSeconds };
    }

    public void Check(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            throw new WeComRefusal(41001, "access_token missing");
        }

        if (token != _token || _endsAt is null)
        {
            throw new WeComRefusal(40014, "invalid access_token");
        }

        if (_endsAt <= time.GetUtcNow())
        {
            throw new WeComRefusal(42001, "access_token expired");
        }
    }

    public void End() => _endsAt = null;
}
