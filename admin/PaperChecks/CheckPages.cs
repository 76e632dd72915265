using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ChatGov.Data;
using ChatGov.Papers;
using ChatGov.Texts;
using Microsoft.AspNetCore.Http.Features;

namespace ChatGov.PaperChecks;

/// <summary>
/// Where anybody checks a paper's number: <c>/check</c> and <c>/check/{number}</c>. No log-in, no script, nothing loaded
/// from elsewhere, so many looks a minute from one address. Links are relative, so that it works under any prefix.
/// </summary>
public static class CheckPages
{
    private const string Limit = "check";
    private const int DefaultPerMinute = 30;
    private const int LargestForm = 8 * 1024;
    private const int LongestField = 2_000;

    /// <exception cref="ConfigurationFault"><c>Papers:ChecksPerMinute</c> is no number.</exception>
    public static void AddChecking(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = PerMinute(configuration["Papers:ChecksPerMinute"]);
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                Caller(context.Connection.RemoteIpAddress),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
            limiter.OnRejected = (rejected, _) => new ValueTask(Refuse(rejected.HttpContext));
        });
    }

    public static void MapChecking(this WebApplication app, Db db)
    {
        var pages = app.MapGroup("/check").RequireRateLimiting(Limit);
        pages.MapGet("", (HttpContext context, string? number) => Answer(context, () => Start(context, number)));
        pages.MapGet("{number}", (HttpContext context, string number) => Answer(context, () => Show(context, db, number)));
        pages.MapPost("{number}", (HttpContext context, string number) => Answer(context, () => Compare(context, db, number)));
    }

    private static Task Start(HttpContext context, string? typed)
    {
        var language = LanguageOf(context);
        if (typed is null)
        {
            return Write(context, StatusCodes.Status200OK, CheckPage.Start(language));
        }

        if (PaperNumber.Read(typed) is not { } number)
        {
            return Write(context, StatusCodes.Status400BadRequest, CheckPage.Result(language, CheckPage.Here, new PaperCheck(PaperVerdict.Mistyped)));
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"check/{number}{(context.Request.Query.ContainsKey("lang") ? "?lang=" + language : "")}";
        return Task.CompletedTask;
    }

    private static Task Show(HttpContext context, Db db, string number)
    {
        var check = db.Read(tx => Checking.Check(tx, number));
        return Write(context, StatusOf(check.Verdict), CheckPage.Result(LanguageOf(context), CheckPage.Above, check));
    }

    private static async Task Compare(HttpContext context, Db db, string number)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestForm;
        }

        if (!context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string Field(string name) => form[name].ToString() is { Length: <= LongestField } text ? text : "";
        var print = new Print(Field("name"), Field("hours"), Field("lines"));
        var (check, same) = db.Read(tx => (Checking.Check(tx, number), Checking.Compare(tx, number, print)));
        await Write(context, StatusOf(check.Verdict), CheckPage.Result(LanguageOf(context), CheckPage.Above, check, same));
    }

    private static async Task Answer(HttpContext context, Func<Task> page)
    {
        CheckPage.Protect(context.Response);
        try
        {
            await page();
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
        }
        catch (Exception exception) when (exception is InvalidDataException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (DbException exception) when (context.RequestServices.GetRequiredService<Db>().Dialect.IsUnavailable(exception))
        {
            await Write(context, StatusCodes.Status503ServiceUnavailable, CheckPage.Sorry(LanguageOf(context), "check.unavailable"));
        }
    }

    private static Task Refuse(HttpContext context)
    {
        CheckPage.Protect(context.Response);
        context.Response.Headers.RetryAfter = "60";
        return Write(context, StatusCodes.Status429TooManyRequests, CheckPage.Sorry(LanguageOf(context), "check.too_many"));
    }

    private static Task Write(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static int StatusOf(PaperVerdict verdict) => verdict switch
    {
        PaperVerdict.Mistyped => StatusCodes.Status400BadRequest,
        PaperVerdict.Unknown => StatusCodes.Status404NotFound,
        PaperVerdict.Revoked => StatusCodes.Status410Gone,
        PaperVerdict.Outdated or PaperVerdict.Genuine => StatusCodes.Status200OK,
    };

    private static string LanguageOf(HttpContext context) => context.Request.Query["lang"].ToString() is { Length: > 0 } asked
        ? Language.For(asked)
        : Language.For(context.Request.Headers.AcceptLanguage.ToString());

    /// <summary>One address; of IPv6 the half that a household has to itself.</summary>
    private static string Caller(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private static int PerMinute(string? value) => value switch
    {
        null => DefaultPerMinute,
        _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        _ => throw new ConfigurationFault("Papers:ChecksPerMinute has to be a number above 0"),
    };
}
