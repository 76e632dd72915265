namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The codes by which cards are changed: each works once, within 72 hours. Not locked: whoever holds it does that.</summary>
internal sealed class ResponseCodes(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(72);
    private readonly Dictionary<string, (string TaskId, DateTimeOffset EndsAt)> _codes = new(StringComparer.Ordinal);

    public string Give(string taskId)
    {
        var code = FakeWeCom.NewToken();
        _codes[code] = (taskId, time.GetUtcNow() + Life);
        return code;
    }

    /// <returns>The card it stands for.</returns>
    public string Use(string code) => _codes.Remove(code, out var card) && card.EndsAt > time.GetUtcNow()
        ? card.TaskId
        : throw new WeComRefusal(40086, "invalid response_code");

    public void EndAll() => _codes.Clear();
}
