namespace ChatGov.Hosting;

/// <summary>
/// What every answer of either program says to browsers, unless the answer itself says it better: it is no page that may
/// load, run, send or be framed; it is what its type says; nobody learns where the reader came from; nothing keeps it.
/// </summary>
public static class AnswerHeaders
{
    public const string Policy = "Content-Security-Policy";

    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new(Policy, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        new("X-Content-Type-Options", "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Cache-Control", "no-store"),
    ];
}
