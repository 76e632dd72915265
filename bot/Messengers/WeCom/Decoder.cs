using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatGov.Texts;

namespace ChatGov.Messengers.WeCom;

/// <summary>Reads a callback as what a person did. Null is what nobody needs to answer.</summary>
internal static class Decoder
{
    /// <summary>WeCom's own events come from this name.</summary>
    private const string System = "sys";
    private const int LongestUserId = 64;
    private const string Disabled = "2";
    private const string HasLeft = "5";

    public static Incoming? Decode(Callback callback) =>
        callback.From == System ? OfContacts(callback)
        : !IsUserId(callback.From) ? null
        : callback.Kind == "event" ? OfEvent(callback)
        : callback.Kind switch
        {
            "text" => New(callback) with { Text = callback.Content },
            "image" => OfMedia(callback, IncomingKind.Picture),
            "voice" => OfMedia(callback, IncomingKind.Voice),
            "video" or "file" or "location" or "link" => New(callback) with { Kind = IncomingKind.Other },
            _ => null,
        };

    private static Incoming OfMedia(Callback callback, IncomingKind kind) =>
        New(callback) with { Kind = kind, MediaRef = callback.MediaId.Length > 0 ? callback.MediaId : null };

    private static Incoming? OfEvent(Callback callback) => callback.Event.ToLowerInvariant() switch
    {
        "subscribe" => New(callback) with { Kind = IncomingKind.Unblocked },
        "enter_agent" => New(callback) with { Kind = IncomingKind.Entered },
        "unsubscribe" => New(callback) with { Kind = IncomingKind.Left },
        "click" => Menu.WordOf(callback.EventKey) is { } word ? New(callback) with { Text = word } : null,
        "template_card_event" or "template_card_menu_event" => OfPress(callback),
        _ => null,
    };

    /// <summary>A button says its place by its key; a list by what was chosen in it.</summary>
    private static Incoming OfPress(Callback callback)
    {
        var places = (callback.OptionIds.Count > 0 ? callback.OptionIds : [callback.EventKey])
            .Select(chosen => int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).Distinct().ToList();
        var arePlaces = places.TrueForAll(place => place >= 0);
        return New(callback) with
        {
            Kind = IncomingKind.Button, Token = arePlaces ? TaskIds.TokenOf(callback.TaskId) : null, ChoiceIndex = places[0], ChoiceIndexes = places.Count > 1 ? places : [],
        };
    }

    /// <summary>What became of a member's account; of departments and tags nobody needs to know.</summary>
    private static Incoming? OfContacts(Callback callback)
    {
        if (callback.Kind != "event" || callback.Event != "change_contact" || !IsUserId(callback.UserId))
        {
            return null;
        }

        var isRenamed = IsUserId(callback.NewUserId) && !string.Equals(callback.NewUserId, callback.UserId, StringComparison.OrdinalIgnoreCase);
        var change = New(callback, callback.UserId) with { At = CallbackXml.Time(callback.CreateTime) };
        return callback.ChangeType switch
        {
            "delete_user" => change with { Kind = IncomingKind.Left },
            "update_user" when isRenamed => change with { Kind = IncomingKind.Left, NewUserId = callback.NewUserId.ToLowerInvariant() },
            "update_user" when callback.Status is Disabled or HasLeft => change with { Kind = IncomingKind.Left },
            "create_user" => change with { Kind = IncomingKind.Given },
            _ => null,
        };
    }

    private static bool IsUserId(string text) => text.Length > 0 && Encoding.UTF8.GetByteCount(text) <= LongestUserId;

    private static Incoming New(Callback callback) => New(callback, callback.From);

    private static Incoming New(Callback callback, string account)
    {
        // The case of a userid means nothing.
        var user = account.ToLowerInvariant();
        return new Incoming { DedupeKey = KeyOf(callback), UserId = user, ChatId = user, LanguageCode = Language.Chinese };
    }

    /// <summary>
    /// The whole of what tells one from another: message numbers alone have collided between people, and events of one
    /// second have none.
    /// </summary>
    private static string KeyOf(Callback callback)
    {
        string[] parts =
        [
            callback.AgentId, callback.From, callback.CreateTime, callback.Kind, callback.MessageId, callback.Event, callback.EventKey,
            callback.TaskId, callback.ResponseCode, string.Join(',', callback.OptionIds), callback.Content, callback.MediaId,
            .. callback.ChangeType.Length > 0 ? [callback.ChangeType, callback.UserId, callback.NewUserId, callback.Status] : Array.Empty<string>(),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}

/// <summary>
/// A card's task_id carries the token of its buttons: unique for ever, letters, digits, <c>_ - @</c>. The token's dot is the
/// one letter of it that is not taken.
/// </summary>
internal static class TaskIds
{
    public static string Of(string token) => token.Replace('.', '@');

    public static string TokenOf(string taskId) => taskId.Replace('@', '.');
}

/// <summary>The app's menu: each entry says a word that people can also type.</summary>
internal static class Menu
{
    private static readonly (string Key, string Word)[] All =
    [
        ("list_tasks", "menu.list_tasks"), ("my_claims", "menu.my_claims"), ("my_hours", "menu.my_hours"), ("register", "menu.register"),
        ("ask_need", "menu.ask_need"), ("human", "menu.human"),
    ];

    public static string? WordOf(string key) =>
        Array.Find(All, each => each.Key == key).Word is { } word ? Catalog.Say(Language.Chinese, word) : null;

    /// <summary>Two of their own and the rest under one: three is the most that WeCom shows.</summary>
    public static object Json { get; } = new
    {
        button = new object[]
        {
            Entry(All[0]), Entry(All[1]), new { name = Catalog.Say(Language.Chinese, "wecom.menu.more"), sub_button = All[2..].Select(Entry).ToArray() },
        },
    };

    private static object Entry((string Key, string Word) entry) => new { type = "click", name = Catalog.Say(Language.Chinese, entry.Word), key = entry.Key };
}
