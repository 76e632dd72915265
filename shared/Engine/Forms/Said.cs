using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatGov.Forms;

/// <summary>
/// What was answered to a question, as it was said. Nothing that was read from it is kept: it is read again whenever it is needed, so
/// that a form may change while somebody is in the middle of it, and what no longer reads is simply asked.
/// </summary>
/// <param name="Words">The piece of a message that answers it; the label of what was chosen.</param>
/// <param name="Code">What a press or a number stood for; null where words were typed.</param>
/// <param name="At">When: "tomorrow" is the day after this.</param>
public sealed record Said(string Words, string? Code, DateTimeOffset At)
{
    /// <summary>That question was asked and this answers it: a piece of it is enough. Words that open a form may be about anything.</summary>
    public bool Asked { get; init; }

    public static Said Typed(string words, DateTimeOffset at) => new(words.Trim(), Code: null, at);

    public static Said Chosen(string code, DateTimeOffset at) => new("", code, at);

    public string Kept() => JsonSerializer.Serialize(this, SaidJson.Default.Said);

    /// <param name="kept">What <see cref="Kept"/> gave; else a plain value, as conversations kept before there were forms.</param>
    public static Said Of(string kept, DateTimeOffset now)
    {
        if (!kept.StartsWith('{'))
        {
            return new Said(kept, kept, now);
        }

        try
        {
            return JsonSerializer.Deserialize(kept, SaidJson.Default.Said) ?? Typed(kept, now);
        }
        catch (JsonException)
        {
            // Somebody's own words may begin with a brace.
            return Typed(kept, now);
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Said))]
internal sealed partial class SaidJson : JsonSerializerContext;
