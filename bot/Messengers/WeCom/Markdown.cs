using System.Buffers;
using System.Text;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// A text of several lines with its first in bold. Only for companies whose members all use WeCom's own client: in the WeChat plug-in a
/// member sees nothing of it, so it has to be switched on (<c>WeCom:Markdown</c>).
/// </summary>
internal static class Markdown
{
    private static readonly SearchValues<char> Formatting = SearchValues.Create("*_[]()#>`<~|\\");

    /// <returns>Null for what goes as plain text: a single line, or one in which something would be read as formatting, a link among it.</returns>
    public static string? Of(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || text.AsSpan().ContainsAny(Formatting) || text.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var marked = $"**{text[..end]}**{text[end..]}";
        return Encoding.UTF8.GetByteCount(marked) <= Rendering.LongestText ? marked : null;
    }
}
