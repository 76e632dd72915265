using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatGov.Tests.Upgrades;

/// <summary>What has to be known of a recorded database to go on with it as its people would.</summary>
internal sealed record Manifest
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The number of its last migration.</summary>
    public int Schema { get; set; }

    /// <summary>When it was left: codes are good for minutes from here.</summary>
    public DateTimeOffset Now { get; set; }

    public List<Resident> People { get; init; } = [];

    /// <summary>Each question that waits in a chat, and what its person says next.</summary>
    public List<OpenQuestion> Questions { get; init; } = [];

    /// <summary>A button of each kind that was sent and not pressed.</summary>
    public List<SentButton> Buttons { get; init; } = [];

    /// <summary>Codes in clear, each with what is said to use it.</summary>
    public List<HandedCode> Codes { get; init; } = [];

    public List<HandedToken> Tokens { get; init; } = [];

    public List<TypedWord> Words { get; init; } = [];

    public SentRequest? Request { get; set; }

    public static Manifest Read(string json) => JsonSerializer.Deserialize<Manifest>(json, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>One of the people: the name of their chat, who they are to the program, and what they do there.</summary>
internal sealed record Resident(string Chat, long PersonId, string Role, string Name);

/// <param name="Flow">Null where what waits is a list with numbers, or a notice to be agreed to.</param>
/// <param name="Next">What is said; with a token, what the button is labelled.</param>
internal sealed record OpenQuestion(string Chat, string? Flow, string? Step, string Next, string? Token, int Index);

/// <param name="Action">What it stood for when it was sent.</param>
internal sealed record SentButton(string Channel, string Chat, string Action, string Label, string Token, int Index);

/// <param name="Says">What whoever was handed it types, and where; the desk's codes are used over HTTP.</param>
internal sealed record HandedCode(string Kind, string Chat, string Code, string Says);

internal sealed record HandedToken(string Kind, string Chat, string Secret);

/// <param name="By">The chat of whoever typed it.</param>
/// <param name="Where">As what.</param>
internal sealed record TypedWord(string Word, string By, string Where);

/// <summary>A request to the desk that was answered, and may come once more under its key.</summary>
internal sealed record SentRequest(string Path, string Body, string Key, string Answer);
