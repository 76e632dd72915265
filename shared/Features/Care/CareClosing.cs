using System.Text.Json;
using ChatGov.Machines;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>Why something ended of which nobody had to say why.</summary>
public enum CareClosing
{
    ConsentWithdrawn,
    ConsentLapsed,

    /// <summary>The secretary phoned or went.</summary>
    SeenBySecretary,
}

/// <summary>A reason is somebody's words, or one of these codes, sealed in the same column.</summary>
internal static class CareReasons
{
    public static Why Because(CareClosing closing) => new(closing.ToString(), JsonNamingPolicy.SnakeCaseLower.ConvertName(closing.ToString()));

    public static CareClosing? CodeOf(string? reason) => Enum.TryParse<CareClosing>(reason, out var closing) && Enum.IsDefined(closing) ? closing : null;

    public static string? WordsOf(string? reason) => CodeOf(reason) is null ? reason : null;

    /// <summary>For whoever reads it, in their language.</summary>
    public static object Shown(string reason) => CodeOf(reason) is { } closing ? new Named<CareClosing>(closing) : reason;
}
