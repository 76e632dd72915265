namespace ChatGov.Texts;

/// <summary>The languages that have a catalog.</summary>
public static class Language
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static readonly IReadOnlyList<string> All = [Chinese, English];

    /// <summary>The catalog for a messenger's language code; Chinese where there is no better.</summary>
    public static string For(string? code) =>
        code?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? English : Chinese;
}
