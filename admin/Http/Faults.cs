using System.Data.Common;
using System.Text.Json;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Hosting;
using ChatGov.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ChatGov.Http;

/// <summary>
/// What goes wrong outside the use cases: a body that is no JSON, a path that is not there, a fault of our own. Nothing of
/// an exception's text reaches anybody: it may hold what a person wrote.
/// </summary>
internal static class Faults
{
    public static void Use(WebApplication app)
    {
        app.Use(NoteThatItWorks);
        app.UseExceptionHandler(handler => handler.Run(Answer));
        app.UseStatusCodePages(status => Reply.Of(OfStatus(status.HttpContext)).ExecuteAsync(status.HttpContext));
    }

    /// <summary>A change that was made shows that an outage is over.</summary>
    private static async Task NoteThatItWorks(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.StatusCode < StatusCodes.Status300MultipleChoices && !HttpMethods.IsGet(http.Request.Method))
        {
            http.RequestServices.GetRequiredService<Db>().SayWorks(LogOf(http));
        }
    }

    private static Task Answer(HttpContext http)
    {
        var exception = http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        var language = LanguageOf(http);
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                Problems.Make(StatusCodes.Status413PayloadTooLarge, "TooLarge", language),
            BadHttpRequestException bad => Malformed(bad, language),
            DbException unavailable when http.RequestServices.GetRequiredService<Db>() is var db && db.Dialect.IsUnavailable(unavailable) => Away(http, db, unavailable, language),
            TimeoutException => Problems.Make(StatusCodes.Status503ServiceUnavailable, "DatabaseAway", language),
            _ => Own(http, exception, language),
        };
        return Reply.Of(problem).ExecuteAsync(http);
    }

    private static Problem Malformed(BadHttpRequestException bad, string language)
    {
        for (var cause = bad.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is JsonException { Path: { Length: > 2 } path })
            {
                return Problems.Invalid(language, new FieldProblem(path[2..], "malformed", Catalog.Say(language, "desk.field.malformed")));
            }
        }

        return Problems.Invalid(language);
    }

    private static Problem Away(HttpContext http, Db db, DbException exception, string language)
    {
        db.SayFailed(exception, LogOf(http));
        return Problems.Make(StatusCodes.Status503ServiceUnavailable, "DatabaseAway", language);
    }

    private static Problem Own(HttpContext http, Exception exception, string language)
    {
        var number = Guid.CreateVersion7().ToString("N")[^12..];
        LogOf(http).SayFault("Request " + number, exception);
        return Problems.Make(StatusCodes.Status500InternalServerError, "Fault", language, ("number", number));
    }

    private static ILogger LogOf(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ChatGov.Desk");

    private static Problem OfStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status405MethodNotAllowed => Problems.Make(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", LanguageOf(http)),
        StatusCodes.Status415UnsupportedMediaType => Problems.Make(StatusCodes.Status415UnsupportedMediaType, "NotJson", LanguageOf(http)),
        StatusCodes.Status413PayloadTooLarge => Problems.Make(StatusCodes.Status413PayloadTooLarge, "TooLarge", LanguageOf(http)),
        StatusCodes.Status404NotFound => Problems.Make(StatusCodes.Status404NotFound, "NoSuchAddress", LanguageOf(http)),
        StatusCodes.Status504GatewayTimeout or StatusCodes.Status503ServiceUnavailable => Problems.Make(http.Response.StatusCode, "DatabaseAway", LanguageOf(http)),
        var status when status >= StatusCodes.Status500InternalServerError => Problems.Make(status, "Fault", LanguageOf(http), ("number", "")),
        var status => Problems.Make(status, Problems.InvalidRequest, LanguageOf(http)),
    };

    private static string LanguageOf(HttpContext http) =>
        Languages.Of(http, http.Features.Get<Entrance>()?.Language ?? Language.Chinese);
}
