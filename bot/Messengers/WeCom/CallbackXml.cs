using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ChatGov.Messengers.WeCom;

/// <summary>What a callback says, opened. Fields that a kind does not have are empty.</summary>
internal sealed record Callback
{
    public string From { get; init; } = "";

    public string AgentId { get; init; } = "";

    public string CreateTime { get; init; } = "";

    /// <summary><c>text</c>, <c>image</c>, <c>voice</c>, <c>event</c> …</summary>
    public string Kind { get; init; } = "";

    public string Event { get; init; } = "";

    public string EventKey { get; init; } = "";

    public string Content { get; init; } = "";

    public string MessageId { get; init; } = "";

    public string MediaId { get; init; } = "";

    public string TaskId { get; init; } = "";

    public string ResponseCode { get; init; } = "";

    /// <summary>What became of a member: <c>create_user</c>, <c>update_user</c>, <c>delete_user</c>, or of a department or tag.</summary>
    public string ChangeType { get; init; } = "";

    /// <summary>The member it became of; <see cref="From"/> is the system then.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The userid they have from now on; empty where it stays.</summary>
    public string NewUserId { get; init; } = "";

    /// <summary>1 active, 2 disabled, 4 not yet active, 5 left.</summary>
    public string Status { get; init; } = "";

    /// <summary>What was chosen in a vote or a list, in order.</summary>
    public IReadOnlyList<string> OptionIds { get; init; } = [];
}

/// <summary>Reads WeCom's XML: no document type, nothing fetched, at most so many letters.</summary>
internal static class CallbackXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 256 * 1024 };

    /// <summary>The cipher text of the outer envelope; null when there is none. Nothing else of it is read before it is known to be WeCom's.</summary>
    public static string? Cipher(ReadOnlyMemory<byte> body) => Parse(body)?.Element("Encrypt")?.Value;

    /// <returns>Null when it is no message of a person of this company.</returns>
    public static Callback? Read(ReadOnlyMemory<byte> message) => Parse(message) is not { } xml ? null : new Callback
    {
        From = Text(xml, "FromUserName"),
        AgentId = Text(xml, "AgentID"),
        CreateTime = Text(xml, "CreateTime"),
        Kind = Text(xml, "MsgType").ToLowerInvariant(),
        Event = Text(xml, "Event"),
        EventKey = Text(xml, "EventKey"),
        Content = Text(xml, "Content"),
        MessageId = Text(xml, "MsgId"),
        MediaId = Text(xml, "MediaId"),
        TaskId = Text(xml, "TaskId"),
        ResponseCode = Text(xml, "ResponseCode"),
        ChangeType = Text(xml, "ChangeType"),
        UserId = Text(xml, "UserID"),
        NewUserId = Text(xml, "NewUserID"),
        Status = Text(xml, "Status"),

        // The documentation's own sample spells it OpitonIds.
        OptionIds = [.. xml.Descendants().Where(each => each.Name.LocalName is "OptionId" or "OpitonId").Select(each => each.Value.Trim())],
    };

    private static XElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var bytes = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(bytes, Settings);
            return XElement.Load(reader);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(XElement xml, string name) => xml.Element(name)?.Value.Trim() ?? "";

    /// <summary>Seconds since 1970; null when it is no time.</summary>
    public static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(value) : null;
}
