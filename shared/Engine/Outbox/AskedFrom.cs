namespace ChatGov.Outbox;

/// <summary>The chat in which a person asked, so that the answer finds its way back.</summary>
public sealed record AskedFrom(string Channel, string ChatId);
