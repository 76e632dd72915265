using System.Text;

namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What the server checks of a text, and what of it a person sees.</summary>
internal static class TextRules
{
    private const int MostRawBytes = 32_768;
    private const int MostUnits = 4_096;
    private const int MostCaptionUnits = 1_024;

    private static readonly string[] Tags =
        ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre", "blockquote", "tg-emoji"];

    /// <summary>The visible text, trimmed, or a refusal.</summary>
    public static string Check(string? raw, string? parseMode)
    {
        if (string.IsNullOrEmpty(raw))
        {
            throw ApiRefusal.BadRequest("message text is empty");
        }

        if (Encoding.UTF8.GetByteCount(raw) > MostRawBytes)
        {
            throw ApiRefusal.BadRequest("text is too long");
        }

        var visible = Visible(raw, parseMode);
        if (visible.Length == 0)
        {
            throw ApiRefusal.BadRequest("message text is empty");
        }

        return visible.Length > MostUnits ? throw ApiRefusal.BadRequest("message is too long") : visible;
    }

    /// <summary>The words under a file: they may be missing.</summary>
    public static string CheckCaption(string? raw, string? parseMode)
    {
        var visible = Visible(raw ?? "", parseMode);
        return visible.Length > MostCaptionUnits ? throw ApiRefusal.BadRequest("message caption is too long") : visible;
    }

    private static string Visible(string raw, string? parseMode)
    {
        var visible = parseMode?.ToUpperInvariant() switch
        {
            null or "" or "NONE" => raw,
            "HTML" => StripHtml(raw),
            _ => throw ApiRefusal.BadRequest("unsupported parse_mode"),
        };
        return visible.Trim();
    }

    private static string StripHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        var open = new Stack<string>();
        for (var i = 0; i < html.Length;)
        {
            switch (html[i])
            {
                case '<':
                    i = ReadTag(html, i, open);
                    break;
                case '&':
                    i = ReadEntity(html, i, text);
                    break;
                default:
                    text.Append(html[i++]);
                    break;
            }
        }

        return open.Count == 0 ? text.ToString() : throw CannotParse($"can't find end tag corresponding to start tag \"{open.Peek()}\"");
    }

    private static int ReadTag(string html, int start, Stack<string> open)
    {
        var end = html.IndexOf('>', start);
        if (end < 0)
        {
            throw CannotParse($"unclosed start tag at byte offset {start}");
        }

        var inside = html[(start + 1)..end];
        var name = inside.TrimStart('/').Split(' ', 2)[0].ToLowerInvariant();
        if (!Tags.Contains(name))
        {
            throw CannotParse($"unsupported start tag \"{name}\" at byte offset {start}");
        }

        if (!inside.StartsWith('/'))
        {
            open.Push(name);
        }
        else if (!open.TryPop(out var expected) || expected != name)
        {
            throw CannotParse($"unexpected end tag at byte offset {start}");
        }

        return end + 1;
    }

    private static int ReadEntity(string html, int start, StringBuilder text)
    {
        var end = html.IndexOf(';', start);
        var letter = end < 0 ? null : html[(start + 1)..end] switch
        {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            _ => null,
        };
        text.Append(letter ?? "&");
        return letter is null ? start + 1 : end + 1;
    }

    private static ApiRefusal CannotParse(string why) => ApiRefusal.BadRequest("can't parse entities: " + why);
}
