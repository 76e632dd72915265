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
    /// <summary>What a problem names where it is not one field of the body.</summary>
    private const string Whole = "$";

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
        var fault = http.Features.GetRequiredFeature<IExceptionHandlerFeature>();
        var exception = fault.Error;
        var language = LanguageOf(http);
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                Problems.Make(StatusCodes.Status413PayloadTooLarge, "TooLarge", language),
            BadHttpRequestException bad => Malformed(fault.Endpoint?.Metadata.GetMetadata<Takes>()?.Body, bad, language),
            DbException unavailable when http.RequestServices.GetRequiredService<Db>() is var db && db.Dialect.IsUnavailable(unavailable) => Away(http, db, unavailable, language),
            TimeoutException => Problems.Make(StatusCodes.Status503ServiceUnavailable, "DatabaseAway", language),
            _ => Own(http, exception, language),
        };
        return Reply.Of(problem).ExecuteAsync(http);
    }

    /// <summary>The query was looked at before: what cannot be read is the body.</summary>
    private static Problem Malformed(Type? body, BadHttpRequestException bad, string language)
    {
        var causes = new List<JsonException>();
        for (var cause = bad.InnerException; cause is not null; cause = cause.InnerException)
        {
            causes.AddRange(cause is JsonException json ? [json] : []);
        }

        return Problems.Invalid(language, (causes.Find(cause => cause.Path is { Length: > 2 }) ?? causes.FirstOrDefault()) is { } told
            ? OfJson(told, body, language)
            : new FieldProblem(Whole, "required", Catalog.Say(language, "desk.field.body")));
    }

    private static FieldProblem OfJson(JsonException json, Type? body, string language)
    {
        var path = json.Path is { Length: > 2 } there ? there[2..] : "";
        if (path.Length == 0 || body is null)
        {
            return new FieldProblem(Whole, "malformed", Catalog.Say(language, "desk.field.json", ("line", (json.LineNumber ?? 0) + 1), ("letter", (json.BytePositionInLine ?? 0) + 1)));
        }

        var (owner, field) = BodyShape.At(body, path);
        return field is null
            ? ValueForm.Unknown(path, path.Split('.')[^1], BodyShape.NamesOf(owner), language)
            : ValueForm.Malformed(path, field, language);
    }

    private static Problem Away(HttpContext http, Db db, DbException exception, string language)
    {
        db.SayFailed(exception, LogOf(http));
        return Problems.Make(StatusCodes.Status503ServiceUnavailable, "DatabaseAway", language);
    }

    private static Problem Own(HttpContext http, Exception exception, string language)
    {
        var number = http.TraceIdentifier;
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
