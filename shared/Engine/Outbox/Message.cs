using System.Text.Json.Serialization;

namespace ChatGov.Outbox;

/// <summary>
/// A message without a channel: text, choices, perhaps a file. Each channel renders it within its own limits; every choice can
/// also be answered in words.
/// </summary>
public sealed record Message(string Text)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Offer to share the sender's own contact, where the messenger has that.</summary>
    public bool AskContact { get; init; }

    /// <summary>The token under which the choices are kept; set when the message is written.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// The messenger's reference of an earlier message that this one takes the place of, such as the list whose next
    /// page was asked for. A messenger that cannot edit sends it anew.
    /// </summary>
    public string? Replaces { get; init; }

    /// <summary>
    /// The choices answer the question this message asks, so they carry numbers. A notice that comes by itself has
    /// none: a number typed then answers the conversation, not the notice.
    /// </summary>
    public bool Numbered { get; init; } = true;

    /// <summary>
    /// The choices are lines to read, too long for buttons: where there are buttons, the text holds the lines and a button
    /// its number alone.
    /// </summary>
    public bool ChoicesAreLines { get; init; }

    /// <summary>Several of the choices may be taken at once.</summary>
    public bool Several { get; init; }

    /// <summary>The part of the chat it belongs to, where the messenger has parts.</summary>
    public string? Thread { get; init; }

    /// <summary>The number that answers for a choice; null where only its words do.</summary>
    public int? NumberOf(int index) => !Numbered ? null : Choices[index].Number switch
    {
        null => index + 1,
        Choice.NoNumber => null,
        var number => number,
    };

    /// <summary>What comes with the text, such as a certificate to print.</summary>
    public MessageFile? File { get; init; }
}

/// <param name="Name">As it is shown and saved: no folder in it.</param>
/// <param name="MediaType">Such as <c>application/pdf</c>.</param>
public sealed record MessageFile(string Name, string MediaType, byte[] Content);

/// <param name="Label">What the person reads, and may type instead of pressing.</param>
/// <param name="Action">What it stands for inside the program: an intent and its argument, such as <c>claim:17</c>.</param>
public sealed record Choice(string Label, string Action)
{
    public const int NoNumber = 0;

    /// <summary>Its number where that is not its place in the message: a list goes on counting over its pages.</summary>
    public int? Number { get; init; }
}

/// <summary>Decides whether a send of unknown fate is tried once more and whether it rests in the quiet hours.</summary>
public enum OutboxKind
{
    /// <summary>The answer to a message: at once, at any hour.</summary>
    Reply,

    /// <summary>The outcome of something the person began: confirmed, returned, moved.</summary>
    Receipt,

    /// <summary>A question to a person that has to be decided.</summary>
    Choice,

    /// <summary>A reminder of something the person took on.</summary>
    Reminder,

    /// <summary>Something that changed for the person.</summary>
    News,

    /// <summary>The same to many; never sent twice.</summary>
    Broadcast,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(IReadOnlyList<Choice>))]
public sealed partial class MessageJson : JsonSerializerContext;
