using System.Text.Json.Serialization;

namespace Telegram.Bot.Types.ReplyMarkups;

[JsonDerivedType(typeof(InlineKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardRemove))]
public abstract class ReplyMarkup;

/// <summary>Buttons that hang on the message.</summary>
public class InlineKeyboardMarkup(IEnumerable<IEnumerable<InlineKeyboardButton>> inlineKeyboard) : ReplyMarkup
{
    public IEnumerable<IEnumerable<InlineKeyboardButton>> InlineKeyboard { get; set; } = inlineKeyboard;
}

public class InlineKeyboardButton(string text)
{
    public string Text { get; set; } = text;

    public string? CallbackData { get; set; }

    public static InlineKeyboardButton WithCallbackData(string text, string callbackData) =>
        new(text) { CallbackData = callbackData };
}

/// <summary>Buttons in place of the keyboard: pressing one says its text.</summary>
public class ReplyKeyboardMarkup(IEnumerable<IEnumerable<KeyboardButton>> keyboard) : ReplyMarkup
{
    public IEnumerable<IEnumerable<KeyboardButton>> Keyboard { get; set; } = keyboard;

    public bool ResizeKeyboard { get; set; }

    public bool OneTimeKeyboard { get; set; }
}

public class KeyboardButton(string text)
{
    public string Text { get; set; } = text;

    public bool RequestContact { get; set; }

    /// <summary>Shares the person's own contact when pressed; in private chats only.</summary>
    public static KeyboardButton WithRequestContact(string text) => new(text) { RequestContact = true };
}

public class ReplyKeyboardRemove : ReplyMarkup
{
    public bool RemoveKeyboard => true;
}
