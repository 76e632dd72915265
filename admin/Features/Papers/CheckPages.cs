using System.Data.Common;
using ChatGov.Auth;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Settings;
using ChatGov.Texts;
using Microsoft.AspNetCore.Http.Features;

namespace ChatGov.Papers;

/// <summary>
/// Where anybody checks a paper's number: <c>/check</c> and <c>/check/{number}</c>. No log-in, no script, nothing loaded
/// from elsewhere. Links are relative, so that it works under any prefix.
/// </summary>
public static class CheckPages
{
    private const int LargestForm = 8 * 1024;
    private const int LongestField = 2_000;

    public static void AddChecking(this IServiceCollection services, SettingValues settings) => services.AddSingleton(new CheckLimits(settings));

    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("/check").ExcludeFromDescription().AddEndpointFilter(Protect);
        pages.MapGet("", (HttpContext http, string? number) => Start(http, number));
        pages.MapGet("{number}", (HttpContext http, Db db, CheckLimits limits, string number) => Show(http, db, limits, number));
        pages.MapPost("{number}", (HttpContext http, Db db, CheckLimits limits, string number) => Compare(http, db, limits, number));
    }

    private static IResult Start(HttpContext http, string? typed)
    {
        var language = LanguageOf(http);
        if (typed is null)
        {
            return new HtmlPage(CheckPage.Start(language));
        }

        if (PaperNumber.Read(typed) is not { } number)
        {
            return new HtmlPage(CheckPage.Result(language, CheckPage.Here, new PaperCheck(PaperVerdict.Mistyped)), StatusCodes.Status400BadRequest);
        }

        http.Response.Headers.Location = $"check/{number}{(http.Request.Query.ContainsKey("lang") ? "?lang=" + language : "")}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Who guesses is told to wait; who holds a paper never is, whoever else guesses at the same address.</summary>
    private static HtmlPage Show(HttpContext http, Db db, CheckLimits limits, string number)
    {
        var check = db.Read(tx => PaperChecking.Check(tx, number));
        return check.Verdict is PaperVerdict.Mistyped or PaperVerdict.Unknown && !limits.Numbers.Take(http.Connection.RemoteIpAddress)
            ? Wait(http)
            : new HtmlPage(CheckPage.Result(LanguageOf(http), CheckPage.Above, check), StatusOf(check.Verdict));
    }

    /// <summary>What is compared can be guessed: so often a minute for one paper and one address, right or wrong.</summary>
    private static async Task<IResult> Compare(HttpContext http, Db db, CheckLimits limits, string number)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestForm;
        }

        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (!limits.Comparisons.Take($"{Addresses.Of(http.Connection.RemoteIpAddress)} {PaperNumber.Read(number)}"))
        {
            return Wait(http);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        string Field(string name) => form[name].ToString() is { Length: <= LongestField } text ? text : "";
        var print = new Print(Field("name"), Field("hours"), Field("lines"));
        var (check, same) = db.Read(tx => (PaperChecking.Check(tx, number), PaperChecking.Compare(tx, number, print)));
        return new HtmlPage(CheckPage.Result(LanguageOf(http), CheckPage.Above, check, same), StatusOf(check.Verdict));
    }

    private static async ValueTask<object?> Protect(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        http.Response.Headers.Vary = "Accept-Language";
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.StatusCode(refused.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        catch (DbException exception) when (http.RequestServices.GetRequiredService<Db>().Dialect.IsUnavailable(exception))
        {
            return new HtmlPage(CheckPage.Sorry(LanguageOf(http), "check.unavailable"), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static HtmlPage Wait(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return new HtmlPage(CheckPage.Sorry(LanguageOf(http), "check.too_many"), StatusCodes.Status429TooManyRequests);
    }

    private static int StatusOf(PaperVerdict verdict) => verdict switch
    {
        PaperVerdict.Mistyped => StatusCodes.Status400BadRequest,
        PaperVerdict.Unknown => StatusCodes.Status404NotFound,
        PaperVerdict.Revoked => StatusCodes.Status410Gone,
        PaperVerdict.Outdated or PaperVerdict.Genuine => StatusCodes.Status200OK,
    };

    private static string LanguageOf(HttpContext http) => http.Request.Query["lang"].ToString() is { Length: > 0 } asked
        ? Language.For(asked)
        : Language.For(http.Request.Headers.AcceptLanguage.ToString());
}

/// <summary>How often a minute an address may guess numbers, and what stands on a paper.</summary>
internal sealed class CheckLimits(SettingValues settings) : IDisposable
{
    public PerMinute Numbers { get; } = Make(settings);

    public PerMinute Comparisons { get; } = Make(settings);

    public void Dispose()
    {
        Numbers.Dispose();
        Comparisons.Dispose();
    }

    private static PerMinute Make(SettingValues settings) => new(settings.Count("Papers:ChecksPerMinute"));
}
