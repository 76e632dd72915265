using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Texts;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Http;

/// <summary>A field of a request that cannot be taken as it is.</summary>
/// <param name="Field">Its name in the request, with dots and indexes for parts of parts.</param>
/// <param name="Code">Stable: <c>required</c>, <c>empty</c>, <c>twice</c>, <c>too_long</c>, <c>out_of_range</c>, <c>number</c>, <c>malformed</c>, <c>not_one_of</c>, <c>unknown</c>; else the code of the problem.</param>
/// <param name="Detail">What to do, in the caller's language.</param>
public sealed record FieldProblem(string Field, string Code, string Detail)
{
    /// <summary>What it may be; of a name that is unknown, the names there are. Left out where that is no short list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>The name that was probably meant. Left out where none is near.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Nearest { get; init; }
}

/// <summary>An answer of <c>application/problem+json</c> (RFC 9457): a stable code and a sentence that says what to do.</summary>
public sealed class Problem : ProblemDetails
{
    /// <summary>Stable: a program may act upon it.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>The fields, parameters and headers at fault, each with what to do; left out where it is none of them.</summary>
    [JsonPropertyName("fields")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Fields { get; init; }

    /// <summary>The number of this request, as in <c>X-Request-Id</c> and in the log.</summary>
    [JsonPropertyName("requestId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }
}

/// <summary>The one place where an expected "no" becomes an HTTP status.</summary>
public static class Problems
{
    public const string InvalidRequest = "InvalidRequest";

    /// <param name="fields">Those at fault.</param>
    public static Problem Of(Refusal refusal, string language, IReadOnlyList<string>? fields = null)
    {
        var (code, detail) = (refusal.Code.ToString(), Catalog.Say(language, refusal));
        return Make(StatusOf(refusal.Code), code, detail, fields is { Count: > 0 } ? [.. fields.Select(field => new FieldProblem(field, code, detail))] : null);
    }

    /// <summary>What the surface itself refuses of one field or header.</summary>
    public static Problem At(int status, string code, string field, string language)
    {
        var detail = Catalog.Say(language, "desk.problem." + code);
        return Make(status, code, detail, [new FieldProblem(field, code, detail)]);
    }

    public static Problem Invalid(string language, params IReadOnlyList<FieldProblem> fields) =>
        Make(StatusCodes.Status400BadRequest, InvalidRequest, Catalog.Say(language, "desk.invalid"), fields);

    /// <summary>What the surface itself refuses: the sentence is under <c>desk.problem.{code}</c>.</summary>
    public static Problem Make(int status, string code, string language, params (string Name, object Value)[] args) =>
        Make(status, code, Catalog.Say(language, "desk.problem." + code, args), fields: null);

    /// <summary>Too many at once: not before so many seconds.</summary>
    public static Reply Wait(HttpContext http, string language, int seconds = 60)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Reply.Of(Make(StatusCodes.Status429TooManyRequests, "TooManyRequests", language, ("seconds", seconds)));
    }

    private static Problem Make(int status, string code, string detail, IReadOnlyList<FieldProblem>? fields = null) => new()
    {
        Status = status,
        Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Code = code,
        Detail = detail,
        Fields = fields,
    };

    private static int StatusOf(RefusalCode code) => code.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.TooOften => StatusCodes.Status429TooManyRequests,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Unclear => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Standing => StatusCodes.Status409Conflict,
    };
}
