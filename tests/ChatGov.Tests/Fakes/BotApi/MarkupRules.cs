using System.Text;
using System.Text.Json;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What the server checks of a keyboard.</summary>
internal static class MarkupRules
{
    private const int MostDataBytes = 64;
    private const int MostInRow = 8;
    private const int MostButtons = 100;

    private static readonly string[] OtherActions =
        ["url", "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat", "login_url", "web_app", "copy_text"];

    public static void Check(JsonElement? markup, bool isPrivate)
    {
        if (markup is not { } value)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw ApiRefusal.BadRequest("object expected as reply markup");
        }

        CheckRows(value, "keyboard", button => CheckKey(button, isPrivate));
        CheckRows(value, "inline_keyboard", CheckInline);
    }

    public static bool IsInline(JsonElement? markup) =>
        markup is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("inline_keyboard", out var rows) && rows.GetArrayLength() > 0;

    private static void CheckRows(JsonElement markup, string name, Action<JsonElement> check)
    {
        if (!markup.TryGetProperty(name, out var rows))
        {
            return;
        }

        if (rows.ValueKind != JsonValueKind.Array || rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Array))
        {
            throw ApiRefusal.BadRequest($"field \"{name}\" must be an Array of Arrays");
        }

        if (rows.EnumerateArray().Any(row => row.GetArrayLength() > MostInRow) || rows.EnumerateArray().Sum(row => row.GetArrayLength()) > MostButtons)
        {
            throw ApiRefusal.BadRequest("reply markup is too long");
        }

        foreach (var button in rows.EnumerateArray().SelectMany(row => row.EnumerateArray()))
        {
            check(button);
        }
    }

    private static void CheckInline(JsonElement button)
    {
        const string complaint = "can't parse inline keyboard button: ";
        if (button.ValueKind != JsonValueKind.Object)
        {
            throw ApiRefusal.BadRequest(complaint + "InlineKeyboardButton must be an Object");
        }

        CheckText(button, complaint);
        if (OtherActions.Any(action => button.TryGetProperty(action, out _)))
        {
            return;
        }

        var data = button.TryGetProperty("callback_data", out var value) ? value.GetString() : null;
        if (string.IsNullOrEmpty(data))
        {
            throw ApiRefusal.BadRequest(complaint + "Text buttons are unallowed in the inline keyboard");
        }

        if (Encoding.UTF8.GetByteCount(data) > MostDataBytes)
        {
            throw ApiRefusal.BadRequest("BUTTON_DATA_INVALID");
        }
    }

    private static void CheckKey(JsonElement button, bool isPrivate)
    {
        const string complaint = "can't parse keyboard button: ";
        if (button.ValueKind == JsonValueKind.String)
        {
            return;
        }

        if (button.ValueKind != JsonValueKind.Object)
        {
            throw ApiRefusal.BadRequest(complaint + "KeyboardButton must be a String or an Object");
        }

        CheckText(button, complaint);
        if (!isPrivate && (Is(button, "request_contact") || Is(button, "request_location")))
        {
            throw ApiRefusal.BadRequest("phone number can be requested in private chats only");
        }
    }

    private static void CheckText(JsonElement button, string complaint)
    {
        if (!button.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Trim().Length == 0)
        {
            throw ApiRefusal.BadRequest(complaint + "Can't find field \"text\"");
        }
    }

    private static bool Is(JsonElement button, string name) =>
        button.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
