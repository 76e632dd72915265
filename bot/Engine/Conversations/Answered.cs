using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>What a message is answered with, and where the chat stands then.</summary>
public sealed record Answered(Session Left, Message Message);
