using ChatGov.Outbox;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace ChatGov.Messengers.Telegram;

/// <summary>Sends one message, once, and tells what became of it.</summary>
internal sealed class Delivery(ITelegramBotClient client, TelegramTiming timing)
{
    private const int LargestFile = 50 * 1024 * 1024;
    private const int LargestPhoto = 10 * 1024 * 1024;
    private const int LongestSides = 10_000;
    private const int MostSlender = 20;

    public async Task<SendResult> Deliver(long chat, Outbox.Message message, CancellationToken cancel)
    {
        // A private chat has its person's id; groups have negative ones.
        var rendered = Rendering.Render(message, isPrivate: chat > 0);
        if (!Rendering.DataFits(message))
        {
            return new SendResult.Refused("button_data_too_long");
        }

        if (rendered.Parts == 0)
        {
            return new SendResult.Refused("text_empty");
        }

        if (message.File is { Content.Length: > LargestFile or 0 })
        {
            return new SendResult.Refused("file_size");
        }

        try
        {
            return await TryEdit(chat, message, rendered, cancel) ?? await SendAll(new Place(chat, Ids.Message(message.Thread)), rendered, cancel);
        }
        catch (OperationCanceledException)
        {
            return new SendResult.Unknown("cancelled");
        }
    }

    /// <summary>Null when there is nothing to edit, or it cannot be edited any more: then it is sent anew.</summary>
    private async Task<SendResult?> TryEdit(long chat, Outbox.Message message, Rendered rendered, CancellationToken cancel)
    {
        // An edited message can have no keyboard but buttons of its own, and no file.
        if (Ids.Message(message.Replaces) is not { } id || rendered.Texts.Count > 1 || rendered.File is not null || rendered.Markup is ReplyKeyboardMarkup)
        {
            return null;
        }

        try
        {
            await client.EditMessageText(chat, id, rendered.Texts[0], replyMarkup: rendered.Markup as InlineKeyboardMarkup, cancellationToken: cancel);
            return new SendResult.Sent(message.Replaces);
        }
        catch (RequestException exception) when (Results.IsUnchanged(exception))
        {
            return new SendResult.Sent(message.Replaces);
        }
        catch (RequestException exception) when (Results.CannotBeEdited(exception))
        {
            return null;
        }
        catch (RequestException exception)
        {
            return Results.OfEdit(exception);
        }
    }

    /// <summary>
    /// Pieces go one after the other and the last brings the buttons. If one fails after others have arrived, the
    /// whole may have arrived in part: its fate is unknown, so that the sender repeats it at most once, and never to
    /// many. A person who cannot be reached and a text that is refused stay what they are.
    /// </summary>
    private async Task<SendResult> SendAll(Place place, Rendered rendered, CancellationToken cancel)
    {
        var last = rendered.Parts - 1;
        for (var i = 0; i < last; i++)
        {
            var result = await SendText(place, rendered.Texts[i], markup: null, cancel);
            if (result is not SendResult.Sent)
            {
                return i == 0 ? result : InPart(result);
            }

            if (i + 1 >= timing.Limits.Burst)
            {
                await Task.Delay(timing.Limits.ChatSpacing, cancel);
            }
        }

        var whole = rendered.File is { } file
            ? await SendFile(place, file, rendered, cancel)
            : await SendText(place, rendered.Texts[last], rendered.Markup, cancel);
        return last == 0 ? whole : InPart(whole);
    }

    private static SendResult InPart(SendResult result) =>
        result is SendResult.Wait or SendResult.NotSent or SendResult.Moved ? new SendResult.Unknown("sent_in_part") : result;

    private async Task<SendResult> SendText(Place place, string text, ReplyMarkup? markup, CancellationToken cancel)
    {
        try
        {
            var sent = await client.SendMessage(place.Chat, text, replyMarkup: markup, messageThreadId: place.Thread, cancellationToken: cancel);
            return new SendResult.Sent(Ids.Reference(sent.Id));
        }
        catch (RequestException exception) when (place.Thread is not null && Results.HasNoThread(exception))
        {
            return await SendText(place with { Thread = null }, text, markup, cancel);
        }
        catch (RequestException exception)
        {
            return Results.OfSend(exception);
        }
    }

    // What is longer than this times its other side, or larger, goes as a file: the server would not show it.
    private static bool IsPhoto(MessageFile file) => file.MediaType is "image/jpeg" or "image/png" && file.Content.Length <= LargestPhoto
        && Photos.Pictures.Clean(file.Content) is { } picture && picture.Width + picture.Height <= LongestSides
        && Math.Max(picture.Width, picture.Height) <= MostSlender * Math.Min(picture.Width, picture.Height);

    private async Task<SendResult> SendFile(Place place, MessageFile file, Rendered rendered, CancellationToken cancel)
    {
        try
        {
            using var content = new MemoryStream(file.Content, writable: false);
            var upload = InputFile.FromStream(content, FileNames.Clean(file.Name));
            var sent = IsPhoto(file)
                ? await client.SendPhoto(place.Chat, upload, caption: rendered.Caption, replyMarkup: rendered.Markup, messageThreadId: place.Thread, cancellationToken: cancel)
                : await client.SendDocument(place.Chat, upload, caption: rendered.Caption, replyMarkup: rendered.Markup, messageThreadId: place.Thread, cancellationToken: cancel);
            return new SendResult.Sent(Ids.Reference(sent.Id));
        }
        catch (RequestException exception) when (place.Thread is not null && Results.HasNoThread(exception))
        {
            return await SendFile(place with { Thread = null }, file, rendered, cancel);
        }
        catch (RequestException exception)
        {
            return Results.OfSend(exception);
        }
    }

    /// <param name="Thread">The topic of a forum; null for the chat itself.</param>
    private sealed record Place(long Chat, int? Thread);
}
