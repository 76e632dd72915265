using System.Text.Json.Nodes;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The codes with which people come to a web page: each works once, within five minutes. Not locked: whoever holds it does that.</summary>
internal sealed class SignInCodes(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (string Field, string Id, DateTimeOffset EndsAt)> _codes = new(StringComparer.Ordinal);

    public string Give(string id, bool isMember)
    {
        var code = FakeWeCom.NewToken();
        _codes[code] = (isMember ? "userid" : "openid", id, time.GetUtcNow() + Life);
        return code;
    }

    public JsonObject Use(string code) => _codes.Remove(code, out var who) && who.EndsAt > time.GetUtcNow()
        ? new JsonObject { [who.Field] = who.Id }
        : throw new WeComRefusal(40029, "invalid code");
}
