using System.Globalization;
using System.Text.Json.Nodes;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Tasks;
using ChatGov.Texts;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>Every "no" of the document, described once with an example: the operations name them.</summary>
internal static class ProblemAnswers
{
    private const string MediaType = "application/problem+json";
    private const string RequestId = "0197f1c28a4b7c3d9e5f0a1b2c3d4e5f";

    private static readonly int[] Everywhere =
        [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests];

    private static readonly Dictionary<int, (string Name, string When, Problem Example)> All = new()
    {
        [StatusCodes.Status400BadRequest] = ("Invalid", "A parameter or the body cannot be read; `fields` says which and why.", Problems.Invalid(Language.English, ValueForm.Malformed("orgId", typeof(long), Language.English))),
        [StatusCodes.Status401Unauthorized] = ("Unknown", "No token, or one that is wrong, expired or revoked.", Problems.Make(StatusCodes.Status401Unauthorized, "TokenMissingOrWrong", Language.English)),
        [StatusCodes.Status403Forbidden] = ("NotAllowed", "This role may not; or its appointment is over.", Problems.Of(new Refusal(RefusalCode.NotAllowed), Language.English)),
        [StatusCodes.Status404NotFound] = ("NotFound", "It is not there, or not for you.", Problems.Of(new Refusal(RefusalCode.NotFound), Language.English)),
        [StatusCodes.Status409Conflict] = ("Conflict", "A rule stands against it; the sentence says what to do.", Problems.Of(new Refusal(RefusalCode.WrongState), Language.English)),
        [StatusCodes.Status412PreconditionFailed] = ("ChangedMeanwhile", "Somebody was faster: read it again.", Problems.At(StatusCodes.Status412PreconditionFailed, nameof(RefusalCode.ChangedMeanwhile), HeaderNames.IfMatch, Language.English)),
        [StatusCodes.Status422UnprocessableEntity] = ("NotPossible", "Understood, and not possible as it was said; `fields` says where.", Problems.Of(new Refusal(TaskRefusal.TaskInThePast), Language.English, ["startsAt"])),
        [StatusCodes.Status428PreconditionRequired] = ("VersionMissing", "The version that was seen is not named.", Problems.At(StatusCodes.Status428PreconditionRequired, "VersionMissing", HeaderNames.IfMatch, Language.English)),
        [StatusCodes.Status429TooManyRequests] = ("TooMany", "Too many at once: `Retry-After` says how many seconds to wait.", Problems.Make(StatusCodes.Status429TooManyRequests, "TooManyRequests", Language.English, ("seconds", 12))),
    };

    public static void Describe(OpenApiDocument document)
    {
        document.Components!.Responses = All.Values.ToDictionary(each => each.Name, each => (IOpenApiResponse)new OpenApiResponse
        {
            Description = each.When,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document), Example = Shown(each.Example) },
            },
        });
    }

    /// <param name="everywhere">The operation asks for a token.</param>
    public static void Name(OpenApiResponses responses, bool everywhere, OpenApiDocument? document)
    {
        foreach (var (status, (name, _, _)) in All)
        {
            var key = status.ToString(CultureInfo.InvariantCulture);
            if (responses.ContainsKey(key) || (everywhere && Everywhere.Contains(status)))
            {
                responses[key] = new OpenApiResponseReference(name, document);
            }
        }
    }

    private static JsonNode Shown(Problem problem)
    {
        var shown = JsonNode.Parse(Reply.Of(problem).Body!)!;
        shown["requestId"] = RequestId;
        return shown;
    }
}
