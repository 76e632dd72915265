using System.Text.Json;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>One request to the fake, in the order of arrival.</summary>
public sealed class BotCall
{
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As the documentation writes it, however the client did.</summary>
    public required string Method { get; init; }

    /// <summary>The chat it names, of any type; null where there is none.</summary>
    public long? ChatId { get; init; }

    public string Text { get; init; } = "";

    /// <summary>All parameters, each as its JSON text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How many updates a poll has confirmed by its offset.</summary>
    public int Acknowledged { get; internal set; }

    /// <summary>How many updates the answer to a poll holds.</summary>
    public int Delivered { get; internal set; }

    /// <summary>The error code answered, or 200; 0 while nothing is answered, or when the connection was dropped.</summary>
    public int Code { get; internal set; }

    public string Description { get; internal set; } = "";

    /// <summary>After so many bytes of the answer the connection ends.</summary>
    internal int? CutAt { get; set; }
}

/// <summary>"… is typing", and the like: no message.</summary>
public sealed record BotChatAction(DateTimeOffset At, long ChatId, string Action);

/// <summary>A message a person got from the bot, or an edit of one.</summary>
/// <param name="Sequence">The order in which all of them were accepted.</param>
/// <param name="Text">As sent, before the server trims it.</param>
public sealed record BotSend(long Sequence, DateTimeOffset At, bool IsEdit, long ChatId, int MessageId, string Text, JsonElement? Markup)
{
    /// <summary>The file it brought; its words are then the caption.</summary>
    public UploadedFile? File { get; init; }

    /// <summary>The topic of the forum it went to.</summary>
    public int? Topic { get; init; }

    /// <summary>The file is shown as a photo and not as a document.</summary>
    public bool IsPhoto { get; init; }

    /// <summary>The buttons on the message, row after row.</summary>
    public IReadOnlyList<BotButton> Buttons => [.. Rows("inline_keyboard").SelectMany(row => row)];

    public IReadOnlyList<IReadOnlyList<BotButton>> ButtonRows => Rows("inline_keyboard");

    /// <summary>The buttons in place of the keyboard.</summary>
    public IReadOnlyList<BotButton> Keyboard => [.. Rows("keyboard").SelectMany(row => row)];

    public bool RemovesKeyboard => Markup is { } markup && markup.TryGetProperty("remove_keyboard", out var remove) && remove.GetBoolean();

    private List<IReadOnlyList<BotButton>> Rows(string name) =>
        Markup is { } markup && markup.TryGetProperty(name, out var rows)
            ? [.. rows.EnumerateArray().Select(row => (IReadOnlyList<BotButton>)[.. row.EnumerateArray().Select(Button)])]
            : [];

    private static BotButton Button(JsonElement button) => button.ValueKind == JsonValueKind.String
        ? new BotButton(button.GetString()!, null, RequestsContact: false)
        : new BotButton(
            button.GetProperty("text").GetString()!,
            button.TryGetProperty("callback_data", out var data) ? data.GetString() : null,
            button.TryGetProperty("request_contact", out var contact) && contact.GetBoolean());
}

public sealed record BotButton(string Text, string? Data, bool RequestsContact);
