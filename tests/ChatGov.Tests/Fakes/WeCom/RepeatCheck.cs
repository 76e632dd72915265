using System.Security.Cryptography;
using System.Text.Json;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>A message that asks to be checked, and is the same JSON as one of the interval before, is not delivered again. Not locked: whoever holds it does that.</summary>
internal sealed class RepeatCheck(TimeProvider time)
{
    private const long NormalSeconds = 1_800;
    private const long MostSeconds = 14_400;
    private readonly Dictionary<string, (DateTimeOffset At, string MessageId)> _taken = new(StringComparer.Ordinal);

    /// <summary>How many were answered with success and not delivered.</summary>
    public int HeldBack { get; private set; }

    /// <returns>Null where no check is asked for.</returns>
    public static TimeSpan? Interval(JsonElement message)
    {
        var isAsked = message.Whole("enable_duplicate_check") ?? 0;
        var seconds = message.Whole("duplicate_check_interval") ?? NormalSeconds;
        WeComRefusal.Unless(isAsked is 0 or 1, "enable_duplicate_check");
        WeComRefusal.Unless(seconds is > 0 and <= MostSeconds, "duplicate_check_interval");
        return isAsked == 1 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <returns>The id of the message that it repeats.</returns>
    public string? Find(byte[] body, TimeSpan? interval)
    {
        if (interval is null || !_taken.TryGetValue(Key(body), out var before) || time.GetUtcNow() - before.At >= interval)
        {
            return null;
        }

        HeldBack++;
        return before.MessageId;
    }

    public void Keep(byte[] body, string messageId) => _taken[Key(body)] = (time.GetUtcNow(), messageId);

    private static string Key(byte[] body) => Convert.ToHexString(SHA256.HashData(body));
}
