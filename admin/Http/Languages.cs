using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>The language of an answer: what the caller accepts, else the one of the token's person.</summary>
internal static class Languages
{
    public static string Of(HttpContext http, string otherwise)
    {
        foreach (var accepted in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(each => each.Quality ?? 1))
        {
            var code = accepted.Value.ToString();
            if (code.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || code.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return Language.For(code);
            }
        }

        return otherwise;
    }
}
