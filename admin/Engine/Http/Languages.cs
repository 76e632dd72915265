using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>The language of an answer: what the caller accepts, else the one of the token's person.</summary>
internal static class Languages
{
    /// <summary>Of a page that anybody may open: <c>?lang=</c>, else what the browser accepts.</summary>
    public static string OfPage(HttpContext http) => http.Request.Query["lang"].ToString() is { Length: > 0 } asked ? Language.For(asked) : Of(http, Language.Chinese);

    public static string Of(HttpContext http, string otherwise)
    {
        if (http.Request.Headers.AcceptLanguage.Count == 0)
        {
            return otherwise;
        }

        foreach (var accepted in http.Request.GetTypedHeaders().AcceptLanguage.Where(each => each.Quality is not 0).OrderByDescending(each => each.Quality ?? 1))
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
