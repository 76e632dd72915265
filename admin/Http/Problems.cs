using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Texts;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Http;

/// <summary>A field of a request that cannot be taken as it is.</summary>
/// <param name="Field">Its name in the request, with dots and indexes for parts of parts.</param>
/// <param name="Code">Stable; <c>required</c>, <c>too_long</c>, <c>out_of_range</c>, <c>number</c>, <c>malformed</c>, <c>unknown</c>.</param>
/// <param name="Detail">What to do, in the caller's language.</param>
public sealed record FieldProblem(string Field, string Code, string Detail);

/// <summary>An answer of <c>application/problem+json</c> (RFC 9457): a stable code and a sentence that says what to do.</summary>
public sealed class Problem : ProblemDetails
{
    /// <summary>Stable: a program may act upon it.</summary>
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("fields")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Fields { get; init; }
}

/// <summary>The one place where an expected "no" becomes an HTTP status.</summary>
public static class Problems
{
    public const string InvalidRequest = "InvalidRequest";

    public static Problem Of(Refusal refusal, string language) =>
        Make(StatusOf(refusal.Code), refusal.Code.ToString(), Catalog.Say(language, refusal));

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

    public static IResult ToResult(this Problem problem) => TypedResults.Problem(problem);

    private static Problem Make(int status, string code, string detail, IReadOnlyList<FieldProblem>? fields = null) => new()
    {
        Status = status,
        Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Code = code,
        Detail = detail,
        Fields = fields,
    };

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.NotAllowed or RefusalCode.TokenMakesTokens => StatusCodes.Status403Forbidden,
        RefusalCode.TooManyTries => StatusCodes.Status429TooManyRequests,
        RefusalCode.FileTooBig or RefusalCode.FileTooWide or RefusalCode.FileTooHeavy => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.ReasonMissing or RefusalCode.DateNotAhead or RefusalCode.TaskVague or RefusalCode.TaskInThePast
            or RefusalCode.PersonalDataInText or RefusalCode.TaskTextTooLong or RefusalCode.UnknownNumbers
            or RefusalCode.MinutesUnclear or RefusalCode.RoleNotThere or RefusalCode.CannotStandThere
            or RefusalCode.PersonUnknown or RefusalCode.UnitUnknown or RefusalCode.FileUnreadable or RefusalCode.FileEmpty
            or RefusalCode.FileOtherKind or RefusalCode.SheetSeveral or RefusalCode.SheetUnknown or RefusalCode.SheetHidden
            or RefusalCode.ColumnMissing or RefusalCode.ColumnForbidden or RefusalCode.PhoneWrong or RefusalCode.WeComUserIdWrong
            or RefusalCode.RoleTagUnknown or RefusalCode.OrgPathUnknown or RefusalCode.CellUnclear or RefusalCode.NumberInCell or RefusalCode.RowTwice => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };
}
